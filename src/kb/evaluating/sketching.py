"""Pages of a wiki → passages to make questions from: spread over its sources, the same for the same wiki."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, zip_longest

from kb.asking.evidence import SOURCE, Evidence
from kb.digest import digest
from kb.search.pages import passages_of
from kb.search.passages import Anchor, Page, Passage
from kb.stages.draft_questions import Kind, Sketch

_SHORTEST = 200
"""Characters of a passage that is worth a question."""
_CONCEPT = "Concept"


def sketches(pages: Mapping[str, str], number: int) -> list[Sketch]:
    """As many as can be made of `pages` (text by path from wiki/), up to `number`: of ten, two need two sources and
    two have no answer."""
    passages = [passage for path in sorted(pages) for passage in passages_of(path, pages[path])]
    of_sources = [one for one in passages if one.page.type == SOURCE and one.page.path.startswith("sources/")]
    alone = _spread(of_sources)
    pairs = list(_pairs(passages, of_sources))[: number // 5]
    # An unanswerable question needs a passage only to sound like the wiki: those at the end were used the least.
    unanswerable = alone[::-1][: number // 5]
    one_source = alone[: number - len(pairs) - len(unanswerable)]
    return [
        *(_sketch("one source", one) for one in one_source),
        *(_sketch("two sources", *two, shared=title) for title, two in pairs),
        *(_sketch("unanswerable", one) for one in unanswerable),
    ]


def _sketch(kind: Kind, *passages: Passage, shared: str = "") -> Sketch:
    return Sketch(kind, tuple(Evidence(one).excerpt for one in passages), shared)


def _spread(passages: Sequence[Passage]) -> list[Passage]:
    """The passages in turns of their sources, in an order of no meaning that stays."""
    by_source: dict[Page, list[Passage]] = {}
    for one in passages:
        if len(one.text) >= _SHORTEST:
            by_source.setdefault(one.page, []).append(one)
    rows = [sorted(some, key=_order) for some in sorted(by_source.values(), key=lambda some: digest(some[0].page.path))]
    return [one for turn in zip_longest(*rows) for one in turn if one is not None]


def _order(passage: Passage) -> str:
    return digest([passage.page.path, passage.text])


def _pairs(passages: Sequence[Passage], of_sources: Sequence[Passage]) -> Iterator[tuple[str, tuple[Passage, Passage]]]:
    """Two passages of two sources that one article quotes, each article and each two sources once."""
    holding = {anchor: one for one in of_sources for piece in one.pieces for anchor in piece.anchors}
    quoted: dict[Page, dict[Anchor, None]] = {}
    for one in passages:
        if one.page.type == _CONCEPT:
            found = (anchor for piece in one.pieces for anchor in piece.anchors if anchor in holding)
            quoted.setdefault(one.page, {}).update(dict.fromkeys(found))
    used: set[frozenset[str]] = set()
    for page in sorted(quoted, key=lambda page: digest(page.path)):
        for one, other in combinations(dict.fromkeys(holding[anchor] for anchor in quoted[page]), 2):
            sources = frozenset((one.page.path, other.page.path))
            if len(sources) == 2 and sources not in used:
                used.add(sources)
                yield page.title, (one, other)
                break
