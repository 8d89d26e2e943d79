"""JUDGE_SENTENCES: sentences of a page, their quotes and the text around these in, an opinion of each sentence out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.stages.written import line

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
        yield "\n".join([f"{number}. {one.text}", *(f"   - {_shown(quote)}" for quote in one.quotes)])


def _shown(quoted: Quoted) -> str:
    passage = f"passage {quoted.around + 1}" if quoted.around is not None else ""
    where = "; ".join(part for part in (passage, quoted.where) if part)
    return f'"{" ".join(quoted.quote.split())}"' + (f" ({where})" if where else "")


def ground(doubts: Doubts, reply: JudgeSentencesReply, key: Digest) -> Grounded[SentenceOpinion]:
    """One opinion for each sentence that got one: two verdicts that differ are none, and so is silence."""
    return Grounded(tuple(_opinions(doubts.sentences, reply.verdicts)))


def _opinions(sentences: Sequence[Doubted], verdicts: Iterable[SentenceJudged]) -> Iterator[SentenceOpinion]:
    given: dict[int, set[SentenceVerdict]] = {}
    whys: dict[int, str] = {}
    for one in verdicts:
        given.setdefault(one.number, set()).add(one.verdict)
        whys.setdefault(one.number, line(one.why))
    for number, sentence in enumerate(sentences, 1):
        if len(given.get(number, ())) == 1:
            (verdict,) = given[number]
            yield SentenceOpinion(sentence, verdict, whys[number] if verdict != "supported" else "")


def _subject(doubts: Doubts) -> str:
    return doubts.path.removeprefix("wiki/").removesuffix(".md")


JUDGE_SENTENCES = Stage("judge_sentences", "judge", JudgeSentencesReply, fill, ground, _subject)
