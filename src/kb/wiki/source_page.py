"""Source → page: what it is, its key passages, then its whole text in blocks that can be cited."""

import re
from collections.abc import Mapping

from kb.knowledge import Concept, ConceptId, Source
from kb.markup import escape
from kb.stages.summarise import Summary
from kb.wiki.citing import Footnotes, Shelf, link, relative, source_path, timestamp
from kb.wiki.concept_page import listing, spoken, tag
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value
from kb.wiki.harmless import harmless

TEXT = "## Text"
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def source_page(
    source: Source,
    summary: Summary | None,
    quoted_in: tuple[ConceptId, ...],
    concepts: Mapping[ConceptId, Concept],
    shelf: Shelf,
) -> Draft:
    """The page of a source; without a summary it is a draft that waits to be compiled."""
    path = source_path(source.id)
    footnotes = Footnotes(path, shelf)
    parts = [f"# {escape(source.title)}", _card(source), _notice(source, shelf)]
    if summary is not None and summary.sentences:
        lines = [spoken(s.speaker, escape(s.text)) + footnotes.refer(s.citations) for s in summary.sentences]
        parts.append("## Key passages\n\n" + "\n".join(f"- {line}" for line in lines))
    parts += [f"{TEXT}\n\n{text(source)}", listing("Quoted in", path, quoted_in, concepts), footnotes.definitions()]
    return Draft(path, _front(source, summary), "\n\n".join(part for part in parts if part))


def holds(page: bytes, source: Source) -> bool:
    """Whether a page on disk holds this very text of the source, compiled or not."""
    known = page.decode("utf-8", "replace").replace("\r\n", "\n")
    return f"{TEXT}\n\n{text(source)}\n" in known and source.raw.sha256 in known


def text(source: Source) -> str:
    """The blocks as markdown, each paragraph ending in its id, behind a line that says who speaks and when."""
    parts: list[str] = []
    before = ("", "")
    for block in source.blocks:
        place = block.place
        who = f"**{escape(place.speaker)}**" if place.speaker else ""
        when = timestamp(place.seconds) if place.seconds is not None else ""
        if (who, when) != before:
            # Within one speaker's turn only the time moves on.
            parts.append(when if who == before[0] and when else " ".join(part for part in (who, when) if part))
            before = (who, when)
        parts.append(harmless(block))
    return "\n\n".join(part for part in parts if part)


def _card(source: Source) -> str:
    reading = source.reading
    speakers = list(dict.fromkeys(block.place.speaker for block in source.blocks if block.place.speaker))
    voices = ", ".join(speakers[:6]) + (f" and {len(speakers) - 6} more" if len(speakers) > 6 else "")
    author = ", ".join(reading.author)
    words = f"{sum(len(block.text.split()) for block in source.blocks):,} words"
    first, last = source.raw.lines
    lines = f" lines {first}–{last}" if last else ""
    parts = [reading.kind.capitalize(), author, voices, reading.published, reading.language, words]
    shown = " · ".join(escape(part) for part in parts if part)
    address = f" · <{reading.url}>" if _ADDRESS.fullmatch(reading.url) else ""
    return f"> {shown}{address} · `{source.raw.path.replace('`', ' ')}`{lines}"


def _notice(source: Source, shelf: Shelf) -> str:
    if source.duplicate_of is None:
        return ""
    other = shelf.sources[source.duplicate_of]
    same = link(other.title, relative(source_path(source.id), source_path(other.id)))
    language = source.reading.language
    told = "A translation of" if language and language != other.reading.language else "The same words as"
    return f"> [!WARNING]\n> {told} {same}: not counted as support of its own."


def _front(source: Source, summary: Summary | None) -> dict[str, Value]:
    reading = source.reading
    front: dict[str, Value] = {"type": "Source", "title": source.title}
    if summary is not None and summary.description:
        front["description"] = summary.description
    front["tags"] = [one for one in (reading.kind, tag(source.raw.path)) if one]
    front["resource"] = source.raw.path
    front["sha256"] = str(source.raw.sha256)
    if source.raw.lines[1]:
        front["lines"] = "{}-{}".format(*source.raw.lines)
    optional: dict[str, Value] = {
        "author": list(reading.author),
        "published": reading.published,
        "url": reading.url,
        "language": reading.language,
        "duplicate_of": source.duplicate_of,
    }
    front |= {"kind": reading.kind} | {key: value for key, value in optional.items() if value}
    front["read_as"] = reading.reason
    front["sources"] = [{"id": str(source.id), "resource": source.raw.path, "title": source.title}]
    front["status"] = "stable" if summary is not None else "draft"
    return front
