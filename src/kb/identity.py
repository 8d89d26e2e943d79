"""Who a source is: ids that outlive edits, renames and new neighbours, because the wiki's own pages remember them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kb.digest import Digest
from kb.knowledge import Reading, SourceId
from kb.readers.translations import Marks
from kb.slug import slug, unused
from kb.wiki.frontmatter import parse
from kb.wiki.update import decoded

_PAGE = re.compile(r"sources/([^/]+)\.md")
_POST = 36
# Only these lines are parsed: YAML of a thousand whole heads would take longer than the rest of a compile.
_LINE = re.compile(rb"^(?:resource|sha256|lines|part|duplicate_of|cuts): [^\n]*$", re.MULTILINE)
_CLOSING = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading that needs an id."""

    path: str
    sha256: Digest
    reading: Reading
    sketch: Sequence[int] = ()
    marks: Marks = field(default_factory=Marks)

    @property
    def base(self) -> str:
        """The id it has if nobody else has it: the file's name, or a post's title."""
        stem = PurePosixPath(self.path).stem
        return _short(slug(self.reading.title)) if self.part else slug(stem)

    @property
    def part(self) -> str:
        """Which part of its file it is; empty when it is all of it."""
        first, last = self.reading.lines
        return self.reading.part or (f"{first}-{last}" if last else "")


@dataclass(frozen=True, slots=True)
class Known:
    """What a source's page says of its file."""

    id: SourceId
    path: str
    sha256: str
    part: str
    """Lines such as 12-40, or the name of the part; empty for a whole file."""
    original: bool = True
    """Whether it repeated no other source when its page was written."""
    cuts: tuple[int, ...] | None = None
    """Where a model found the posts of its file to begin; None where no model decided."""


def known_sources(pages: Mapping[str, bytes]) -> list[Known]:
    """What the wiki's pages of sources remember."""
    # Pages may be read from disk as they are asked for: those of sources are, one after the other.
    found = (_known(page[1], pages[path]) for path in sorted(pages) if (page := _PAGE.fullmatch(path)))
    return [one for one in found if one is not None]


def identify(candidates: Sequence[Candidate], known: Sequence[Known]) -> list[SourceId]:
    """An id for each candidate: the one its page has, found by place, then by content; else a new one."""
    here = {candidate.path for candidate in candidates}
    gone = [k for k in known if k.path not in here]
    ids: dict[int, SourceId] = {}
    taken: set[SourceId] = set()
    for places, place in (
        ({(k.path, k.part): k.id for k in known}, lambda c: (c.path, c.part)),
        ({(k.path, _unnumbered(k.id)): k.id for k in known}, lambda c: (c.path, _unnumbered(c.base))),
        ({(k.sha256, k.part): k.id for k in gone}, lambda c: (c.sha256, c.part)),
    ):
        for number, candidate in enumerate(candidates):
            match = places.get(place(candidate))
            if number not in ids and match is not None and match not in taken:
                ids[number] = match
                taken.add(match)
    taken |= {k.id for k in known}
    for number, candidate in enumerate(candidates):
        if number not in ids:
            ids[number] = SourceId(unused(candidate.base, taken))
            taken.add(ids[number])
    return [ids[number] for number in range(len(candidates))]


def _known(name: str, data: bytes) -> Known | None:
    if decoded(data) is None:
        return None
    closing = _CLOSING.search(data, 4)
    if closing is None:
        return None
    # A source may itself speak of a `resource:`; what its page says of it ends with the front matter.
    front = parse(b"\n".join(_LINE.findall(data, 0, closing.start())).decode("utf-8", "replace"))
    if not isinstance(front, Mapping):
        return None
    path, sha, lines, part = (str(front.get(key, "")) for key in ("resource", "sha256", "lines", "part"))
    return Known(SourceId(name), path, sha, part or lines, "duplicate_of" not in front, _cuts(front.get("cuts")))


def _cuts(said: object) -> tuple[int, ...] | None:
    """What `cuts: 34, 58` says, and `cuts: none`."""
    return None if said is None else tuple(int(number) for number in re.findall(r"\d+", str(said)))


def _short(name: str) -> str:
    """A post's title may be its first line: an id needs only its first words."""
    return name if len(name) <= _POST else name[: name.rfind("-", 0, _POST)] if "-" in name[:_POST] else name[:_POST]


def _unnumbered(name: str) -> str:
    return re.sub(r"-\d+$", "", name)
