"""The rows of a message to what its author wrote and what is somebody else's, without signatures and footers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.readers.formats.mail.attribution import opening
from kb.readers.formats.mail.rows import Row
from kb.readers.formats.mail.tails import without_footers, without_signature


@dataclass(slots=True)
class Section:
    """Rows that one person wrote."""

    rows: list[Row] = field(default_factory=list)
    depth: int = 0
    """0 for the author's own."""
    who: str = ""
    """Whom it quotes, as it says itself."""
    when: str = ""
    last: bool = True
    """Whether nothing of the author's own comes after it."""

    @property
    def words(self) -> int:
        return sum(len(row.text.split()) for row in self.rows)


def sections(rows: Sequence[Row]) -> list[Section]:
    """The message in order; lines that only say who is quoted are left out."""
    found = [section for section in _divided(rows) if section.words]
    for section in found:
        section.rows = without_signature(section.rows)
        if not section.depth:
            section.rows = without_footers(section.rows, spared=section is found[0])
    after = False
    for section in reversed(found):
        section.last = not after
        after = after or (not section.depth and bool(section.words))
    return [section for section in found if section.words]


def _divided(rows: Sequence[Row]) -> Iterator[Section]:
    section = Section()
    below = at = 0
    while at < len(rows):
        opened = opening(rows, at)
        if opened is not None:
            yield section
            # Without a depth of its own it goes on to the end of the message.
            below += not opened.depth
            section = Section([], max(opened.depth, below), opened.who, opened.when)
            at += opened.rows
            continue
        depth = max(rows[at].depth, below)
        if rows[at].text.strip() and depth != section.depth:
            yield section
            section = Section([], depth)
        section.rows.append(rows[at])
        at += 1
    yield section
