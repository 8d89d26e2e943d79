"""A run and the JSON of a former one → what changed: figures, and the questions that got better or worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import UsageError
from kb.evaluating.metrics import METRICS
from kb.evaluating.report import FORMAT, Report
from kb.evaluating.scoring import Scored

_SAME = 1e-9


class FormerQuestion(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    ask: str
    outcome: str
    score: Annotated[float, Field(allow_inf_nan=False)]


class Former(BaseModel):
    """What is read of a former run."""

    model_config = ConfigDict(frozen=True)

    format: int
    engine: str
    metrics: Mapping[str, float | None]
    questions: tuple[FormerQuestion, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Of a figure."""

    name: str
    before: float | None
    now: float | None

    @property
    def better(self) -> bool | None:
        """None where it is the same, or one of the runs does not have it."""
        if self.before is None or self.now is None or abs(self.now - self.before) < _SAME:
            return None
        return (self.now > self.before) == METRICS[self.name].more


@dataclass(frozen=True, slots=True)
class Moved:
    """A question that is answered otherwise than before."""

    ask: str
    before: float
    now: float
    was: str
    """Its outcome then."""
    is_now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    changes: tuple[Change, ...]
    better: tuple[Moved, ...]
    worse: tuple[Moved, ...]
    added: tuple[str, ...]
    """Questions that only this run has."""
    gone: tuple[str, ...]
    notes: tuple[str, ...]
    """What else differs between the runs."""


def former(text: str, name: str) -> Former:
    """The run that a report's JSON tells of. Raises UsageError."""
    try:
        found = Former.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "JSON"
        hint = "Compare with what `kb eval --out FILE` wrote."
        raise UsageError(f"--compare: {name} is no report of kb eval: {where}: {first['msg']}", hint=hint) from None
    if found.format != FORMAT:
        hint = "Run the set anew with --out, and compare with that."
        raise UsageError(f"--compare: {name} has the format {found.format}, and this kb reads {FORMAT}", hint=hint)
    return found


def compared(report: Report, before: Former) -> Comparison:
    then = {one.id: one for one in before.questions}
    now = {str(one.golden.id): one for one in report.scored}
    moved = [_moved(then[key], one) for key, one in now.items() if key in then]
    return Comparison(
        tuple(Change(name, before.metrics.get(name), figure.value) for name, figure in report.figures.items()),
        tuple(sorted((one for one in moved if one.now - one.before > _SAME), key=lambda one: one.before - one.now)),
        tuple(sorted((one for one in moved if one.before - one.now > _SAME), key=lambda one: one.now - one.before)),
        tuple(one.golden.ask for key, one in now.items() if key not in then),
        tuple(one.ask for key, one in then.items() if key not in now),
        tuple(_notes(report, before)),
    )


def _moved(then: FormerQuestion, now: Scored) -> Moved:
    return Moved(now.golden.ask, then.score, now.score, then.outcome, now.outcome)


def _notes(report: Report, before: Former) -> list[str]:
    notes = []
    if {one.golden.id for one in report.scored} != {one.id for one in before.questions}:
        notes.append("the figures are of different questions")
    if bool(report.engine) != bool(before.engine):
        notes.append("one of the runs looked at retrieval only: scores of questions mean different things")
    elif report.engine != before.engine:
        notes.append(f"the former run asked {before.engine}")
    return notes


def as_data(comparison: Comparison) -> dict[str, object]:
    def told(moved: tuple[Moved, ...]) -> list[dict[str, object]]:
        return [
            {"ask": m.ask, "before": m.before, "now": m.now, "outcome_before": m.was, "outcome": m.is_now}
            for m in moved
        ]

    return {
        "metrics": {c.name: {"before": c.before, "now": c.now, "better": c.better} for c in comparison.changes},
        "better": told(comparison.better),
        "worse": told(comparison.worse),
        "added": list(comparison.added),
        "gone": list(comparison.gone),
        "notes": list(comparison.notes),
    }
