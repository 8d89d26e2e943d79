"""Text and fixes → text: edits are put in from the end, and every character outside of them stays as it is."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.diagnostics import Edit, Fix

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


class Applied(NamedTuple):
    """What became of some fixes of one text, by their numbers in the given order."""

    text: str
    taken: tuple[int, ...]


def applied(text: str, fixes: Sequence[Fix]) -> Applied:
    """Of fixes that overlap, the first by place is taken; one whose places the text does not have is not.

    The text is as it stands in the file, with its byte order mark and its own line ends, and keeps both.
    """
    places = _Places(text)
    wanted = ((stretches, number) for number, fix in enumerate(fixes) if (stretches := places.stretches(fix.edits)))
    taken: list[_Stretch] = []
    numbers: list[int] = []
    for stretches, number in sorted(wanted):
        if not any(_meets(stretch, taken) for stretch in stretches):
            taken = sorted([*taken, *stretches]) if len(stretches) > 1 else _with(taken, stretches[0])
            numbers.append(number)
    for start, end, new in reversed(taken):
        text = text[:start] + new + text[end:]
    return Applied(text, tuple(sorted(numbers)))


class _Stretch(NamedTuple):
    """Half-open, in characters of the text; and what comes in its place."""

    start: int
    end: int
    text: str


def _with(taken: list[_Stretch], one: _Stretch) -> list[_Stretch]:
    taken.insert(bisect_left(taken, one), one)
    return taken


def _meets(one: _Stretch, taken: list[_Stretch]) -> bool:
    """`taken` is in order and without overlap, so that only the neighbours can meet a stretch."""
    at = bisect_left(taken, one)
    return any(_overlap(one, other) for other in taken[max(0, at - 2) : at + 2])


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    """Two stretches that touch are apart, but an insertion has to stand between two that stay."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class _Places:
    """Lines and columns, as rules see a page, into offsets of the text in its file."""

    def __init__(self, text: str) -> None:
        begin = len(_BOM) if text.startswith(_BOM) else 0
        ends = list(_LINE_END.finditer(text, begin))
        self._starts = [begin, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]
        self._ends = [end.group() for end in ends]

    def stretches(self, edits: Iterable[Edit]) -> list[_Stretch]:
        """In order; nothing when one of the edits has no place here, or two of them overlap."""
        found: list[_Stretch] = []
        for edit in edits:
            start, end = self._offset(edit.line, edit.column), self._offset(edit.end_line, edit.end_column)
            if start is None or end is None or end < start:
                return []
            found.append(_Stretch(start, end, self._written(edit)))
        found.sort()
        return [] if any(_overlap(one, other) for one, other in pairwise(found)) else found

    def _offset(self, line: int, column: int) -> int | None:
        if (line, column) == (len(self._starts) + 1, 1):
            # Behind the last line of a text that does not end its last line.
            return self._stops[-1]
        if not 1 <= line <= len(self._starts) or column < 1:
            return None
        at = self._starts[line - 1] + column - 1
        return at if at <= self._stops[line - 1] else None

    def _written(self, edit: Edit) -> str:
        """The edit's text with the line ends of the place it comes to."""
        if "\n" not in edit.text or not self._ends:
            return edit.text
        return edit.text.replace("\n", self._ends[min(edit.line, len(self._ends)) - 1])
