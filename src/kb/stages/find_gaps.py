"""FIND_GAPS: cards of a wiki's pages in; what they raise and don't answer, what to ask next and which sources to find
out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.reports import UNFOUNDED_GAP
from kb.stages.written import line

Kind = Literal["gap", "question", "source"]

MOST = 6
"""Of a kind that one reply may name: more than anybody follows up at a time."""
_LONGEST = 300
"""Characters of a gap or a reason: what is longer is an article."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a page is about, in a few lines."""

    path: str
    """From the workspace's top."""
    line: int
    """Where its title stands."""
    title: str
    kind: str
    """Its type, as its front matter says it; empty where it says none."""
    description: str
    opening: str
    """Its first sentences."""
    open: tuple[str, ...]
    """Sentences that leave something open."""
    sources: int
    """How many it rests on."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A wiki, as far as fits into one look."""

    cards: tuple[Card, ...]
    others: tuple[str, ...]
    """Titles of pages that have no card."""

    def __len__(self) -> int:
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a wiki lacks, in a model's opinion."""

    kind: Kind
    text: str
    why: str
    """Empty where no reason was given."""
    pages: tuple[Card, ...]
    """On which it rests, at least one."""

    @property
    def titles(self) -> str:
        return ", ".join(page.title for page in self.pages)


class Raised(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One self-contained sentence or phrase.")
    why: str = Field(description="What the pages say that raises it, in a few words.")
    pages: list[int] = Field(description="Numbers of the shown pages that it rests on, at least one.")


class GapsReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    gaps: list[Raised] = Field(description="What the pages raise and none of them answers, each as a question.")
    questions: list[Raised] = Field(description="What to ask the wiki next: questions across several pages.")
    sources: list[Raised] = Field(description="Sources worth finding, each named so that it can be looked for.")


def fill(overview: Overview) -> Mapping[str, str]:
    return {
        "cards": "\n\n".join(_shown(number, card) for number, card in enumerate(overview.cards, 1)),
        "others": "; ".join(map(fold, overview.others)) or "none",
    }


def _shown(number: int, card: Card) -> str:
    kind = f"{fold(card.kind)}, " if card.kind else ""
    rests = f"{kind}{card.sources} source{'' if card.sources == 1 else 's'}"
    said = [fold(part) for part in (card.description, card.opening) if part]
    left = [f"leaves open: {fold(one)}" for one in card.open]
    return "\n".join([f"{number}. {fold(card.title)} ({rests})", *(f"   > {one}" for one in (*said, *left))])


def ground(overview: Overview, reply: GapsReply, key: Digest) -> Grounded[Gap]:
    """Keeps what names pages that were shown, and no others."""
    kept: list[Gap] = []
    lost: list[Diagnostic] = []
    for kind, raised in _kinds(reply):
        found = dict[str, Gap]()
        for one in raised:
            fault = _fault(overview, one)
            if fault:
                lost.append(UNFOUNDED_GAP.at("", f"{fault}: {fold(one.text)[:_LONGEST]!r}"))
                continue
            pages = tuple(overview.cards[number - 1] for number in dict.fromkeys(one.pages))
            found.setdefault(fold(one.text).casefold(), Gap(kind, fold(one.text), line(one.why)[:_LONGEST], pages))
        kept += [*found.values()][:MOST]
    return Grounded(tuple(kept), tuple(lost))


def _kinds(reply: GapsReply) -> Iterator[tuple[Kind, Sequence[Raised]]]:
    yield "gap", reply.gaps
    yield "question", reply.questions
    yield "source", reply.sources


def _fault(overview: Overview, raised: Raised) -> str:
    """Why it can't be taken, nothing when it can."""
    text = fold(raised.text)
    if not text or len(text) > _LONGEST:
        return "a gap without words" if not text else "a gap that is told in too many words"
    if not raised.pages or not all(1 <= number <= len(overview.cards) for number in raised.pages):
        return "a gap that rests on no page that was shown"
    wrong = objection(text)
    return f"a gap that {wrong}" if wrong else ""


FIND_GAPS = Stage("find_gaps", "judge", GapsReply, fill, ground)
