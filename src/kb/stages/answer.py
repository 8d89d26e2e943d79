"""ANSWER: a question and numbered passages in, sentences that quote them out, or the word that they don't say."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import Sentence
from kb.llm.stage import Grounded, Stage
from kb.stages.inquiry import Inquiry, Quoted, Unsupported, dropped, fill, sentence
from kb.stages.written import line

LOOKS = 3
"""Searches that a reply may ask for."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What sources disagree on, with the sentences that give their sides."""

    about: str
    sides: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    sentences: tuple[Sentence, ...] = ()
    enough: bool = False
    """Whether they answer the question; without sentences nothing is answered."""
    clashes: tuple[Clash, ...] = ()
    look_up: tuple[str, ...] = ()
    """What to search for before the question is asked again."""
    wanted: str = ""
    """What kind of source would say what these don't."""


class AnswerSentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One sentence of the answer; every number in it stands in its quotes.")
    quotes: list[Quoted] = Field(description="One quote that carries the whole sentence; two where it joins sources.")


class Disagreement(BaseModel):
    model_config = ConfigDict(extra="forbid")

    about: str = Field(description="What the sources disagree on, as a short question.")
    sentences: list[int] = Field(description="Numbers of the sentences above that give the sides, from 1.")


class AnswerReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    look_up: list[str] = Field(
        description="Searches of a few telling words each, at most three; none when nothing is missing."
    )
    enough: bool = Field(description="False when the passages do not say what was asked; then no sentences.")
    sentences: list[AnswerSentence]
    disagreements: list[Disagreement]
    wanted: str = Field(description="What kind of source would say what is missing; empty when nothing is.")


def ground(inquiry: Inquiry, reply: AnswerReply, key: Digest) -> Grounded[Answered]:
    """Keeps the sentences that stand."""
    tried = [sentence(inquiry, written.text, written.quotes) for written in reply.sentences]
    kept = tuple(dict.fromkeys(one for one in tried if isinstance(one, Sentence)))
    lost = tuple(
        dropped(written.text, one)
        for written, one in zip(reply.sentences, tried, strict=True)
        if isinstance(one, Unsupported)
    )
    look_up = () if inquiry.last else tuple(filter(None, map(line, reply.look_up)))[:LOOKS]
    clashes = tuple(clash for told in reply.disagreements if (clash := _clash(told, tried)) is not None)
    return Grounded((Answered(kept, reply.enough and bool(kept), clashes, look_up, line(reply.wanted)),), lost)


def _clash(told: Disagreement, tried: Sequence[Sentence | Unsupported]) -> Clash | None:
    """None unless two sides are left."""
    named = [tried[number - 1] for number in dict.fromkeys(told.sentences) if 1 <= number <= len(tried)]
    sides = tuple(one for one in named if isinstance(one, Sentence))
    return Clash(line(told.about), sides) if line(told.about) and len(set(sides)) > 1 else None


ANSWER = Stage("answer", "strong", AnswerReply, fill, ground)
