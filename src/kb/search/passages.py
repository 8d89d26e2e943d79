"""Pages of the wiki → passages: about 400 tokens of consecutive blocks that know their page and their blocks."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

_TOKENS = 400


class Anchor(NamedTuple):
    """A block of a page, as a link names it: `page#^block`."""

    page: str
    block: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a source, a part of a very long one, or a sentence of an article."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    """Its own block; of an article's sentence, the blocks that its footnotes lead to."""
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

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.speaker for piece in self.pieces if piece.speaker))


def tokens_of(text: str) -> int:
    """About how many tokens a model would count: four Latin letters each, one for each CJK character."""
    wide = sum(char > "\u2e7f" for char in text)
    return wide + (len(text) - wide + 3) // 4
