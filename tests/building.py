"""Small pieces of knowledge for tests, with everything that a test does not care about filled in."""

from pathlib import Path

from kb.digest import Digest
from kb.knowledge import (
    Article,
    Block,
    BlockId,
    Citation,
    Claim,
    Concept,
    ConceptId,
    Place,
    Raw,
    Reading,
    Section,
    Sentence,
    Source,
    SourceId,
)
from kb.quoting import Span
from kb.stages.cards import Card
from kb.stages.compose import Dossier

PROMPTS = {path.stem: path.read_text(encoding="utf-8") for path in Path("prompts").glob("*.md")}


def block(text, *, number=1, speaker="", seconds=None):
    return Block(BlockId(f"k{number:08x}"), "paragraph", text, text, Place((number, number), seconds, speaker))


def source(name, *texts, title="", folder="raw", **reading):
    blocks = tuple(block(text, number=number) for number, text in enumerate(texts, 1))
    read = Reading("article", "plain prose", title or name.title(), blocks, language="en", **reading)
    return Source(SourceId(name), Raw(f"{folder}/{name}.txt", Digest("0" * 64)), read)


def citation(of="a", quote="words", number=1, at=0):
    return Citation(SourceId(of), BlockId(f"k{number:08x}"), Span(at, at + len(quote)), quote)


def claim(text, *names, of="a", number=1, by="", quote=None, **more):
    """A claim that quotes itself, or `quote`, in the block of that number."""
    where = citation(of, quote or text, number, more.pop("at", 0))
    return Claim(text, (where,), (by,) if by else (), names=names, **more)


def sentence(text, *citations, speaker="", claims=()):
    first, *rest = citations or (citation(quote=text),)
    return Sentence(text, (first, *rest), speaker, claims)


def said(text, *claims):
    """A sentence written from claims."""
    return sentence(text, *(one for claim in claims for one in claim.citations), claims=claims)


def concept(title, *aliases):
    return Concept(ConceptId(title.lower().replace(" ", "-")), title, aliases)


def article(title, *sentences, aliases=(), neighbours=()):
    sections = (Section("", tuple(sentences)),) if sentences else ()
    return Article(concept(title, *aliases), f"About {title}", sections, tuple(map(ConceptId, neighbours)))


def dossier(title, *claims, heading=""):
    cards = tuple(Card(of, of.title(), "article", "en") for of in dict.fromkeys(claim.source for claim in claims))
    return Dossier(concept(title), cards, claims, heading=heading)
