"""COMPOSE: the claims about one concept in, sections of sentences that rest on them out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Article, Claim, Concept, Dispute, Section, Sentence, SourceId
from kb.llm.stage import Grounded, Stage
from kb.stages.cards import Card, how
from kb.stages.written import WrittenSentence, cited, dropped, line


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one concept: its claims grouped by source, in the order of the sources' text."""

    concept: Concept
    cards: tuple[Card, ...]
    """One for each source, in the order of the claims."""
    claims: tuple[Claim, ...]
    neighbours: tuple[Concept, ...] = ()
    """The concepts that stand in the same claims most often. No prompt names them: a concept that gets a page later
    must not change this article's prompt."""
    disputes: tuple[Dispute, ...] = ()
    """Claims of it that cannot both hold."""
    heading: str = ""
    """What part of the article these claims are for; empty for the whole of it."""


class WrittenSection(BaseModel):
    model_config = ConfigDict(extra="forbid")

    heading: str = Field(description="Empty for the lead.")
    sentences: list[WrittenSentence]


class ComposeReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    description: str = Field(description="The concept in one line of at most 140 characters.")
    sections: list[WrittenSection]


def fill(dossier: Dossier) -> Mapping[str, str]:
    return {
        "concept": dossier.concept.title,
        "part": dossier.heading or "the whole article",
        "disputes": "\n".join(_disputed(dossier)) or "none",
        "claims": "\n".join(numbered(dossier)),
    }


def numbered(dossier: Dossier) -> list[str]:
    """The claims as a model sees them: by source, each with its number, who makes it, and its quotes."""
    cards = {card.source: card for card in dossier.cards}
    lines: list[str] = []
    source = None
    for number, claim in enumerate(dossier.claims, 1):
        if claim.source != source:
            source = claim.source
            lines.append(f"\n## {cards[source].shown()}")
        quotes = " … ".join(f'"{" ".join(quote.split())}"' for quote in claim.quotes)
        lines.append(f"[{number}] {claim.text} ({how(claim)})\n    {quotes}")
    return lines


def _disputed(dossier: Dossier) -> list[str]:
    number = {claim: at for at, claim in enumerate(dossier.claims, 1)}
    return [f"- [{number[d.sides[0]]}] and [{number[d.sides[1]]}]: {d.question}" for d in dossier.disputes]


def ground(dossier: Dossier, reply: ComposeReply, key: Digest) -> Grounded[Article]:
    """A sentence stays when it names claims of this dossier; its citations are theirs."""
    lost: list[Diagnostic] = []
    sections: list[Section] = []
    for written in reply.sections:
        sentences = _cited(dossier, written, lost)
        if sentences:
            sections.append(Section(line(written.heading), sentences, _only_source(dossier, written, sentences)))
    if not sections:
        return Grounded((), tuple(lost))
    neighbours = tuple(concept.id for concept in dossier.neighbours)
    article = Article(dossier.concept, line(reply.description), tuple(sections), neighbours, disputes=dossier.disputes)
    return Grounded((article,), tuple(lost))


def _cited(dossier: Dossier, written: WrittenSection, lost: list[Diagnostic]) -> tuple[Sentence, ...]:
    kept: list[Sentence] = []
    for sentence in written.sentences:
        found = cited(sentence, dossier.claims)
        if found in kept:
            continue
        if found is None:
            lost.append(dropped(f"wiki/concepts/{dossier.concept.id}.md", sentence, dossier.claims))
        else:
            kept.append(found)
    return tuple(kept)


def _only_source(dossier: Dossier, written: WrittenSection, sentences: tuple[Sentence, ...]) -> SourceId | None:
    """The source that a section is the voice of: the only one it cites, with its title as the heading."""
    cited = {citation.source for sentence in sentences for citation in sentence.citations}
    titles = {card.source: card.title for card in dossier.cards}
    only = cited.pop() if len(cited) == 1 else None
    return only if only is not None and titles[only] == written.heading.strip() else None


def _page(dossier: Dossier) -> str:
    return f"concepts/{dossier.concept.id}"


COMPOSE = Stage("compose", "strong", ComposeReply, fill, ground, _page)
