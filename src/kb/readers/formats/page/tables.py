"""A table to one block, its cells side by side; tables that only lay out a page are none."""

from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from kb.readers.blocks import Draft
from kb.readers.formats.page.elements import place
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.inline import Inline, inline

_BOXES = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre", "form", "table")
_WIDEST = 60
_LONGEST_CELL = 600


def is_layout(table: Element) -> bool:
    """Whether a table only puts parts of a page beside each other."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = [list(row) for row in _rows(table)]
    if not rows or max(len(row) for row in rows) < 2:
        return True
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return next(table.iter("pre"), None) is not None
    cells = [cell for row in rows for cell in row]
    boxes = sum(1 for cell in cells if sum(1 for _ in cell.iter(*_BOXES)) > 1)
    long = any(len(words_of(cell)) > _LONGEST_CELL for cell in cells)
    return len(rows) < 2 or long or boxes * 3 > len(cells) or next(table.iter("pre"), None) is not None


def table_drafts(table: Element, notes: Mapping[Element, str]) -> Iterator[tuple[Draft, int]]:
    """The caption, if any, and the words of all rows: cells apart by spaces, in markdown with bars between them.

    Each comes with the number of its characters that lead elsewhere.
    """
    caption = next(table.iter("caption"), None)
    if caption is not None and (title := inline([caption], notes)).text:
        yield Draft(title.text, place(caption), "paragraph", title.markdown), title.linked
    open_: dict[int, int] = {}
    rows = [row for row in (_cells(cells, notes, open_) for cells in _rows(table)) if any(cell.text for cell in row)]
    width = max((len(row) for row in rows), default=0)
    lines = [_line([cell.markdown.replace("|", "\\|") for cell in row], width) for row in rows]
    if lines:
        lines.insert(1, "|" + " --- |" * width)
    text = " ".join(cell.text for row in rows for cell in row if cell.text)
    yield Draft(text, place(table), "table", "\n".join(lines)), sum(cell.linked for row in rows for cell in row)


def _line(cells: list[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def _cells(cells: list[Element], notes: Mapping[Element, str], open_: dict[int, int]) -> list[Inline]:
    """The cells of a row; one over several columns or rows has empty ones beside and below it.

    `open_` says of each column how many rows a cell above still covers; it is kept up to date.
    """
    row: list[Inline] = []
    for cell in cells:
        for box in cell.iter("p", "div", "li", "br"):
            box.tail = " " + (box.tail or "")
        _skip(row, open_)
        wide = _span(cell, "colspan")
        open_.update(dict.fromkeys(range(len(row), len(row) + wide), _span(cell, "rowspan") - 1))
        row += [inline([cell], notes), *[Inline("", "")] * (wide - 1)]
    _skip(row, open_)
    return row[:_WIDEST]


def _skip(row: list[Inline], open_: dict[int, int]) -> None:
    """Adds empty cells where a cell of a row above still stands."""
    while open_.get(len(row), 0) > 0:
        open_[len(row)] -= 1
        row.append(Inline("", ""))


def _span(cell: Element, name: str) -> int:
    said = cell.get(name) or "1"
    return max(1, min(int(said), _WIDEST)) if said.isdecimal() and len(said) < 9 else 1


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in ("td", "th")]
