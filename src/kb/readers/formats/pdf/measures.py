"""Printed lines to what is usual among them: the size of letters, the step from line to line, how wide a column is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kb.readers.formats.pdf.printed import Printed
from kb.readers.formats.pdf.words import counted

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NEAR = 12
_SAME = 0.06
"""Share by which two sizes may differ and still be one."""


@dataclass(frozen=True)
class Measures:
    """What is usual in a document."""

    body: float
    """Size of most letters."""
    leading: float
    """From one line to the next."""
    words: Counter[str]

    @classmethod
    def of(cls, lines: Sequence[Printed]) -> "Measures":
        letters: Counter[float] = Counter()
        for line in lines:
            letters[rounded(line.size)] += len(line.text)
        body = max(letters, key=lambda size: letters[size]) if letters else 10.0
        steps = [one.bottom - two.bottom for one, two in pairwise(lines) if one.page == two.page]
        usual = [step for step in steps if 0.8 * body <= step <= 2.2 * body]
        return cls(body, median(usual) if usual else 1.2 * body, counted(lines))


def rounded(size: float) -> float:
    return round(size * 2) / 2


def same_size(one: Printed, other: Printed) -> bool:
    return abs(one.size - other.size) <= _SAME * max(one.size, other.size)


def start(line: Printed) -> float:
    """How far from the margin its words begin; to the right where they run to the left."""
    return -line.right if len(_RIGHT_TO_LEFT.findall(line.text)) * 2 > len(line.text) else line.left


def is_short(lines: Sequence[Printed], at: int, more: float = 0.0, share: float = 0.15) -> bool:
    """Whether something as wide as `more`, or else that share of the column, would still have fitted on a line."""
    line = lines[at]
    beside = [_end(one) for one in _near(lines, at) if one.left < line.right and one.right > line.left]
    room = max(beside) - _end(line)
    return room > (more or share * (max(beside) - start(line) or 1))


def first_word(line: Printed) -> float:
    """Width of a line's first word and some space, in points."""
    words = line.text.split()
    return (line.right - line.left) / max(1, len(line.text)) * (len(words[0]) + 4 if words else 4)


def _end(line: Printed) -> float:
    return -line.left if start(line) == -line.right else line.right


def _near(lines: Sequence[Printed], at: int) -> Sequence[Printed]:
    """The lines shortly before and after a line, and not far from it, of the same page and size."""
    line = lines[at]
    near = lines[max(0, at - _NEAR) : at + _NEAR]
    alike = [one for one in near if one.page == line.page and abs(one.size - line.size) < 0.1 * line.size]
    return [one for one in alike if abs(one.bottom - line.bottom) < _NEAR * line.size]
