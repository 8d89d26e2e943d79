"""The cells of a table's column to what they are: their type, from what to what, how many differ, a few of them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

_NUMBER = re.compile(
    r"[-−]?(?:[$€£¥] ?)?(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?:[eE][-+]?[0-9]{1,3})?(?: ?[%€])?"
)
_COMMA_NUMBER = re.compile(r"[-−]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*),[0-9]+(?: ?[%€])?")
_DATE = re.compile(
    r"(?:1[5-9]|20|21)[0-9]{2}([-/.])[01][0-9]\1[0-3][0-9]"
    r"(?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?: ?(?:Z|UTC|[-+][0-9]{2}:?[0-9]{2}))?)?"
)
_ENCODED = re.compile(r"data:[\w/+.-]*[;,]\S{40,}|(?=\S*[0-9+/])[A-Za-z0-9+/=_-]{90,}")
_NO_DIGITS = re.compile(r"[^0-9.eE+-]")
_SWITCH = frozenset("true false yes no".split())
_NOTHING = frozenset(("", "null", "NULL", "NaN", "nan", "N/A", "#N/A"))
_MOST_DIFFERENT = 10_000
_LONGEST_EXAMPLE = 40
_LONGEST_NUMBER = 40
_T = TypeVar("_T", tuple[float, str], str, int)


def kind_of(cell: str) -> str:
    """What one cell holds: whole number, number, date, yes or no, nothing, or text."""
    if cell in _NOTHING:
        return "nothing"
    if len(cell) <= _LONGEST_NUMBER:
        if _NUMBER.fullmatch(cell):
            return "whole number" if _is_whole(cell) else "number"
        if _COMMA_NUMBER.fullmatch(cell):
            return "number"
        if _DATE.fullmatch(cell):
            return "date"
        if cell.lower() in _SWITCH:
            return "yes or no"
    return "text"


def is_value(cell: str) -> bool:
    """Whether a cell holds a value, which no column is called by; a year may be a name."""
    kind = kind_of(cell)
    year = kind == "whole number" and cell.isdecimal() and 1500 <= int(cell[:5]) <= 2200
    return kind not in ("text", "nothing") and not year


def _is_whole(cell: str) -> bool:
    return not ("." in cell or "e" in cell or "E" in cell or "%" in cell)


def value_of(cell: str) -> float:
    """The number that a cell of a number's kind holds."""
    plain = cell.replace("−", "-")
    if _NUMBER.fullmatch(cell) is None:
        plain = plain.replace(".", "").replace(",", ".")
    return float(_NO_DIGITS.sub("", plain)) / (100 if "%" in cell else 1)


def shown(cell: str, longest: int) -> str:
    """A cell on one line, cut where it is long; data that is no words is only counted."""
    cell = _ENCODED.sub(lambda data: f"({len(data.group()):,} characters of encoded data)", cell[:100_000])
    cell = " ".join(cell.split())
    return cell if len(cell) <= longest else cell[: longest - 1].rstrip() + "…"


@dataclass
class Column:
    """A column, counted as its cells come."""

    name: str
    filled: int = 0
    _kinds: Counter[str] = field(default_factory=Counter)
    _different: set[str] = field(default_factory=set)
    _examples: list[str] = field(default_factory=list)
    _numbers: list[tuple[float, str]] = field(default_factory=list)
    """The least and the greatest so far, with their words."""
    _dates: list[str] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)

    def add(self, cells: Iterable[str]) -> None:
        """Some more cells, as text."""
        counts = Counter(cells)
        numbers, dates, texts = self._numbers, self._dates, self._lengths
        for cell, count in counts.items():
            kind = kind_of(cell)
            if kind == "nothing":
                continue
            self.filled += count
            self._kinds[kind] += count
            if kind in ("number", "whole number"):
                numbers.append((value_of(cell), cell))
            elif kind == "date":
                dates.append(cell)
            texts.append(len(cell))
            if len(self._different) <= _MOST_DIFFERENT:
                self._note(cell)
        self._numbers, self._dates, self._lengths = _ends(numbers), _ends(dates), _ends(texts)

    def _note(self, cell: str) -> None:
        if len(self._examples) < 3 and cell not in self._different:
            self._examples.append(shown(cell, _LONGEST_EXAMPLE))
        self._different.add(cell)

    @property
    def kind(self) -> str:
        """What nearly all of its cells hold."""
        if not self.filled:
            return "nothing"
        if self._kinds["number"] and self._kinds["number"] + self._kinds["whole number"] == self.filled:
            return "number"
        kind, count = self._kinds.most_common(1)[0]
        if count == self.filled:
            return kind
        return f"mostly {kind}" if kind != "text" and count * 100 >= 95 * self.filled else "text"

    def told(self, rows: int) -> list[str]:
        """Its row in the table of columns, of which the whole table has so many rows."""
        return [
            self.name,
            self.kind,
            counted(self.filled, "row"),
            self._range(),
            self._variety(),
            f"{rows - self.filled:,} empty" if rows > self.filled else "none empty",
            " · ".join(self._examples),
        ]

    def _range(self) -> str:
        kind = self.kind.removeprefix("mostly ")
        if kind in ("number", "whole number") and self._numbers:
            return f"from {self._numbers[0][1]} to {self._numbers[-1][1]}"
        if kind == "date" and self._dates:
            return f"from {self._dates[0]} to {self._dates[-1]}"
        if kind == "text":
            least, most = self._lengths[0], self._lengths[-1]
            return counted(most, "character") if least == most else f"{least:,} to {most:,} characters"
        return ""

    def _variety(self) -> str:
        if len(self._different) > _MOST_DIFFERENT:
            return f"more than {_MOST_DIFFERENT:,} different"
        alike = self.filled > 1 and len(self._different) == self.filled
        return "all different" if alike else f"{len(self._different):,} different"


def _ends(values: list[_T]) -> list[_T]:
    return [min(values), max(values)] if values else []


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
