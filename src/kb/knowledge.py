"""The nouns: sources and their blocks, claims and the words they rest on, concepts and articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NewType

from kb.digest import Digest
from kb.quoting import Span, locate

SourceId = NewType("SourceId", str)
BlockId = NewType("BlockId", str)
ConceptId = NewType("ConceptId", str)

BlockKind = Literal["paragraph", "turn", "item", "heading", "code", "table", "quote", "image"]
Stance = Literal["asserted", "reported", "opinion", "question"]
Confidence = Literal["certain", "likely", "guessed"]
Wording = Literal["", "verbatim", "edited", "machine_reworded", "unsure"]
"""Whether a text is in its author's or speakers' own words; empty when nobody has looked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its raw file."""

    lines: tuple[int, int]
    """First and last line, 1-based, inclusive."""
    seconds: float | None = None
    """Start in a recording, in seconds."""
    speaker: str = ""
    page: int | None = None
    """Of a document with pages, 1-based."""
    when: str = ""
    """When a message was written: an ISO 8601 day, or day and minute as 2026-04-02 14:05, in the time of its file."""
    to: str = ""
    """Whom a message answers."""
    machine: bool = False
    """Whether the speaker is an AI, whose words are nobody's."""

    @property
    def voice(self) -> str:
        """Who speaks, to whom and on which day, as a model and a footnote name it."""
        who = f"{self.speaker} to {self.to}" if self.speaker and self.to else self.speaker
        return ", ".join(part for part in (who, self.when) if part)


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest citable unit: a paragraph, a turn, a list item, a table, a code listing, a picture's caption."""

    id: BlockId
    kind: BlockKind
    text: str
    """The plain words: what is quoted, searched and shown to a model."""
    markdown: str
    """The same as the source has it; its page shows as much of it as does no harm."""
    place: Place
    level: int = 0
    """Of a heading, 1 to 6."""

    @property
    def citable(self) -> bool:
        """Headings lead to words, they are not words that a claim can rest on; a picture may have none."""
        return self.kind != "heading" and bool(self.text)

    def locate(self, quote: str) -> Span | None:
        """Where `quote` stands in the block, up to white space, hyphenation and quote marks; None if it does not."""
        return locate(self.text, quote)


@dataclass(frozen=True, slots=True)
class Raw:
    """The raw file behind a source."""

    path: str
    """From the workspace's top, with forward slashes."""
    sha256: Digest
    lines: tuple[int, int] = (1, 0)
    """The part of the file that is this source; (1, 0) is the whole file."""
    part: str = ""
    """Which part, where the file has names for its parts: a conversation of an export, a thread of a mailbox."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that belongs to a source."""

    name: str
    """Twelve digits of the SHA-256 of its bytes and its extension: its file in wiki/assets/."""
    data: bytes = b""
    """Its bytes while it is on its way there, not remembered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a raw file, or of one post of it; the same for the same bytes."""

    kind: str
    """Of text: note, clipping, article, transcript, captions, thread, manual; or a format's own: see `kb.readers`."""
    reason: str
    """Why the file was taken for that kind."""
    title: str
    blocks: tuple[Block, ...]
    named_by_file: bool = False
    """Whether the title is only the file's name: a model never sees it, so that a file can be renamed."""
    named_by_words: bool = False
    """Whether the title is only how the text begins."""
    lines: tuple[int, int] = (1, 0)
    """The part of the file it covers; (1, 0) is the whole file."""
    author: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601 date, or nothing."""
    url: str = ""
    language: str = ""
    """BCP 47 primary tag such as en, or nothing when unsure."""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    part: str = ""
    """Its name inside a file that holds several: it outlives the file's growth, and no two parts share it."""
    pictures: tuple[Picture, ...] = ()
    """Shown by its blocks of kind `image`, or within others, as ../assets/NAME."""
    captured: str = ""
    """ISO 8601 date on which a page was saved or fetched, or nothing."""
    confidence: Confidence = "certain"
    """How sure it is that the file is of this kind."""
    engine: str = ""
    """The library and version that read it, where the words depend on one; nothing for kb's own readers."""
    kept: float | None = None
    """Share of the words that were taken for the text, 0 to 1; None where nothing is left out."""
    proposals: tuple[int, ...] = ()
    """Lines where another post may begin; `--split` takes them. Nothing once somebody decided."""
    cuts: tuple[int, ...] | None = None
    """Lines where a model found another post of the file to begin; None where no model decided about it."""
    genre: str = ""
    """What kind of document it is, in a few words, such as "earnings call"; nothing when nobody has said."""
    wording: Wording = ""
    """Whose words it holds."""
    participants: tuple[str, ...] = ()
    """Who speaks in it or is interviewed, with their office where the text gives it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One raw document, or one post of a pasted file, with the id that the wiki knows it by."""

    id: SourceId
    raw: Raw
    reading: Reading
    duplicate_of: SourceId | None = None
    """The source whose words these are too: no second, independent support."""

    @property
    def title(self) -> str:
        return self.reading.title

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.reading.blocks

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks in it as its turns name them, each once."""
        return tuple(dict.fromkeys(block.place.speaker for block in self.blocks if block.place.speaker))

    @property
    def reworded(self) -> bool:
        """Whether a program changed the words: its quotes are nobody's own."""
        return self.reading.wording == "machine_reworded"

    @property
    def origin(self) -> SourceId:
        """Who counts as the support when a source repeats another."""
        return self.duplicate_of or self.id


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim's words stand: characters `span` of the text of block `block` of source `source`."""

    source: SourceId
    block: BlockId
    span: Span
    quote: str
    """The source's own words at that span, never a model's copy of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and the words it rests on. There is no uncited claim."""

    text: str
    citations: tuple[Citation, *tuple[Citation, ...]]
    said_by: tuple[str, ...] = ()
    """Who says it, the nearest voice first."""
    stance: Stance = "asserted"
    time: str = ""
    """When it holds, in the source's own words, such as "this quarter"."""
    names: tuple[str, ...] = ()
    """What it is about and what it mentions, what it is about first."""
    reply: Digest | None = None
    """Key of the reply it came from."""

    @property
    def source(self) -> SourceId:
        return self.citations[0].source

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(citation.quote for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Concept:
    """What an article is about. The id outlives every change of title."""

    id: ConceptId
    title: str
    aliases: tuple[str, ...] = ()
    page: Literal["auto", "always", "never"] = "auto"
    """A person's decision: whether it gets a page whatever its support."""
    same_as: ConceptId | None = None
    """A person's decision: its claims belong to another concept."""


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """Every concept the wiki has ever known, by id; an id is never given twice."""

    concepts: Mapping[ConceptId, Concept]
    skipped: tuple[str, ...] = ()
    """Names that were found not to be worth a concept: they are not asked about again."""

    def settled(self, concept: ConceptId) -> Concept:
        """The concept that this one is now, where a person merged it into another. A circle ends where it closes."""
        found, seen = self.concepts[concept], {concept}
        while found.same_as is not None and found.same_as in self.concepts and found.same_as not in seen:
            seen.add(found.same_as)
            found = self.concepts[found.same_as]
        return found

    def with_new(self, concept: Concept) -> "ConceptTable":
        return replace(self, concepts={**self.concepts, concept.id: concept})

    def with_aliases(self, concept: ConceptId, aliases: Iterable[str]) -> "ConceptTable":
        known = self.concepts[concept]
        return self.with_new(replace(known, aliases=tuple(dict.fromkeys([*known.aliases, *aliases]))))

    def without(self, names: Iterable[str]) -> "ConceptTable":
        return replace(self, skipped=tuple(dict.fromkeys([*self.skipped, *names])))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page and the citations that carry it."""

    text: str
    citations: tuple[Citation, *tuple[Citation, ...]]
    speaker: str = ""
    """Printed before it where a page quotes people."""
    claims: tuple[Claim, ...] = field(default=(), compare=False)
    """What it was written from."""

    @property
    def verbatim(self) -> bool:
        """Whether it is its quote, word for word."""
        return " ".join(self.text.split()) in (" ".join(citation.quote.split()) for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    """Empty for the lead."""
    sentences: tuple[Sentence, ...]
    source: SourceId | None = None
    """Set where the section holds what one source says."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims that cannot both hold."""

    question: str
    """What they differ on, in one line."""
    sides: tuple[Claim, Claim]
    settle: str = ""
    """What would settle it."""
    id: str = ""
    """Names its page; empty before it was compared with the others."""


@dataclass(frozen=True, slots=True)
class Article:
    """What the wiki says of one concept."""

    concept: Concept
    description: str
    sections: tuple[Section, ...]
    neighbours: tuple[ConceptId, ...] = ()
    quoted: bool = False
    """True when it only quotes: no prose was written."""
    disputes: tuple[Dispute, ...] = ()
