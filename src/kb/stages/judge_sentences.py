"""JUDGE_SENTENCES: sentences of a page, their quotes and the text around these in, an opinion of each sentence out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.stages.settled import settled

SentenceVerdict = Literal["supported", "overstated", "unsupported"]


@dataclass(frozen=True, slots=True)
class Around:
    """Words of a source with a quote somewhere in them."""

    title: str
    about: str
    """Kind, people and date of the source, as far as they are known."""
    text: str

    @property
    def shown(self) -> str:
        """Each line marked as the source's."""
        head = " · ".join(" ".join(part.split()) for part in (self.title, self.about) if part)
        return f"{head}\n" + "\n".join(f"> {one}".rstrip() for one in self.text.splitlines())


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote, as the page gives it."""

    quote: str
    where: str
    """What the footnote says of its place: the source's title, who speaks, when."""
    around: int | None
    """Which of the texts it stands in, from 0; None where it is not known."""

    @property
    def shown(self) -> str:
        passage = f"passage {self.around + 1}" if self.around is not None else ""
        where = "; ".join(part for part in (passage, self.where) if part)
        return f'"{" ".join(self.quote.split())}"' + (f" ({where})" if where else "")


@dataclass(frozen=True, slots=True)
class Doubted:
    """A sentence that is to be judged."""

    text: str
    quotes: tuple[Quoted, ...]
    heading: str
    """Which it stands below."""
    before: str
    """The sentence before it, where that is not judged with it."""
    line: int
    """Where it stands on its page."""
    column: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """Sentences of one page, in its order."""

    path: str
    """Of the page, from the workspace's top."""
    page: str
    """Its title."""
    sentences: tuple[Doubted, ...]
    around: tuple[Around, ...]

    def __len__(self) -> int:
        return len(self.sentences)


class SentenceJudged(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    verdict: SentenceVerdict
    why: str = Field(description="overstated or unsupported: what the quotes do not say, in a few words; else empty.")


class JudgeSentencesReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verdicts: list[SentenceJudged] = Field(description="One for each number, in order.")


@dataclass(frozen=True, slots=True)
class SentenceOpinion:
    sentence: Doubted
    verdict: SentenceVerdict
    why: str
    """Empty where none was given."""


def fill(doubts: Doubts) -> Mapping[str, str]:
    return {
        "page": doubts.page,
        "sentences": "\n\n".join(_listed(doubts.sentences)),
        "passages": "\n\n".join(f"Passage {n}: {one.shown}" for n, one in enumerate(doubts.around, 1)) or "none",
    }


def _listed(sentences: Sequence[Doubted]) -> Iterator[str]:
    heading = ""
    for number, one in enumerate(sentences, 1):
        if one.heading != heading:
            heading = one.heading
            yield f"## {heading}"
        if one.before:
            yield f"(before it: {one.before})"
        yield "\n".join([f"{number}. {one.text}", *(f"   - {quoted.shown}" for quoted in one.quotes)])


def ground(doubts: Doubts, reply: JudgeSentencesReply, key: Digest) -> Grounded[SentenceOpinion]:
    """One opinion for each sentence that got one."""
    found = settled(doubts.sentences, reply.verdicts)
    return Grounded(tuple(SentenceOpinion(one, verdict, why * (verdict != "supported")) for one, verdict, why in found))


def subject(path: str) -> str:
    """Of a page, from the workspace's top, as requests name it: `concepts/<id>`."""
    return path.removeprefix("wiki/").removesuffix(".md")


JUDGE_SENTENCES = Stage(
    "judge_sentences", "judge", JudgeSentencesReply, fill, ground, lambda doubts: subject(doubts.path)
)
