"""The points of a chart → in an order and of a kind that does not mislead, with a word on what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kb.knowledge import Sentence
from kb.stages.axis import place

Kind = Literal["bar", "line", "scatter"]


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: Decimal
    said: Sentence
    """The value in its source's scale and the chart's unit, with its quotes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series."""

    name: str
    """Empty for the only one."""
    points: tuple[Point, ...]


def arranged(kind: Kind, series: Sequence[Line]) -> tuple[Kind, tuple[Line, ...], list[str]]:
    """Dates stand in the order of time. A line only joins what follows in time or number, one value at each place; a
    chart of names is one of bars."""
    series = [_agreeing(one) for one in series]
    placed = all(place(point.label) is not None for one in series for point in one.points)
    given = tuple(series)
    ordered = tuple(map(_in_order, given)) if placed else given
    notes = ["The points stand in the order of their labels."] if ordered != given else []
    if len({one.name for one in series}) < len(series):
        notes.append("Two series have the same name: their sources may mean different things.")
    if sum(len(one.points) for one in series) == 1:
        return "bar", ordered, [*notes, "There is one value only: nothing can be compared with it."]
    if kind != "bar" and not placed:
        return "bar", ordered, [*notes, "Drawn as bars: its labels are neither dates nor numbers."]
    twice = sorted({label for one in ordered for label in _repeated(one)})
    if twice:
        notes.append(f"More than one value for {', '.join(twice)}: the quotes differ, or speak of different things.")
    return ("scatter" if kind == "line" and twice else kind), ordered, notes


def _agreeing(series: Line) -> Line:
    """What several quotes say alike is one point that rests on all of them."""
    points: dict[tuple[str, Decimal], Point] = {}
    for point in series.points:
        known = points.get((point.label, point.value))
        if known is not None:
            first, *rest = dict.fromkeys((*known.said.citations, *point.said.citations))
            point = replace(known, said=replace(known.said, citations=(first, *rest)))
        points[point.label, point.value] = point
    return replace(series, points=tuple(points.values()))


def _in_order(series: Line) -> Line:
    return replace(series, points=tuple(sorted(series.points, key=lambda point: place(point.label) or Decimal(0))))


def _repeated(series: Line) -> set[str]:
    labels = [point.label for point in series.points]
    return {label for label in labels if labels.count(label) > 1}
