"""Printed lines to blocks: paragraphs, headings, items, listings, tables, each with the page that it begins on."""

import re
from collections.abc import Iterator, Sequence

from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.pdf.headings import levels
from kb.readers.formats.pdf.measures import Measures
from kb.readers.formats.pdf.order import ordered
from kb.readers.formats.pdf.printed import SOFT, Printed
from kb.readers.formats.pdf.table import table
from kb.readers.formats.pdf.units import ITEM, Unit, units
from kb.readers.formats.pdf.words import joined
from kb.readers.paragraphs import LONGEST_OF_PROSE, Piece, divided, fold


def drafts(lines: Sequence[Printed], heights: Sequence[float], title: str) -> Iterator[Draft]:
    """The blocks in the order in which they are read. `heights` are those of the pages; the heading that only says
    the title again is none of them."""
    measures = Measures.of(lines)
    found = units(ordered(lines), heights, measures)
    texts = {at: fold(joined(unit.lines, measures.words)) for at, unit in enumerate(found) if unit.kind == "heading"}
    opening = next((at for at, text in texts.items() if found[at].lines[0].page == 1 and _says(text, title)), None)
    headings = {at: text for at, text in texts.items() if at != opening or len(found) == 1}
    deep = levels((text, found[at].lines[0].size) for at, text in headings.items())
    depths = dict(zip(headings, deep, strict=True))
    for at, unit in enumerate(found):
        if unit.kind != "heading":
            yield from _blocks(unit, measures)
        elif at in depths:
            page = unit.lines[0].page
            yield Draft(texts[at], (1, 1), "heading", escape(texts[at]), level=depths[at], page=page)


def _says(text: str, title: str) -> bool:
    return text.casefold() in title.casefold() and len(text) * 2 > len(title)


def _blocks(unit: Unit, measures: Measures) -> Iterator[Draft]:
    first = unit.lines[0]
    page = first.page
    if unit.kind == "code":
        yield _listing(unit.lines, page)
    elif unit.kind == "table":
        yield table(unit.lines)
    else:
        yield from _paragraphs(unit, measures, page)


def _paragraphs(unit: Unit, measures: Measures, page: int) -> Iterator[Draft]:
    text = fold(joined(unit.lines, measures.words))
    item = ITEM.match(text) if unit.kind == "paragraph" else None
    if item and len(text) > item.end():
        yield _item(text, item, page)
        return
    for paragraph in divided([Piece(text, 1)], LONGEST_OF_PROSE):
        yield Draft(paragraph.text, (1, 1), page=page)


def _item(text: str, item: re.Match[str], page: int) -> Draft:
    """A bullet and a plain number belong to the list; marks such as (a) or [7], which others refer to, to the words."""
    mark, words = item["mark"], text[item.end() :]
    if mark[:1].isdigit():
        return Draft(words, (1, 1), "item", f"{mark} {escape(words)}", page=page)
    words = words if len(mark) == 1 else text
    return Draft(words, (1, 1), "item", f"- {escape(words)}", page=page)


def _listing(lines: Sequence[Printed], page: int) -> Draft:
    """Lines of one width of letters, with the white space that their places show."""
    margin = min(line.left for line in lines)
    rows = []
    for line in lines:
        width = (line.right - line.left) / max(1, len(line.text)) or 1
        text = line.text.replace("\t", "    ").replace(SOFT, "-").rstrip()
        rows.append(" " * min(40, round((line.left - margin) / width)) + text.lstrip())
    text = "\n".join(rows)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return Draft(text, (1, 1), "code", f"{fence}\n{text}\n{fence}", page=page)
