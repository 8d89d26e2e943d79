"""The rows of a table, one after the other, to its blocks: how large it is, what its columns hold, its first rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from kb.readers.blocks import Draft
from kb.readers.elements import table
from kb.readers.formats.dataset.columns import Column, counted, shown

FIRST = 20
"""Rows that are shown."""
_MOST_SHOWN = 20
# A table with thousands of columns is a matrix: their names say nothing.
_MOST_COLUMNS = 300
_LONGEST_NAME = 60
_LONGEST_CELL = 100
_AT_ONCE = 2000
_HEAD = ["Column", "Type", "Filled", "Range", "Different", "Empty", "Such as"]


class Tally:
    """A table that is counted row by row; no more of it is kept than its blocks show."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.rows = 0
        self.first: list[list[str]] = []
        self.columns: list[Column] = []
        self.left_out = 0
        """Columns beyond the first 300."""
        self._numbers: dict[str, int] = {}
        self._waiting: list[Sequence[str]] = []
        for name in names:
            self._column(name)

    def add(self, row: Sequence[str]) -> None:
        """One more row, cell by cell; cells beyond the known columns get columns without a name."""
        while len(row) > len(self.columns) < _MOST_COLUMNS:
            self._column("")
        self._waiting.append(row)
        self.rows += 1
        if len(self.first) < FIRST:
            self.first.append([shown(cell, _LONGEST_CELL) for cell in row[:_MOST_SHOWN]])
        # In batches, as a column can count what it repeats before it looks at it.
        if len(self._waiting) == _AT_ONCE:
            self._count()

    def add_record(self, record: Mapping[str, str]) -> None:
        """One more row, as names and cells."""
        known = self._numbers
        for name in record:
            if name not in known and len(self.columns) < _MOST_COLUMNS:
                self._column(name)
        self.left_out = max(self.left_out, len(record) - len(self.columns))
        self.add([record.get(name, "") for name in known])

    def _column(self, name: str) -> None:
        if len(self.columns) == _MOST_COLUMNS:
            self.left_out += 1
            return
        # Two columns of one name must not become one.
        self._numbers[name if name not in self._numbers else f"{name} {len(self.columns) + 1}"] = len(self.columns)
        self.columns.append(Column(shown(name, _LONGEST_NAME) or f"column {len(self.columns) + 1}"))

    def _count(self) -> None:
        for column, cells in zip(self.columns, zip_longest(*self._waiting, fillvalue=""), strict=False):
            column.add(cells)
        self._waiting.clear()

    def drafts(self, what: str, ending: str = "", lines: tuple[int, int] = (1, 1)) -> Iterator[Draft]:
        """Its blocks. `what` says what the table is, as "A table", `ending` adds to it; `lines` are those of the first
        rows."""
        self._count()
        size = f"{counted(self.rows, 'row')} and {counted(len(self.columns) + self.left_out, 'column')}"
        yield Draft(f"{what} of {size}{ending}.", (1, 1))
        if not self.columns:
            return
        yield Draft("Columns", (1, 1), "heading", level=3)
        yield table([_HEAD, *(column.told(self.rows) for column in self.columns)])
        if self.first:
            few = self.rows <= len(self.first)
            title = "Rows" if few else f"First {len(self.first)} rows"
            yield Draft(title, (1, 1), "heading", level=3)
            names = [column.name for column in self.columns[:_MOST_SHOWN]]
            sample = table([names, *self.first])
            yield Draft(sample.text, lines, "table", sample.markdown)

    def warnings(self) -> list[str]:
        """What the blocks do not show."""
        told = [f"{self.left_out} columns beyond the first {_MOST_COLUMNS} left out"] if self.left_out else []
        if len(self.columns) > _MOST_SHOWN:
            told.append(f"the first rows are shown with {_MOST_SHOWN} of {len(self.columns)} columns")
        return told
