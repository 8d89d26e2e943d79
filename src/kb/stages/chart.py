"""CHART: a question and numbered passages in, the points of a chart out, each value in the words of a quote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Sentence
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.numbers import missing
from kb.reports import UNSUPPORTED_ANSWER
from kb.stages.amounts import Unit, amount
from kb.stages.answer import LOOKS, Answered
from kb.stages.arranging import Kind, Line, Point, arranged
from kb.stages.inquiry import Inquiry, Quoted, Unsupported, fill, sentence
from kb.stages.labels import label, unplaced
from kb.stages.written import line

LINES = 6
POINTS = 60


@dataclass(frozen=True, slots=True)
class Charted(Answered):
    """Its sentences are the values as they were said, series by series."""

    title: str = ""
    kind: Kind = "bar"
    unit: str = ""
    x_label: str = ""
    series: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader should know of how it was drawn."""


class ChartPoint(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str = Field(description="Where it stands: a year, an ISO date, a name.")
    value: str = Field(description="One number in figures, its scale as the quote says it, such as 8.2 billion.")
    quotes: list[Quoted] = Field(description="One quote that says this value of this label.")


class ChartSeries(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="What the values are of; empty when there is one series only.")
    points: list[ChartPoint]


class ChartReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    look_up: list[str] = Field(description="Searches of a few telling words each, at most three; mostly none.")
    enough: bool = Field(description="False when the passages hold no numbers that answer; then no series.")
    title: str = Field(description="What is shown, in a few words, without numbers that no value shows.")
    kind: Literal["bar", "line", "scatter"]
    unit: str = Field(description="What every value is counted in, such as USD, tonnes or %; without a scale.")
    x_label: str = Field(description="What the labels are, such as Year.")
    series: list[ChartSeries]
    wanted: str = Field(description="What kind of source would say what is missing; empty when nothing is.")


def ground(inquiry: Inquiry, reply: ChartReply, key: Digest) -> Grounded[Answered]:
    """Keeps the points whose value stands in their quotes."""
    unit = Unit.of(label(reply.unit))
    tried = [(one, *_points(inquiry, one, unit)) for one in reply.series[:LINES]]
    kept = [Line(label(one.name), points) for one, points, _ in tried if points]
    kind, series, notes = arranged(reply.kind, kept)
    said = tuple(dict.fromkeys(point.said for one in series for point in one.points))
    look_up = () if inquiry.last else tuple(filter(None, map(line, reply.look_up)))[:LOOKS]
    answered = Charted(
        said,
        reply.enough and bool(said),
        look_up=look_up,
        wanted=line(reply.wanted),
        title=_title(inquiry, reply.title, said),
        kind=kind,
        unit=unit.text,
        x_label=label(reply.x_label),
        series=series,
        notes=tuple(notes) if series else (),
    )
    return Grounded((answered,), (*_cut(reply), *(told for *_, lost in tried for told in lost)))


def _cut(reply: ChartReply) -> Iterator[Diagnostic]:
    if len(reply.series) > LINES:
        left = ", ".join(one.name for one in reply.series[LINES:])
        yield UNSUPPORTED_ANSWER.at("", f"left out series of the chart: {LINES} is the most: {left!r}")


def _points(inquiry: Inquiry, written: ChartSeries, unit: Unit) -> tuple[tuple[Point, ...], list[Diagnostic]]:
    tried = [(one, _point(inquiry, written.name, one, unit)) for one in written.points[:POINTS]]
    lost = [
        UNSUPPORTED_ANSWER.at("", f"dropped the point {one.label}: {one.value} of the chart, for {found}")
        for one, found in tried
        if isinstance(found, Unsupported)
    ]
    if len(written.points) > POINTS:
        lost.append(UNSUPPORTED_ANSWER.at("", f"left out points of the chart: {POINTS} in a series is the most"))
    return tuple(dict.fromkeys(found for _, found in tried if isinstance(found, Point))), lost


def _point(inquiry: Inquiry, series: str, written: ChartPoint, unit: Unit) -> Point | Unsupported:
    name = label(written.label)
    if not name:
        return Unsupported("its label is none that may be printed")
    found = sentence(inquiry, fold(written.value), written.quotes)
    # A scale in the unit is the value's: the numbers are looked for below.
    if isinstance(found, Unsupported) and unit.scale:
        found = sentence(inquiry, f"{fold(written.value)} {unit.scale}", written.quotes)
    if isinstance(found, Unsupported):
        return found
    value = amount(written.value, unit, [citation.quote for citation in found.citations])
    if isinstance(value, Unsupported):
        return value
    elsewhere = unplaced(inquiry, found, name, label(series))
    if elsewhere:
        return Unsupported(f"the passage that it quotes does not speak of {', '.join(elsewhere)}")
    text = f"{value.text}{'' if unit.text == '%' else ' '}{unit.text}".strip()
    return Point(name, value.value, replace(found, text=text, speaker=""))


def _title(inquiry: Inquiry, title: str, said: Sequence[Sentence]) -> str:
    """The question where the title says numbers that no value shows."""
    quotes = [part for one in said for part in (one.text, *(citation.quote for citation in one.citations))]
    stands = label(title) and not missing(title, [inquiry.question, *quotes], tuple)
    return label(title) if stands else inquiry.question


def scaled(values: Sequence[Decimal]) -> tuple[int, str]:
    """What to divide values by so that they read well on an axis, and its name."""
    largest = max(map(abs, values), default=Decimal(0))
    sizes = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
    return next(((factor, name) for factor, name in sizes if largest >= factor), (1, ""))


CHART = Stage("chart", "strong", ChartReply, fill, ground)
