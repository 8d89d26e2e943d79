"""Citations → footnotes: a label in the text, the exact quote and a link to its block at the foot of the page."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from kb.knowledge import Block, BlockId, Citation, Place, Sentence, Source, SourceId
from kb.markup import escape
from kb.wiki.shortening import shortened

_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_SAFE = "/:@!$&'*+,;=~"


@dataclass(frozen=True)
class Shelf:
    """Sources and their blocks by id."""

    sources: Mapping[SourceId, Source]
    blocks: Mapping[tuple[SourceId, BlockId], Block]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> "Shelf":
        return cls(
            {source.id: source for source in sources},
            {(source.id, block.id): block for source in sources for block in source.blocks},
        )

    def where(self, citation: Citation) -> str:
        """The place in words: title, who speaks, when. Words that a program changed are nobody's."""
        source, place = self.sources[citation.source], self.blocks[citation.source, citation.block].place
        clock = timestamp(place.seconds) if place.seconds is not None else ""
        page = paged(place)
        title = shortened(source.title, 70)
        parts = (
            (f"{title} (reworded)", place.when, clock, page) if source.reworded else (title, place.voice, clock, page)
        )
        return ", ".join(part for part in parts if part)

    def voice(self, sentence: Sentence) -> str:
        """Whose words a sentence is, where it is printed as somebody's."""
        reworded = any(self.sources[citation.source].reworded for citation in sentence.citations)
        return "" if reworded else sentence.speaker


@dataclass
class Footnotes:
    """The footnotes of one page, numbered for each source in the order of use."""

    page: str
    """Path from wiki/."""
    shelf: Shelf
    _labels: dict[Citation, str] = field(default_factory=dict, init=False)
    _counts: dict[SourceId, int] = field(default_factory=dict, init=False)

    def refer(self, citations: Sequence[Citation]) -> str:
        """The marks that follow a sentence."""
        return "".join(f"[^{self._label(citation)}]" for citation in citations)

    def _label(self, citation: Citation) -> str:
        if citation not in self._labels:
            number = self._counts[citation.source] = self._counts.get(citation.source, 0) + 1
            self._labels[citation] = f"{citation.source}-{number}"
        return self._labels[citation]

    def definitions(self) -> str:
        return "\n".join(f"[^{label}]: {self._definition(citation)}" for citation, label in self._labels.items())

    def _definition(self, citation: Citation) -> str:
        page = source_path(citation.source)
        target = "" if page == self.page else relative(self.page, page)
        words = escape(" ".join(citation.quote.split()))
        return f'"{words}" — {link(self.shelf.where(citation), f"{target}#^{citation.block}")}'

    @property
    def sources(self) -> list[SourceId]:
        """Every source cited, in the order of first use."""
        return list(self._counts)


def link(text: str, target: str) -> str:
    """A markdown link; brackets in its text can't close it early."""
    shown = _BRACKET.sub(r"\\\g<0>", escape(text))
    return f"[{shown}]({target})"


def source_path(source: SourceId) -> str:
    return f"sources/{source}.md"


def relative(page: str, target: str) -> str:
    """A link from one page to another, both as paths from wiki/, that works in GitHub and Obsidian alike."""
    return _relative(posixpath.dirname(page), target)


@lru_cache(maxsize=1 << 16)
def _relative(folder: str, target: str) -> str:
    return quote(posixpath.relpath(target, folder or "."), safe=_SAFE)


def timestamp(seconds: float) -> str:
    """1:02:03, or 2:03 below an hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def paged(place: Place) -> str:
    """The page of a document, as p. 12; nothing where there are none."""
    return f"p. {place.page}" if place.page is not None else ""
