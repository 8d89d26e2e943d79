"""What a tool is: one module with a `TOOL`, that turns an argument into passages, or into text to find one's way by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.asking.evidence import SOURCE, Evidence
from kb.asking.shelf import Shelf
from kb.search.index import Index
from kb.search.passages import Page, Passage


@dataclass(frozen=True, slots=True)
class Desk:
    """What a tool looks into."""

    index: Index
    shelf: Shelf
    shown: Sequence[Evidence] = ()
    """The passages that were shown so far; the first is number 1."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look brought: passages that may be quoted, text that may not, or the word why there is nothing."""

    word: str = ""
    """What it is, in a line of ours; or why nothing came."""
    evidence: tuple[Evidence, ...] = ()
    text: str = ""
    """For orientation only."""
    addresses: tuple[str, ...] = ()
    """Of pages whose text it is, or that it names."""


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    about: str
    """What its argument is and what it brings: a model reads this."""
    look: Callable[[str, Desk], Found]


def quotable(passage: Passage) -> bool:
    """Whether all of its words are a source's own blocks."""
    page = passage.page
    anchored = all(piece.anchors and piece.anchors[0].page == page.path for piece in passage.pieces)
    return page.type == SOURCE and anchored


def evidence(desk: Desk, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Passages that were read and not searched for, with the articles that quote them."""
    return tuple(Evidence(one, 0.0, _quoting(desk.index, one)) for one in passages if quotable(one))


def _quoting(index: Index, passage: Passage) -> tuple[Page, ...]:
    anchors = [anchor for piece in passage.pieces for anchor in piece.anchors]
    return tuple(dict.fromkeys(one.page for one in index.citing(anchors, "concepts")))


def unknown(name: str, desk: Desk) -> Found:
    """The word that nothing is called so."""
    near = desk.shelf.nearest(name)
    return Found(f"no page is called {name!r}" + (f"; nearest: {'; '.join(near)}" if near else ""))
