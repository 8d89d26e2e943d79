"""The cells of a table, or the values of a chart → rows of text and marks: in markdown, and as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kb.asking.answers import Answer
from kb.forms.notes import marks
from kb.knowledge import Sentence
from kb.markup import escape
from kb.stages.chart import Charted
from kb.stages.table import Tabled

UNSAID = "not said"
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence | str | None, ...], ...]
    """Cells that quote, labels that don't, and None where nothing is said."""


def grid(answer: Answer) -> Grid | None:
    """None for an answer in sentences."""
    answered = answer.answered
    if isinstance(answered, Tabled):
        return Grid(answered.columns, answered.rows)
    if isinstance(answered, Charted):
        names = [one.name or answered.unit or "value" for one in answered.series]
        return Grid((answered.x_label or "label", *names), tuple(_values(answered)))
    return None


def _values(chart: Charted) -> Iterable[tuple[Sentence | str | None, ...]]:
    """A row for each label, more where a series has several values there."""
    for label in dict.fromkeys(point.label for one in chart.series for point in one.points):
        columns = [[point.said for point in one.points if point.label == label] for one in chart.series]
        yield from ((label, *row) for row in zip_longest(*columns))


def markdown_table(answer: Answer, table: Grid) -> str:
    """With footnote marks behind each cell."""
    rows = [[_cell(answer, cell) for cell in row] for row in table.rows]
    lines = [[piped(name) for name in table.columns], ["---"] * len(table.columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(answer: Answer, cell: Sentence | str | None) -> str:
    if cell is None:
        return f"*{UNSAID}*"
    return piped(cell) if isinstance(cell, str) else piped(cell.text) + marks(answer, cell)


def piped(text: str) -> str:
    """Escaped markdown for a cell of a table."""
    return escape(text).replace("|", r"\|")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number stays one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def delimited(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV: commas, lines that end as RFC 4180 has it, UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
