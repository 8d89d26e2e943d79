"""Past calls → what the rest of a run may come to, as far as the past tells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.llm.costs import Event, Sum, total
from kb.llm.request import Request

_NOUNS = {"sources": "source", "concepts": "concept"}
_ALONE = frozenset({"answer", "draft_questions", "judge_answer"})
"""Stages that no compile asks."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What pages of one kind took on average, over the stage that is asked next and all that come after it."""

    noun: str
    """What is counted: source, concept, or request where a stage asks for no page."""
    past: int
    """How many of them the average is over."""
    coming: int
    """How many are asked for now."""
    spent: Sum
    """What the past ones took together."""

    @property
    def usd(self) -> float | None:
        """Dollars that the coming ones may cost; None when some of the past calls had no known price."""
        return None if self.spent.unpriced else self.spent.usd / self.past * self.coming


def forecast(events: Iterable[Event], certain: Sequence[Request], earlier: Collection[str]) -> Forecast | None:
    """What `certain`, the requests of one stage, and all after them may take; None when nothing like it was asked.

    `earlier` are the stages before that one, whose replies are all remembered.
    """
    stage = certain[0].stage
    later = [event for event in events if event.get("stage") == stage or event.get("stage") not in {*earlier, *_ALONE}]
    past = {str(event.get("item") or event.get("key")) for event in later if event.get("stage") == stage}
    if not past:
        return None
    noun = _NOUNS.get(certain[0].subject.partition("/")[0], "request")
    coming = len({request.subject for request in certain}) if noun != "request" else len(certain)
    return Forecast(noun, len(past), coming, total(later))
