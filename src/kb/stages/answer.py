"""ANSWER: a question and numbered passages in, sentences that quote them out, or the word that they don't say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import BlockId, Citation, Sentence, SourceId
from kb.llm.stage import Grounded, Stage
from kb.quoting import Span, locate
from kb.reports import UNSUPPORTED_ANSWER

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


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


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Blocks of one source that stand together: what a model sees as one passage."""

    title: str
    heading: str
    blocks: tuple[Quotable, ...]
    about: tuple[str, ...] = ()
    """Titles of articles that quote it: whom its pronouns may mean."""

    def cite(self, quote: str) -> tuple[Quotable, Citation] | None:
        """The first block that the quote stands in."""
        for block in self.blocks:
            span = locate(block.text, quote)
            if span is not None:
                found = Span(block.start + span.start, block.start + span.end)
                return block, Citation(block.source, block.block, found, block.text[span.start : span.end])
        return None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question."""

    text: str
    rarity: int | None
    """How often the passages of the wiki would halve before only those that hold it are left; None: none does."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    question: str
    words: tuple[Word, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    sentences: tuple[Sentence, ...]
    enough: bool
    """Whether they answer the question; without sentences nothing is answered."""


class AnswerSentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One sentence of the answer; every number in it stands in the quote.")
    quote: str = Field(description="The exact words of one paragraph of the passage that carry the whole sentence.")
    passage: int = Field(description="The number of the passage that the quote stands in.")


class AnswerReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sentences: list[AnswerSentence]
    enough: bool = Field(description="False when the passages do not say what was asked; then no sentences.")


def fill(inquiry: Inquiry) -> Mapping[str, str]:
    return {
        "question": inquiry.question,
        "words": ", ".join(f"{word.text} ({_shown(word.rarity)})" for word in inquiry.words) or "none",
        "passages": "\n\n".join(_passage(number, excerpt) for number, excerpt in enumerate(inquiry.excerpts, 1)),
    }


def _shown(rarity: int | None) -> str:
    return "nowhere" if rarity is None else str(rarity)


def _passage(number: int, excerpt: Excerpt) -> str:
    """A line of ours, then the words of the source, each line marked as theirs: none can pass for one of ours."""
    about = f"quoted in the articles on {'; '.join(excerpt.about)}" if excerpt.about else ""
    where = " · ".join(" ".join(part.split()) for part in (excerpt.title, excerpt.heading, about) if part)
    words = "\n\n".join(map(_said, excerpt.blocks))
    return f"Passage {number}: {where}\n" + "\n".join(f"> {line}".rstrip() for line in words.splitlines())


def _said(block: Quotable) -> str:
    who = " ".join(part for part in (block.speaker, f"({block.time})" if block.time else "") if part)
    return f"[{who}] {block.text}" if who else block.text


def ground(inquiry: Inquiry, reply: AnswerReply, key: Digest) -> Grounded[Answered]:
    """A sentence stays when its quote stands in a block of the passage it names, and its numbers in the quote."""
    kept: list[Sentence] = []
    dropped: list[Diagnostic] = []
    for written in reply.sentences:
        sentence = _rests(inquiry, written)
        if sentence is None:
            dropped.append(_unsupported(written))
        elif sentence not in kept:
            kept.append(sentence)
    return Grounded((Answered(tuple(kept), reply.enough and bool(kept)),), tuple(dropped))


def _rests(inquiry: Inquiry, written: AnswerSentence) -> Sentence | None:
    text = " ".join(written.text.split())
    if not text or not 1 <= written.passage <= len(inquiry.excerpts):
        return None
    found = inquiry.excerpts[written.passage - 1].cite(written.quote)
    if found is None:
        return None
    block, citation = found
    if not _numbers(text) <= _numbers(citation.quote) or objection(text, [citation.quote], block.speaker):
        return None
    verbatim = text == " ".join(citation.quote.split())
    return Sentence(text, (citation,), block.speaker if verbatim else "")


def _numbers(text: str) -> set[str]:
    """The numbers in a text, 9,832 and 9832 being one."""
    return {re.sub(r",(?=\d{3})", "", number) for number in _NUMBER.findall(text)}


def _unsupported(written: AnswerSentence) -> Diagnostic:
    return UNSUPPORTED_ANSWER.at(
        "", f"dropped a sentence of the answer that its quote does not carry: {written.text!r}"
    )


ANSWER = Stage("answer", "strong", AnswerReply, fill, ground)
