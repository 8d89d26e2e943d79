"""Blocks and sentences of a page → passages: about 400 tokens that know their page and their blocks."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import ClassVar, NamedTuple

from kb.spans import Span

_ENOUGH = 400
_LONGEST = 600


class Anchor(NamedTuple):
    """A block of a page, as a link names it: `page#^block`."""

    page: str
    block: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a source, a part of a very long one, or a line of an article."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    """Its own block; of an article's line, the blocks that its footnotes lead to."""
    start: int = 0
    """Where the text begins in its block."""
    speaker: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What passages know of the page they stand on."""

    path: str
    """From the wiki's top, with forward slashes."""
    title: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    kind: str = ""
    """What sort of source it is, such as transcript; of other pages their type in lower case."""
    published: str = ""
    """When the source was, as far as an ISO date is known; empty otherwise."""

    @property
    def source(self) -> str:
        """Id of the source that it is the page of; empty for other pages."""
        return posixpath.basename(self.path).removesuffix(".md") if self.type == "Source" else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What search returns."""

    GAP: ClassVar[str] = "\n\n"

    page: Page
    heading: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return self.GAP.join(piece.text for piece in self.pieces)

    def piece_at(self, offset: int) -> Piece:
        """The piece that a character of the text stands in."""
        ends = accumulate(len(piece.text) + len(self.GAP) for piece in self.pieces)
        return next((piece for piece, end in zip(self.pieces, ends, strict=True) if offset < end), self.pieces[-1])

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.speaker for piece in self.pieces if piece.speaker))


def packed(page: Page, headed: Iterable[tuple[str, Piece]]) -> list[Passage]:
    """Pieces with the heading each stands under → passages, in order. A heading ends a passage that has enough."""
    passages: list[Passage] = []
    headings: list[str] = []
    pieces: list[Piece] = []
    size = 0
    for heading, piece in ((heading, part) for heading, whole in headed for part in parts(whole)):
        more = tokens_of(piece.text)
        # To the nearest: never going over leaves passages a fifth too short, which costs two points of recall.
        full = size + more // 2 > _ENOUGH or (size > _ENOUGH // 2 and heading != headings[-1])
        if pieces and full:
            passages.append(_passage(page, headings, pieces))
            headings, pieces, size = [], [], 0
        headings.append(heading)
        pieces.append(piece)
        size += more
    return [*passages, _passage(page, headings, pieces)] if pieces else passages


def parts(piece: Piece) -> Iterator[Piece]:
    """The piece; one that is too long for a passage is cut between its sentences."""
    if tokens_of(piece.text) <= _LONGEST:
        yield piece
        return
    start = end = 0
    for span in _sentences(piece.text):
        if end > start and tokens_of(piece.text[start : span.end]) > _ENOUGH:
            yield replace(piece, text=piece.text[start:end], start=piece.start + start)
            start = span.start
        end = span.end
    yield replace(piece, text=piece.text[start:], start=piece.start + start)


def tokens_of(text: str) -> int:
    """About how many tokens a model would count: four Latin letters each, one for each CJK character."""
    wide = 0 if text.isascii() else sum(char > "\u2e7f" for char in text)
    return wide + (len(text) - wide + 3) // 4


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, the endless ones of tables and listings cut where there is white space, or anywhere."""
    # Only a page that changed is cut.
    from kb.sentences import sentences

    for span in sentences(text):
        start = span.start
        while span.end - start > _LONGEST * 4:
            space = text.rfind(" ", start + 1, start + _ENOUGH * 4)
            yield Span(start, space if space > 0 else start + _ENOUGH * 4)
            start = space + 1 if space > 0 else start + _ENOUGH * 4
        yield Span(start, span.end)


def _passage(page: Page, headings: list[str], pieces: list[Piece]) -> Passage:
    return Passage(page, " · ".join(dict.fromkeys(filter(None, headings))), tuple(pieces))
