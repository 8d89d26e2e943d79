"""A sentence that a model wrote, with the numbers of the claims it names → a sentence with their citations."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.knowledge import Citation, Claim, Sentence
from kb.markup import fold
from kb.reports import REFUSED_TEXT, UNSUPPORTED_SENTENCE

Item = TypeVar("Item")


class WrittenSentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    claims: list[int] = Field(description="Numbers of the claims that it rests on, at least one.")


def cited(written: WrittenSentence, claims: Sequence[Claim]) -> Sentence | None:
    """None when it says nothing, names no claim or must not be printed. The speaker is named where the sentence is a
    claim word for word."""
    named = numbered(claims, written.claims)
    citations = longest(citation for claim in named for citation in claim.citations)
    if not citations or not written.text.strip() or _objection(written, named):
        return None
    quoted = len(named) == 1 and written.text == named[0].text
    speaker = named[0].said_by[0] if quoted and named[0].said_by else ""
    return Sentence(written.text.strip(), (citations[0], *citations[1:]), speaker, tuple(named))


def numbered(items: Sequence[Item], numbers: Iterable[int]) -> list[Item]:
    """The items that a model names by number from 1 on, each once; a number that none has is passed over."""
    return [items[number - 1] for number in dict.fromkeys(numbers) if 1 <= number <= len(items)]


def longest(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each once, without those whose words another one holds too."""
    found = list(dict.fromkeys(citations))
    return tuple(one for one in found if not any(_holds(other, one) for other in found if other != one))


def _holds(other: Citation, one: Citation) -> bool:
    same = (other.source, other.block) == (one.source, one.block)
    return same and other.span.start <= one.span.start and one.span.end <= other.span.end


def dropped(page: str, written: WrittenSentence, claims: Sequence[Claim]) -> Diagnostic:
    """Why `cited` made nothing of it."""
    return unfounded(page, written.text, _objection(written, numbered(claims, written.claims)))


def unfounded(page: str, text: str, reason: str) -> Diagnostic:
    """That a sentence was dropped: for the reason that it must not be printed, else because it rests on nothing."""
    if reason:
        return REFUSED_TEXT.at(page, f"dropped a sentence that {reason}: {text[:80]!r}")
    return UNSUPPORTED_SENTENCE.at(page, f"dropped a sentence that rests on no claim: {text!r}")


def line(text: str) -> str:
    """A heading or a description: nothing where the text must not be printed."""
    return "" if objection(text) else fold(text)


def _objection(written: WrittenSentence, named: Sequence[Claim]) -> str:
    quotes = [citation.quote for claim in named for citation in claim.citations]
    voices = [claim.said_by[0] for claim in named if claim.said_by]
    return objection(written.text, quotes, voices[0] if len(voices) == 1 else "")
