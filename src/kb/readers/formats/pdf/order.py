"""Lines as a PDF draws them to lines as a page is read: what stands above, in the same column, comes first."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from kb.readers.formats.pdf.printed import Printed

_MOST_STRETCHES = 300
_LONG = 15
"""Letters of what is no cell of a table."""
_FEWEST = 8
_GAP = 5.0
"""Sizes of its letters that part two stretches of one column."""


def ordered(lines: Sequence[Printed]) -> list[Printed]:
    """The same lines. A title, a table or a foot that was drawn out of its turn goes to its place; columns stay."""
    found: list[Printed] = []
    for _, page in groupby(lines, lambda line: line.page):
        drawn = _unwoven(list(page))
        stretches = list(_stretches(drawn))
        movable = 1 < len(stretches) <= _MOST_STRETCHES and not any(line.turned for line in drawn)
        found += [line for stretch in (_sorted(stretches) if movable else stretches) for line in stretch]
    return found


def _unwoven(lines: list[Printed]) -> list[Printed]:
    """The lines of two columns that were drawn across both, one column after the other; else the same lines."""
    pairs = [line for line in lines if len(line.cells) == 2 and min(map(len, line.text.split("\t"))) >= _LONG]
    if len(pairs) < _FEWEST or len(pairs) * 2 < len(lines):
        return lines
    gutter = median(line.cells[1][0] for line in pairs)
    if any(abs(line.cells[1][0] - gutter) > 2 * line.size or line.cells[0][1] > gutter for line in pairs):
        return lines
    found: list[Printed] = []
    right: list[Printed] = []
    for line in lines:
        if line.left < gutter < line.right and line not in pairs:
            # What spans both columns ends them.
            found, right = [*found, *right, line], []
        elif line in pairs:
            halves = [
                line._replace(text=text, left=place[0], right=place[1], cells=())
                for text, place in zip(line.text.split("\t"), line.cells, strict=True)
            ]
            found.append(halves[0])
            right.append(halves[1])
        else:
            (right if line.left >= gutter - line.size else found).append(line)
    return [*found, *right]


def _stretches(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Lines that follow each other down a column."""
    stretch: list[Printed] = []
    for line in lines:
        if stretch and not _follows(stretch[-1], line):
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def _follows(before: Printed, line: Printed) -> bool:
    size = max(before.size, line.size)
    if abs(before.bottom - line.bottom) < 0.4 * size:
        return True
    return 0 < before.bottom - line.bottom < _GAP * size and before.left < line.right and line.left < before.right


def _sorted(stretches: list[list[Printed]]) -> list[list[Printed]]:
    """In the order of drawing, but none before those that stand above it."""
    boxes = [
        (
            min(line.left for line in one),
            max(line.right for line in one),
            min(line.bottom for line in one),
            max(line.bottom for line in one),
        )
        for one in stretches
    ]
    above = [
        {other for other, box in enumerate(boxes) if box[2] > top and box[0] < right and left < box[1]}
        for left, right, _, top in boxes
    ]
    turns: dict[int, None] = {}
    for one in range(len(stretches)):
        _take(one, above, turns)
    return [stretches[turn] for turn in turns]


def _take(one: int, above: list[set[int]], turns: dict[int, None]) -> None:
    """Gives a stretch its turn, after those above it that have had none: whatever waits for nothing stays in place."""
    for other in sorted(above[one] - turns.keys()):
        if other not in turns:
            _take(other, above, turns)
    turns[one] = None
