"""The posts of a thread that count themselves, as 2/7 or 2/, to their order, and to what is missing of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.readers.reader import Line

COUNTED = re.compile(r"[ \t]*\(?(?P<n>\d{1,3})[ \t]?/[ \t]?(?P<of>\d{1,3})?\)?(?:[ \t.:)]|$)")
_LEAST = 3
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Numbered:
    lines: tuple[Line, ...]
    """In the order of the numbers; what stands above the first one stays above."""
    gaps: tuple[int, ...]
    moved: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        shown = ", ".join(map(str, self.gaps[:_MOST_SHOWN])) + (" and more" if self.gaps[_MOST_SHOWN:] else "")
        many = "posts" if len(self.gaps) > 1 else "post"
        gaps = (f"{many} {shown} of the thread {'are' if self.gaps[1:] else 'is'} missing",) if self.gaps else ()
        return gaps + (("its posts were put in the order of their numbers",) if self.moved else ())


def numbered(lines: Sequence[Line]) -> Numbered | None:
    """A thread that counts itself; None where numbers come twice, or where they may be fractions."""
    found = [(at, mark) for at, line in enumerate(lines) if (mark := COUNTED.match(line.text))]
    numbers = [int(mark["n"]) for _, mark in found]
    whole = {int(mark["of"] or 0) for _, mark in found}
    if len(found) < _LEAST or len(whole) > 1 or len(set(numbers)) < len(numbers) or 0 in numbers:
        return None
    last = max(whole) or max(numbers)
    if max(numbers) > last or 2 * len(numbers) < last or (not max(whole) and 1 not in numbers):
        return None
    starts = [at for at, _ in found]
    posts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    ordered = [post for _, post in sorted(zip(numbers, posts, strict=True), key=lambda one: one[0])]
    told = [line for post in ordered for line in post]
    gaps = tuple(sorted(set(range(1, last + 1)) - set(numbers)))
    return Numbered((*lines[: starts[0]], *told), gaps, numbers != sorted(numbers))
