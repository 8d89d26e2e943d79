"""COMPOSE: the claims about one concept in, sections of sentences that rest on them out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Article, Claim, Concept, Section, Sentence, Source, SourceId
from kb.llm.stage import Grounded, Stage
from kb.stages.written import WrittenSentence, cited, dropped, line


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is told of a source."""

    source: SourceId
    title: str
    kind: str
    language: str
    published: str = ""

    @classmethod
    def of(cls, source: Source) -> "Card":
        reading = source.reading
        title = f"Untitled {reading.kind}" if reading.named_by_file else source.title
        return cls(source.id, title, reading.kind, reading.language, reading.published)

    def shown(self) -> str:
        return ", ".join(part for part in (f'"{self.title}"', self.kind, self.language, self.published) if part)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one concept: its claims grouped by source, in the order of the sources' text."""

    concept: Concept
    cards: tuple[Card, ...]
    """One for each source, in the order of the claims."""
    claims: tuple[Claim, ...]
    neighbours: tuple[Concept, ...] = ()
    """The concepts that stand in the same claims most often; only their titles are shown."""


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
        "neighbours": "; ".join(near.title for near in dossier.neighbours) or "none",
        "claims": "\n".join(_shown(dossier)),
    }


def _shown(dossier: Dossier) -> list[str]:
    cards = {card.source: card for card in dossier.cards}
    lines: list[str] = []
    source = None
    for number, claim in enumerate(dossier.claims, 1):
        if claim.source != source:
            source = claim.source
            lines.append(f"\n## {cards[source].shown()}")
        who = f" ({claim.stance} by {', '.join(claim.said_by)})" if claim.said_by else f" ({claim.stance})"
        quotes = " … ".join(f'"{citation.quote}"' for citation in claim.citations)
        lines.append(f"[{number}] {claim.text}{who}\n    {quotes}")
    return lines


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
    article = Article(dossier.concept, line(reply.description), tuple(sections), neighbours)
    return Grounded((article,), tuple(lost))


def _cited(dossier: Dossier, written: WrittenSection, lost: list[Diagnostic]) -> tuple[Sentence, ...]:
    kept = []
    for sentence in written.sentences:
        found = cited(sentence, dossier.claims)
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


COMPOSE = Stage("compose", "strong", ComposeReply, fill, ground)
