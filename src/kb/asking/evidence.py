"""Queries → the passages of sources that fit them best, within a budget and from several sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.knowledge import BlockId, SourceId
from kb.search.index import Index
from kb.search.links import Coverage
from kb.search.passages import Page, Passage
from kb.search.query import Query
from kb.stages.inquiry import Excerpt, Quotable

SOURCE, DISPUTE, ANSWER = "Source", "Dispute", "Answer"
BUDGET, MORE = 6000, 4000
"""Tokens of passages that a question may cost, in a wiki of any size; and of those that a second search adds."""

_SOURCES, _ANSWERS = "sources/", "answers/"
_RANKED = 48
_NEAREST = 3
_HEARD, _REPEAT = 4, 0.85
"""Passages of one source that count in full, and what a hit is worth for each that was taken beyond them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a source, and how well it fits what was asked."""

    passage: Passage
    score: float = 0.0
    about: tuple[Page, ...] = ()
    """The articles that quote it."""

    @property
    def source(self) -> SourceId:
        return SourceId(self.passage.page.path.rpartition("/")[2].removesuffix(".md"))

    @property
    def tokens(self) -> int:
        return sum(len(piece.text) // 3 + 1 for piece in self.passage.pieces)

    @property
    def address(self) -> str:
        """Of its first block, from the wiki's top."""
        return f"{self.passage.page.path}#^{self.passage.pieces[0].anchors[0].block}"

    @property
    def name(self) -> tuple[str, int]:
        """Tells it from every other passage: a long block is cut into several."""
        return self.address, self.passage.pieces[0].start

    @property
    def excerpt(self) -> Excerpt:
        blocks = tuple(
            Quotable(self.source, BlockId(p.anchors[0].block), p.text, p.start, p.speaker, p.time)
            for p in self.passage.pieces
        )
        page, about = self.passage.page, tuple(one.title for one in self.about)
        return Excerpt(page.title, self.passage.heading, blocks, about, page.published)


@dataclass(frozen=True, slots=True)
class Gathered:
    evidence: tuple[Evidence, ...] = ()
    nearest: tuple[Page, ...] = ()
    """Pages to look at when the evidence says nothing; articles and sources, best first."""


def gather(index: Index, queries: Sequence[Query], budget: int = BUDGET) -> Gathered:
    """What fits several queries comes first. No answer of the wiki's own is evidence, or leads to any."""
    found: dict[Passage, Evidence] = {}
    nearest: dict[Page, None] = {}
    for query in queries:
        ranked = _ranked(index, query)
        nearest |= dict.fromkeys(passage.page for passage, _ in ranked)
        for one in _evidence(index, query, ranked):
            known = found.get(one.passage)
            found[one.passage] = one if known is None else _both(known, one)
    return Gathered(tuple(chosen(found.values(), budget)), tuple(nearest)[:_NEAREST])


def added(known: Gathered, found: Iterable[Gathered]) -> Gathered:
    """What is known, in its order, and behind it the best of what further searches found."""
    there = {one.passage for one in known.evidence}
    new: dict[Passage, Evidence] = {}
    for one in (one for gathered in found for one in gathered.evidence if one.passage not in there):
        new[one.passage] = _both(new[one.passage], one) if one.passage in new else one
    return Gathered((*known.evidence, *chosen(new.values(), MORE)), known.nearest)


def is_source(page: Page) -> bool:
    """Whether its words are a source's: its place says so, and not only itself."""
    return page.type == SOURCE and page.path.startswith(_SOURCES)


def is_answer(page: Page) -> bool:
    """Whether it is an answer of the wiki's own, wherever it lies and whatever it calls itself."""
    return page.type == ANSWER or page.path.startswith(_ANSWERS)


def _ranked(index: Index, query: Query) -> list[tuple[Passage, float]]:
    """The best passages but for answers: however many of these there are, they take no other's place."""
    limit = _RANKED
    while True:
        ranked = index.ranked(query, limit)
        others = [one for one in ranked if not is_answer(one[0].page)]
        if len(others) >= _RANKED or len(ranked) < limit:
            return others[:_RANKED]
        limit *= 2


def chosen(evidence: Iterable[Evidence], budget: int) -> list[Evidence]:
    """The best evidence within the budget; a source that was heard enough counts for less each time."""
    waiting = list(evidence)
    heard: Counter[SourceId] = Counter()
    taken: list[Evidence] = []
    left = budget
    while waiting:
        best = max(waiting, key=lambda one: one.score * _REPEAT ** max(0, heard[one.source] - _HEARD))
        waiting.remove(best)
        if best.tokens <= left:
            taken.append(best)
            left -= best.tokens
            heard[best.source] += 1
    return taken


def _both(one: Evidence, other: Evidence) -> Evidence:
    return Evidence(one.passage, one.score + other.score, tuple(dict.fromkeys((*one.about, *other.about))))


@dataclass(slots=True)
class _Lift:
    """What articles add to a passage that they quote."""

    score: float = 0.0
    about: dict[Page, None] = field(default_factory=dict)


def _evidence(index: Index, query: Query, ranked: Sequence[tuple[Passage, float]]) -> list[Evidence]:
    """The passages of sources: those that rank themselves, and those that articles lead to."""
    scores = {passage: score for passage, score in ranked if is_source(passage.page)}
    lifts: dict[Passage, _Lift] = {}
    coverage = index.coverage(query)
    for article, score in ranked:
        if not is_source(article.page):
            for passage, share in _behind(index, coverage, article):
                lift = lifts.setdefault(passage, _Lift())
                lift.score = max(lift.score, score * share)
                lift.about[article.page] = None
    return [_lifted(passage, scores, lifts) for passage in dict.fromkeys((*scores, *lifts))]


def _lifted(passage: Passage, scores: Mapping[Passage, float], lifts: Mapping[Passage, _Lift]) -> Evidence:
    lift = lifts.get(passage, _Lift())
    return Evidence(passage, scores.get(passage, 0.0) + lift.score, tuple(lift.about))


def _behind(index: Index, coverage: Coverage, article: Passage) -> Iterator[tuple[Passage, float]]:
    """The passages that an article's lines rest on, with how much of the question the lines hold."""
    for piece in article.pieces:
        held = coverage.held(piece.text)
        if held:
            share = coverage.share(held | coverage.held(article.page.title))
            yield from ((one, share) for one in index.passages_with(piece.anchors) if is_source(one.page))
