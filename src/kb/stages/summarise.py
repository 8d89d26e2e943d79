"""SUMMARISE: the claims of one source in, its one-line description and the sentences that open its page out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import Claim, Sentence
from kb.llm.stage import Grounded, Stage
from kb.stages.cards import Card, how
from kb.stages.written import WrittenSentence, cited, dropped, line


@dataclass(frozen=True, slots=True)
class Gist:
    """One source and what was extracted from it, in the order of its text."""

    card: Card
    speakers: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How a source's page opens."""

    description: str
    sentences: tuple[Sentence, ...]


class SummariseReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    description: str = Field(description="The source in one line of at most 140 characters.")
    sentences: list[WrittenSentence] = Field(description="About five, the most important first.")


def fill(gist: Gist) -> Mapping[str, str]:
    return {
        "source": gist.card.shown(),
        "speakers": ", ".join(gist.speakers) or "none named",
        "claims": "\n".join(f"[{number}] {claim.text} ({how(claim)})" for number, claim in enumerate(gist.claims, 1)),
    }


def ground(gist: Gist, reply: SummariseReply, key: Digest) -> Grounded[Summary]:
    """Sentences keep the citations of the claims they name; one that names none is left out."""
    found = [(written, cited(written, gist.claims)) for written in reply.sentences]
    sentences = tuple(sentence for _, sentence in found if sentence is not None)
    page = f"wiki/sources/{gist.card.source}.md"
    lost = tuple(dropped(page, written, gist.claims) for written, sentence in found if sentence is None)
    return Grounded((Summary(line(reply.description), sentences),), lost)


def _page(gist: Gist) -> str:
    return f"sources/{gist.card.source}"


SUMMARISE = Stage("summarise", "strong", SummariseReply, fill, ground, _page)
