"""A question and passages of sources: what is shown of them, and what a sentence about them must rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.knowledge import BlockId, Citation, Sentence, SourceId
from kb.numbers import missing
from kb.quoting import Span, locate
from kb.reports import UNSUPPORTED_ANSWER
from kb.stages.written import longest

_TELLING = 20
"""Characters of a quote that is looked for beyond the passage it is said to stand in."""


@dataclass(frozen=True, slots=True)
class Quotable:
    """A block, or a part of a long one, whose words an answer may quote."""

    source: SourceId
    block: BlockId
    text: str
    start: int = 0
    """Where the text begins in the block."""
    speaker: str = ""
    time: str = ""
    """A time in a recording, a day, or a page, as the source's page shows it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Blocks of one source that stand together: what a model sees as one passage."""

    title: str
    heading: str
    blocks: tuple[Quotable, ...]
    about: tuple[str, ...] = ()
    """Titles of articles that quote it: whom its pronouns may mean."""
    published: str = ""
    """When its source says that it appeared, as an ISO date."""

    def cite(self, quote: str) -> tuple[Quotable, Citation] | None:
        """The first block that the quote stands in."""
        for block in self.blocks:
            span = locate(block.text, quote)
            if span is not None:
                found = Span(block.start + span.start, block.start + span.end)
                return block, Citation(block.source, block.block, found, block.text[span.start : span.end])
        return None

    @property
    def shown(self) -> str:
        """A line of ours, then the words of the source, each line marked as theirs: none can pass for one of ours."""
        about = f"quoted in the articles on {'; '.join(self.about)}" if self.about else ""
        parts = (self.title, self.published, self.heading, about)
        where = " · ".join(" ".join(part.split()) for part in parts if part)
        words = "\n\n".join(map(_said, self.blocks))
        return f"{where}\n" + "\n".join(f"> {line}".rstrip() for line in words.splitlines())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question."""

    text: str
    rarity: int | None
    """How often the passages of the wiki would halve before only those that hold it are left; None: none does."""


@dataclass(frozen=True, slots=True)
class Said:
    """A question of the conversation so far and what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    question: str
    words: tuple[Word, ...]
    excerpts: tuple[Excerpt, ...]
    before: tuple[Said, ...] = ()
    last: bool = True
    """Whether nothing more can be looked up."""


class Quoted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    passage: int = Field(description="The number of the passage that the quote stands in.")
    quote: str = Field(description="The exact words of one paragraph of that passage.")


class Unsupported(str):
    """Why a sentence does not stand."""

    __slots__ = ()


def fill(inquiry: Inquiry) -> Mapping[str, str]:
    return {
        "question": inquiry.question,
        "before": "\n".join(_spoken(inquiry.before)) or "none",
        "words": ", ".join(f"{word.text} ({_rarity(word.rarity)})" for word in inquiry.words) or "none",
        "more": "no: this is all there is" if inquiry.last else "yes",
        "passages": "\n\n".join(f"Passage {n}: {excerpt.shown}" for n, excerpt in enumerate(inquiry.excerpts, 1)),
    }


def sentence(inquiry: Inquiry, text: str, quotes: Sequence[Quoted]) -> Sentence | Unsupported:
    """A sentence stands when each of its quotes stands in a passage that was shown, and its numbers in the quotes."""
    text = " ".join(text.split())
    if not text:
        return Unsupported("it is empty")
    if not quotes:
        return Unsupported("it names no quote")
    found = [_found(inquiry.excerpts, one) for one in quotes]
    whys = [one for one in found if isinstance(one, str)]
    if whys:
        return Unsupported(whys[0])
    return _carried(text, [one for one in found if not isinstance(one, str)])


def dropped(text: str, why: str) -> Diagnostic:
    return UNSUPPORTED_ANSWER.at("", f"dropped a sentence of the answer, for {why}: {text!r}")


_Standing = tuple[Excerpt, Quotable, Citation]


def _carried(text: str, found: Sequence[_Standing]) -> Sentence | Unsupported:
    quotes = [citation.quote for _, _, citation in found]
    # What the footnote says of its place stands beside the quote: a quarter in the title, a day, a page.
    places = [
        part
        for excerpt, block, _ in found
        for part in (excerpt.title, excerpt.published, excerpt.heading, block.speaker, block.time)
    ]
    lost = missing(text, quotes, lambda: places)
    if lost:
        return Unsupported(f"its quotes don't hold {', '.join(lost)}")
    speaker = found[0][1].speaker
    why = objection(text, quotes, speaker)
    if why:
        return Unsupported(f"it {why}")
    first, *rest = longest(citation for _, _, citation in found)
    verbatim = not rest and text == " ".join(first.quote.split())
    return Sentence(text, (first, *rest), speaker if verbatim else "")


def _found(excerpts: Sequence[Excerpt], quoted: Quoted) -> _Standing | str:
    """Where a quote stands: in the passage it names, or for words that can't be chance, in another one."""
    if not 1 <= quoted.passage <= len(excerpts):
        return f"passage {quoted.passage} was not shown"
    named = excerpts[quoted.passage - 1]
    elsewhere = excerpts if len(quoted.quote) >= _TELLING else ()
    for excerpt in (named, *elsewhere):
        cited = excerpt.cite(quoted.quote)
        if cited is not None:
            return excerpt, *cited
    return f"these words don't stand in passage {quoted.passage}: {quoted.quote[:80]!r}"


def _spoken(before: Sequence[Said]) -> Iterator[str]:
    for said in before:
        yield f"> asked: {' '.join(said.question.split())}"
        yield f"> answered: {' '.join(said.answer.split())}"


def _rarity(rarity: int | None) -> str:
    return "nowhere" if rarity is None else str(rarity)


def _said(block: Quotable) -> str:
    who = " ".join(part for part in (block.speaker, f"({block.time})" if block.time else "") if part)
    return f"[{who}] {block.text}" if who else block.text
