"""DRAFT_QUESTIONS: passages of sources in, a question for a golden set out, with facts that stand in the passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import Citation, SourceId
from kb.llm.stage import Grounded, Stage
from kb.stages.inquiry import Excerpt, Quoted

Kind = Literal["one source", "two sources", "unanswerable"]

LONGEST = 12
"""Words of a fact: more of them stand in no sentence of an answer."""
_MARKS = " .,;:!?\"'“”‘’()"
_ASKING = ("?", "？", "؟")
_MOST = 4
"""Facts of a question."""

_TASKS: Mapping[Kind, str] = {
    "one source": "a question that this passage answers",
    "two sources": "a question that needs both passages together: neither answers it alone",
    "unanswerable": "a question of the same kind and about the same people or things that these words do not answer,"
    " and that a reader could well expect them to; it has no facts",
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a question is to be made from."""

    kind: Kind
    excerpts: tuple[Excerpt, ...]
    shared: str = ""
    """The title of the article that quotes all of them."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question for a person to look at."""

    ask: str
    facts: tuple[Citation, ...]
    """The exact words of sources that an answer has to hold."""
    sources: tuple[SourceId, ...]
    lost: tuple[str, ...] = ()
    """Why facts that the model gave were dropped."""
    problem: str = ""
    """Why the whole question can't be used; empty where it can."""


class DraftReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ask: str = Field(description="The question, as somebody would ask it who has not seen the passages.")
    facts: list[Quoted] = Field(description="Up to four facts that an answer has to hold; none where it has no answer.")


def fill(sketch: Sketch) -> Mapping[str, str]:
    return {
        "task": _TASKS[sketch.kind],
        "shared": sketch.shared or "nothing was looked up",
        "passages": "\n\n".join(f"Passage {n}: {excerpt.shown}" for n, excerpt in enumerate(sketch.excerpts, 1)),
    }


def ground(sketch: Sketch, reply: DraftReply, key: Digest) -> Grounded[Proposed]:
    """Keeps the facts whose words stand in their passage."""
    ask = " ".join(reply.ask.split())
    given = [_stands(sketch.excerpts, ask, one) for one in reply.facts[:_MOST]]
    facts = tuple(dict.fromkeys(one for one in given if isinstance(one, Citation)))
    lost = tuple(one for one in given if isinstance(one, str))
    sources = tuple(dict.fromkeys(fact.source for fact in facts))
    return Grounded((Proposed(ask, facts, sources, lost, _problem(sketch, reply, sources)),))


def _problem(sketch: Sketch, reply: DraftReply, sources: Sequence[SourceId]) -> str:
    if not reply.ask.rstrip().endswith(_ASKING):
        return "it is no question"
    if sketch.kind == "unanswerable":
        return "it has facts, so it has an answer" if reply.facts else ""
    shown = {excerpt.blocks[0].source for excerpt in sketch.excerpts}
    return "not every source is left with a fact" if set(sources) != shown else ""


def _stands(excerpts: Sequence[Excerpt], ask: str, fact: Quoted) -> Citation | str:
    """The fact in the source's own words, or why it is none."""
    words = " ".join(fact.quote.split())
    if not 1 <= fact.passage <= len(excerpts):
        return f"passage {fact.passage} was not shown: {words!r}"
    if len(words.split()) > LONGEST:
        return f"longer than {LONGEST} words: {words!r}"
    found = excerpts[fact.passage - 1].cite(fact.quote)
    if found is None:
        return f"its words don't stand in the passage: {words!r}"
    if words.casefold().strip(_MARKS) in ask.casefold():
        return f"the question gives it away: {words!r}"
    return found[1]


DRAFT_QUESTIONS = Stage("draft_questions", "strong", DraftReply, fill, ground)
