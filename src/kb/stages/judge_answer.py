"""JUDGE_ANSWER: a question, expected facts and an answer in, a verdict on each fact and each sentence out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage

FactVerdict = Literal["stated", "contradicted", "missing"]
SentenceVerdict = Literal["supported", "overstated", "unsupported"]


@dataclass(frozen=True, slots=True)
class Sworn:
    """A sentence of an answer, with its quotes and where each stands."""

    text: str
    quotes: tuple[str, ...]
    places: tuple[str, ...]
    """Of each quote: its source's title, who speaks, when."""


@dataclass(frozen=True, slots=True)
class Trial:
    question: str
    facts: tuple[tuple[str, ...], ...]
    """Each with the ways to say it."""
    sentences: tuple[Sworn, ...]


class FactJudged(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    verdict: FactVerdict


class SentenceJudged(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    verdict: SentenceVerdict
    why: str = Field(description="overstated or unsupported: what the quotes do not say, in a few words; else empty.")


class JudgeReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    facts: list[FactJudged] = Field(description="One for each expected fact, in order.")
    sentences: list[SentenceJudged] = Field(description="One for each sentence, in order.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge said, for each fact and each sentence; None where it said nothing, or two different things."""

    facts: tuple[FactVerdict | None, ...]
    sentences: tuple[SentenceVerdict | None, ...]
    whys: tuple[str, ...]
    """For each sentence what its quotes do not say."""


def fill(trial: Trial) -> Mapping[str, str]:
    facts = (f"{number}. {' / '.join(ways)}" for number, ways in enumerate(trial.facts, 1))
    return {
        "question": " ".join(trial.question.split()),
        "facts": "\n".join(facts) or "none",
        "sentences": "\n\n".join(_shown(number, one) for number, one in enumerate(trial.sentences, 1)),
    }


def _shown(number: int, sentence: Sworn) -> str:
    quotes = (
        f'   - "{" ".join(quote.split())}"' + (f" ({place})" if place else "")
        for quote, place in zip(sentence.quotes, sentence.places, strict=True)
    )
    return "\n".join([f"{number}. {' '.join(sentence.text.split())}", *quotes])


def ground(trial: Trial, reply: JudgeReply, key: Digest) -> Grounded[Judged]:
    facts: dict[int, FactVerdict | None] = {}
    for fact in reply.facts:
        facts[fact.number] = fact.verdict if facts.get(fact.number, fact.verdict) == fact.verdict else None
    sentences: dict[int, SentenceVerdict | None] = {}
    for one in reply.sentences:
        sentences[one.number] = one.verdict if sentences.get(one.number, one.verdict) == one.verdict else None
    whys = {one.number: " ".join(one.why.split()) for one in reply.sentences if one.verdict != "supported"}
    numbers = range(1, len(trial.sentences) + 1)
    judged = Judged(
        tuple(facts.get(number) for number in range(1, len(trial.facts) + 1)),
        tuple(sentences.get(number) for number in numbers),
        tuple(whys.get(number, "") for number in numbers),
    )
    return Grounded((judged,))


JUDGE_ANSWER = Stage("judge_answer", "judge", JudgeReply, fill, ground)
