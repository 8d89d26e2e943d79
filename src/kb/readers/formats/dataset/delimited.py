"""Text that may be a table of values with a sign between them → its delimiter, its header and where it begins."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from kb.readers.formats.dataset.columns import is_value, kind_of

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*[|+][-|:+ \t]*$", re.M)
_CLOCK = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?…]['\"”’)]?")
_MOST_ROWS = 200
_LONGEST_NAME = 80
_TYPED = frozenset(("number", "whole number", "date", "yes or no"))
_CAPTIONS = frozenset(("start", "end", "text"))


@dataclass(frozen=True, slots=True)
class Delimited:
    """How a table of delimited values is to be read."""

    delimiter: str
    width: int
    """Cells of most rows."""
    above: int
    """Rows before the header: a title, a note of the program that wrote it."""
    named: bool
    """Whether the first row says what the columns are called."""
    spaced: bool
    """Whether a space behind the delimiter belongs to it."""

    @property
    def words(self) -> str:
        return _DELIMITERS[self.delimiter]


def sniffed(name: str, head: str) -> Delimited | None:
    """How the beginning of a file is to be read, or None when it is no table.

    The extension only makes a table easier to believe: what it holds must be in rows of one width.
    """
    csv.field_size_limit(1 << 30)
    if not any(sign in head for sign in _DELIMITERS) or _RULE.search(head[:10_000]):
        return None
    hinted = name.lower().endswith(_ENDINGS)
    tables = [table for sign in _DELIMITERS if sign in head and (table := _table(head, sign))]
    best = max(tables, key=lambda table: (table.share, table.width), default=None)
    return best.dialect(hinted) if best and best.holds(hinted=hinted) else None


@dataclass(frozen=True, slots=True)
class _Table:
    delimiter: str
    rows: list[list[str]]
    width: int
    share: float
    """Of the rows that are as wide as most."""
    above: int

    @property
    def body(self) -> list[list[str]]:
        return self.rows[self.above :]

    def holds(self, *, hinted: bool) -> bool:
        """Whether these are rows of a table, and not lines of prose, of code, of a talk."""
        body = self.body
        if self.width < 2 or len(body) < 2 or self._looks_like_code():
            return False
        if {cell.strip().lower() for cell in body[0]} >= _CAPTIONS:
            return False
        if hinted:
            return self.share >= 0.6
        if len(body) < 3 or self.share < 0.9 or self.above > 3 or self._is_spaced() or _starts_with_bars(self):
            return False
        typed = self._typed()
        if not typed and (self.width == 2 or self._is_talk() or not _names(body[0])):
            return False
        if self.width == 2 and (len(body) < 5 or any(is_value(cell.strip()) for cell in body[0])):
            return False
        sentences = sum(any(_SENTENCE.fullmatch(cell.strip()) for cell in row) for row in body)
        return sentences * 3 < len(body) or len(typed) > 1

    def _looks_like_code(self) -> bool:
        """Whether many rows are cut inside brackets, as the arguments of a call are."""
        cut = sum(any(_unbalanced(cell) for cell in row) for row in self.body)
        return cut * 10 > 3 * len(self.body)

    def _is_spaced(self) -> bool:
        """Whether a space follows most delimiters, as in prose."""
        if self.delimiter not in ",;":
            return False
        after = [cell for row in self.body for cell in row[1:] if cell]
        return sum(cell[0] == " " for cell in after) * 2 > len(after)

    def _is_talk(self) -> bool:
        columns = range(min(self.width, 3))
        return any(
            _most(bool(_CLOCK.fullmatch(row[at].strip())) for row in self.body if at < len(row)) for at in columns
        )

    def _typed(self) -> list[int]:
        """The columns below whose first row nearly all cells are numbers, dates or yes and no."""
        below = self.body[1:]
        columns = {at: [kind_of(row[at].strip()) for row in below if at < len(row)] for at in range(self.width)}
        filled = {at: [kind for kind in kinds if kind != "nothing"] for at, kinds in columns.items()}
        return [at for at, kinds in filled.items() if kinds and sum(k in _TYPED for k in kinds) * 10 >= 9 * len(kinds)]

    def dialect(self, hinted: bool) -> Delimited:
        first = self.body[0]
        named = not any(is_value(cell.strip()) for cell in first)
        return Delimited(self.delimiter, self.width, self.above if named else 0, named, hinted and self._is_spaced())


def _table(head: str, sign: str) -> _Table | None:
    try:
        rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=sign), _MOST_ROWS + 1))[:_MOST_ROWS]
    except csv.Error:
        return None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    while rows and sum(len(row) > 1 and not row[-1].strip() for row in rows) == len(rows):
        rows = [row[:-1] for row in rows]
    if not rows:
        return None
    width, count = max(Counter(map(len, rows)).items(), key=lambda pair: (pair[1], pair[0]))
    above = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) * 2 >= width), 0)
    return _Table(sign, rows, width, count / (len(rows) - above or 1), above)


def _unbalanced(cell: str) -> bool:
    return any(cell.count(one) != cell.count(other) for one, other in ("()", "[]", "{}"))


def _names(row: Sequence[str]) -> bool:
    """Whether a row can be a header: names, each once."""
    names = [cell.strip() for cell in row]
    return all(0 < len(name) <= _LONGEST_NAME for name in names[1:]) and len(set(names)) == len(names)


def _starts_with_bars(table: _Table) -> bool:
    return table.delimiter == "|" and not any(row[0].strip() for row in table.body)


def _most(values: Iterable[bool]) -> bool:
    found = list(values)
    return bool(found) and sum(found) * 10 >= 8 * len(found)
