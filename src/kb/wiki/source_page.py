"""Source → page: what it is, its key passages, then its whole text in blocks that can be cited."""

import re
from dataclasses import dataclass

from kb.knowledge import Concept, Reading, Source
from kb.markup import escape
from kb.stages.summarise import Summary
from kb.stages.yields import Yield
from kb.wiki.citing import Footnotes, Shelf, link, paged, relative, source_path, timestamp
from kb.wiki.concept_page import listing, spoken, tag
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value
from kb.wiki.harmless import harmless
from kb.wiki.source_card import card

TEXT = "## Text"
_END = re.compile(r"\n(?=\Z|\n(?:## |\[\^))")
"""Of the text: nothing follows, or what kb says after it."""
_BY_AN_AI = (
    "> [!WARNING]\n> One side of this conversation is an AI: what it says is nobody's word, and it may have made it up."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a compile has to say of a source."""

    summary: Summary
    yielded: Yield
    quoted_in: tuple[Concept, ...] = ()
    """The articles that quote it."""


def source_page(source: Source, told: Told | None, shelf: Shelf) -> Draft:
    """The page of a source; when nothing is told of it, it is a draft that waits to be compiled."""
    path = source_path(source.id)
    footnotes = Footnotes(path, shelf)
    parts = [
        f"# {escape(source.title)}",
        card(source),
        _read(source, told),
        _notice(source, shelf),
        _opening(told, footnotes),
    ]
    concepts = {concept.id: concept for concept in told.quoted_in} if told is not None else {}
    parts += [f"{TEXT}\n\n{text(source)}", listing("Quoted in", path, tuple(concepts), concepts)]
    parts.append(footnotes.definitions())
    return Draft(path, _front(source, told), "\n\n".join(part for part in parts if part))


def _opening(told: Told | None, footnotes: Footnotes) -> str:
    if told is None or not told.summary.sentences:
        return ""
    sentences = told.summary.sentences
    heading = "Key passages" if all(s.verbatim for s in sentences) else "Summary"
    lines = (spoken(footnotes.shelf.voice(s), escape(s.text)) + footnotes.refer(s.citations) for s in sentences)
    return f"## {heading}\n\n" + "\n".join(f"- {line}" for line in lines)


def holds(page: bytes, source: Source) -> bool:
    """Whether a page on disk holds this very text of the source, compiled or not."""
    known = page.decode("utf-8", "replace").replace("\r\n", "\n")
    first, last = source.raw.lines
    part = f"\nlines: {first}-{last}\n" if last else ""
    # A page of a longer part of the same file begins with the same words.
    _, found, rest = known.partition(f"{TEXT}\n\n{text(source)}")
    same_part = part in known if part else "\nlines: " not in known[: known.find("\n---\n", 4)]
    return bool(found and _END.match(rest)) and source.raw.sha256 in known and same_part


def text(source: Source) -> str:
    """The blocks as markdown, each paragraph ending in its id, behind a line that says who speaks and when."""
    parts: list[str] = []
    before = ("", "")
    for block in source.blocks:
        place = block.place
        speaker = f"{place.speaker} to {place.to}" if place.to else place.speaker
        who = f"**{escape(speaker)}**" if speaker else ""
        when = timestamp(place.seconds) if place.seconds is not None else place.when or paged(place)
        if (who, when) != before:
            # Within one speaker's turn only the time moves on.
            parts.append(when if who == before[0] and when else " ".join(part for part in (who, when) if part))
            before = (who, when)
        parts.append(harmless(block))
    return "\n\n".join(part for part in parts if part)


def _read(source: Source, told: Told | None) -> str:
    """How much of the text stands behind the wiki; nothing where there are no words."""
    return f"> {told.yielded.said}" if told is not None and any(block.citable for block in source.blocks) else ""


def _notice(source: Source, shelf: Shelf) -> str:
    if source.duplicate_of is None:
        return _BY_AN_AI if any(block.place.machine for block in source.blocks) else ""
    other = shelf.sources[source.duplicate_of]
    same = link(other.title, relative(source_path(source.id), source_path(other.id)))
    language = source.reading.language
    told = "A translation of" if language and other.reading.language not in {"", language} else "The same words as"
    return f"> [!WARNING]\n> {told} {same}: not counted as support of its own."


def _front(source: Source, told: Told | None) -> dict[str, Value]:
    reading = source.reading
    front: dict[str, Value] = {"type": "Source", "title": source.title}
    if told is not None and told.summary.description:
        front["description"] = told.summary.description
    front["tags"] = list(dict.fromkeys(one for one in (reading.kind, tag(source.raw.path)) if one))
    front["resource"] = source.raw.path
    front["sha256"] = str(source.raw.sha256)
    if source.raw.lines[1]:
        front["lines"] = "{}-{}".format(*source.raw.lines)
    if source.raw.part:
        front["part"] = source.raw.part
    if reading.cuts is not None:
        front["cuts"] = ", ".join(map(str, reading.cuts)) or "none"
    optional: dict[str, Value] = {
        "author": list(reading.author),
        "published": reading.published,
        "url": reading.url,
        "captured": reading.captured,
        "language": reading.language,
        "genre": reading.genre,
        "wording": reading.wording,
        "duplicate_of": source.duplicate_of,
    }
    front |= {"kind": reading.kind} | {key: value for key, value in optional.items() if value}
    front["read_as"] = reading.reason
    front |= _how(reading)
    front["sources"] = [{"id": str(source.id), "resource": source.raw.path, "title": source.title}]
    front["status"] = "stable" if told is not None else "draft"
    return front


def _how(reading: Reading) -> dict[str, Value]:
    """How well the file could be read, where there is something to say."""
    front: dict[str, Value] = {}
    if reading.confidence != "certain":
        front["confidence"] = reading.confidence
    if reading.engine:
        front["read_by"] = reading.engine
    if reading.kept is not None:
        front["kept"] = f"{reading.kept:.0%}"
    if reading.warnings:
        front["warnings"] = list(reading.warnings)
    return front
