"""Source → page: what it is, its key passages, then its whole text in blocks that can be cited."""

from collections.abc import Mapping

from kb.knowledge import Block, Concept, ConceptId, Source
from kb.markup import escape
from kb.stages.summarise import Summary
from kb.wiki.citing import Footnotes, Shelf, link, relative, source_path, timestamp
from kb.wiki.concept_page import listing, spoken, tag
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value

TEXT = "## Text"
_BARE = ("code", "table")


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
        lines = [spoken(shelf.voice(s), escape(s.text)) + footnotes.refer(s.citations) for s in summary.sentences]
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
        parts.append(_block(block))
    return "\n\n".join(part for part in parts if part)


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * min(block.level + 2, 6)} {block.markdown}"
    bare = block.kind in _BARE or "\n" in block.markdown
    return f"{block.markdown}\n\n^{block.id}" if bare else f"{block.markdown} ^{block.id}"


def _card(source: Source) -> str:
    reading = source.reading
    speakers = list(dict.fromkeys(block.place.speaker for block in source.blocks if block.place.speaker))
    voices = _some(_in_full(speakers, list(reading.participants)))
    author = ", ".join(reading.author)
    words = f"{sum(len(block.text.split()) for block in source.blocks):,} words"
    first, last = source.raw.lines
    lines = f" lines {first}–{last}" if last else ""
    what = (reading.genre or reading.kind)[:1].upper() + (reading.genre or reading.kind)[1:]
    told = "machine-reworded" if source.reworded else ""
    parts = [what, author, voices, reading.published, reading.language, words, told]
    shown = " · ".join(escape(part) for part in parts if part)
    address = f" · <{reading.url}>" if reading.url.startswith(("http://", "https://")) else ""
    return f"> {shown}{address} · `{source.raw.path.replace('`', ' ')}`{lines}"


def _in_full(speakers: list[str], participants: list[str]) -> list[str]:
    """The speakers as their turns name them, with the office where it is known; then who takes part unnamed there."""
    full = {name: next((one for one in participants if _is(name, one)), name) for name in speakers}
    return list(dict.fromkeys([*full.values(), *participants]))


def _is(speaker: str, participant: str) -> bool:
    """Whether "Amy" or "AMY HOOD" speaks for "Amy Hood (chief financial officer)"."""
    return set(speaker.casefold().split()) <= set(participant.split(" (")[0].casefold().split())


def _some(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


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
    if reading.cuts is not None:
        front["cuts"] = ", ".join(map(str, reading.cuts)) or "none"
    optional: dict[str, Value] = {
        "author": list(reading.author),
        "published": reading.published,
        "url": reading.url,
        "language": reading.language,
        "genre": reading.genre,
        "wording": reading.wording,
        "duplicate_of": source.duplicate_of,
    }
    front |= {"kind": reading.kind} | {key: value for key, value in optional.items() if value}
    front["read_as"] = reading.reason
    front["sources"] = [{"id": str(source.id), "resource": source.raw.path, "title": source.title}]
    front["status"] = "stable" if summary is not None else "draft"
    return front
