"""Printed lines of cells to one table, whose columns are where the cells stand above each other."""

import re
from collections.abc import Sequence
from itertools import groupby

from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.pdf.printed import SOFT, Printed
from kb.readers.paragraphs import fold

_ONE_ROW = 0.5
"""Sizes of letters by which two lines of one row may differ in height."""
_MOST_COLUMNS = 30


def table(lines: Sequence[Printed]) -> Draft:
    """In markdown where each cell has a column of its own; else as a listing of the lines as they stand."""
    page = lines[0].page
    rows = _rows(lines)
    grid = _grid(rows)
    if grid is None or len(grid) < 2:
        text = "\n".join("  ".join(cell for _, cell in row) for row in rows)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return Draft(fold(text), (1, 1), "table", f"{fence}\n{text}\n{fence}", page=page)
    shown = [" | ".join(escape(cell).replace("|", "\\|") for cell in row) for row in grid]
    rule = " | ".join(["---"] * len(grid[0]))
    markdown = "\n".join(f"| {row} |" for row in [shown[0], rule, *shown[1:]])
    text = " ".join(cell for row in grid for cell in row if cell)
    return Draft(text, (1, 1), "table", markdown, page=page)


_Cell = tuple[tuple[float, float], str]


def _rows(lines: Sequence[Printed]) -> list[list[_Cell]]:
    """The cells of each row, from left to right, the highest row first."""
    high = sorted(lines, key=lambda line: -line.bottom)
    starts: list[float] = []
    for line in high:
        if not starts or starts[-1] - line.bottom > _ONE_ROW * line.size:
            starts.append(line.bottom)
        else:
            starts.append(starts[-1])
    rows = groupby(zip(starts, high, strict=True), lambda pair: pair[0])
    return [sorted(cell for _, line in row for cell in _cells(line)) for _, row in rows]


def _cells(line: Printed) -> list[_Cell]:
    texts = [fold(text.replace(SOFT, "-")) for text in line.text.split("\t")]
    places = line.cells if len(line.cells) == len(texts) else ()
    if not places:
        return [((line.left, line.right), fold(line.text.replace("\t", " ").replace(SOFT, "-")))]
    return [(place, text) for place, text in zip(places, texts, strict=True) if text]


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[list[str]] | None:
    """Each row with a cell for each column; None where a cell spans two or two fall into one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(place for row in rows for place, _ in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    grid = []
    for row in rows:
        cells = [""] * len(columns)
        for (left, _), text in row:
            at = next(at for at, (_, right) in enumerate(columns) if left < right or at == len(columns) - 1)
            if cells[at]:
                return None
            cells[at] = text
        grid.append(cells)
    return grid if 1 < len(columns) <= _MOST_COLUMNS else None
