"""Small pieces of knowledge for tests, with everything that a test does not care about filled in."""

from kb.digest import Digest
from kb.knowledge import (
    Article,
    Block,
    BlockId,
    Citation,
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


def block(text, *, number=1, speaker="", seconds=None):
    return Block(BlockId(f"k{number:08x}"), "paragraph", text, text, Place((number, number), seconds, speaker))


def source(name, *texts, title="", folder="raw", **reading):
    blocks = tuple(block(text, number=number) for number, text in enumerate(texts, 1))
    read = Reading("article", "plain prose", title or name.title(), blocks, language="en", **reading)
    return Source(SourceId(name), Raw(f"{folder}/{name}.txt", Digest("0" * 64)), read)


def citation(of="a", quote="words", number=1):
    return Citation(SourceId(of), BlockId(f"k{number:08x}"), Span(0, len(quote)), quote)


def sentence(text, *citations, speaker=""):
    first, *rest = citations or (citation(quote=text),)
    return Sentence(text, (first, *rest), speaker)


def concept(title, *aliases):
    return Concept(ConceptId(title.lower().replace(" ", "-")), title, aliases)


def article(title, *sentences, aliases=(), neighbours=()):
    sections = (Section("", tuple(sentences)),) if sentences else ()
    return Article(concept(title, *aliases), f"About {title}", sections, tuple(map(ConceptId, neighbours)))
