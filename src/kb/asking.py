"""A question → passages of the wiki → an answer whose every sentence quotes a source, or the word that it can't."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.diagnostics import Diagnostic
from kb.knowledge import BlockId, Citation, Sentence, SourceId
from kb.llm.port import LanguageModel
from kb.llm.stage import Prompts
from kb.search.index import Index
from kb.search.links import Coverage
from kb.search.passages import Page, Passage
from kb.search.query import Query
from kb.stages.answer import ANSWER, Answered, Excerpt, Inquiry, Quotable, Word

_SOURCE = "Source"
_RANKED = 48
_NEAREST = 3
_BUDGET = 6000
"""Tokens of passages that a question may cost, whatever the size of the wiki."""
_REPEAT = 0.85
"""What a hit is worth for each passage already taken from its source."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a quote of the answer stands."""

    page: Page
    speaker: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the wiki says to a question. Not `enough` means that it doesn't: `nearest` is where to look."""

    sentences: tuple[Sentence, ...]
    enough: bool
    nearest: tuple[Page, ...]
    references: Mapping[Citation, Reference]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A passage of a source, and how well it fits the question."""

    passage: Passage
    score: float
    about: tuple[str, ...] = ()
    """Titles of the articles that quote it."""

    @property
    def source(self) -> SourceId:
        return SourceId(PurePosixPath(self.passage.page.path).stem)

    @property
    def tokens(self) -> int:
        return sum(len(piece.text) // 3 + 1 for piece in self.passage.pieces)

    @property
    def excerpt(self) -> Excerpt:
        blocks = tuple(
            Quotable(self.source, BlockId(p.anchors[0].block), p.text, p.start, p.speaker, p.time)
            for p in self.passage.pieces
        )
        return Excerpt(self.passage.page.title, self.passage.heading, blocks, self.about)


def ask(question: str, index: Index, model: LanguageModel, prompts: Prompts) -> Answer:
    query = Query.question(question)
    ranked = index.ranked(query, _RANKED)
    nearest = tuple(dict.fromkeys(passage.page for passage, _ in ranked))[:_NEAREST]
    chosen = _chosen(_evidence(index, query, ranked))
    if not chosen:
        return Answer((), enough=False, nearest=nearest, references={})
    inquiry = Inquiry(" ".join(question.split()), _words(index, query), tuple(one.excerpt for one in chosen))
    grounded = ANSWER.run(inquiry, model, prompts)
    answered = grounded.results[0] if grounded.results else Answered((), enough=False)
    sentences = answered.sentences if answered.enough else ()
    return Answer(sentences, answered.enough, nearest, _references(sentences, chosen), grounded.diagnostics)


def _words(index: Index, query: Query) -> tuple[Word, ...]:
    passages = max(len(index), 1)
    counts = index.frequencies(query.terms)
    return tuple(Word(term, round(math.log2(passages / n)) if n else None) for term, n in counts.items())


def _chosen(evidence: Iterable[_Evidence]) -> list[_Evidence]:
    """The best evidence within the budget; a source that was heard counts for less the next time."""
    waiting = list(evidence)
    heard: Counter[SourceId] = Counter()
    chosen: list[_Evidence] = []
    left = _BUDGET
    while waiting:
        best = max(waiting, key=lambda one: one.score * _REPEAT ** heard[one.source])
        waiting.remove(best)
        if best.tokens <= left:
            chosen.append(best)
            left -= best.tokens
            heard[best.source] += 1
    return chosen


def _evidence(index: Index, query: Query, ranked: Sequence[tuple[Passage, float]]) -> list[_Evidence]:
    """The passages of sources: those that rank themselves, and those that articles lead to, as far as these fit."""
    scores: dict[Passage, float] = {passage: score for passage, score in ranked if passage.page.type == _SOURCE}
    about: dict[Passage, dict[str, None]] = {}
    lifts: dict[Passage, float] = {}
    coverage = index.coverage(query)
    for article, score in ranked:
        if article.page.type != _SOURCE:
            for passage, share in _behind(index, coverage, article):
                about.setdefault(passage, {})[article.page.title] = None
                lifts[passage] = max(lifts.get(passage, 0.0), score * share)
    found = {passage: scores.get(passage, 0.0) + lifts.get(passage, 0.0) for passage in (*scores, *lifts)}
    return [_Evidence(passage, score, tuple(about.get(passage, ()))) for passage, score in found.items()]


def _behind(index: Index, coverage: Coverage, article: Passage) -> Iterator[tuple[Passage, float]]:
    """The passages that an article's lines rest on, with how much of the question the lines hold."""
    for piece in article.pieces:
        held = coverage.held(piece.text)
        if held:
            share = coverage.share(held | coverage.held(article.page.title))
            yield from ((one, share) for one in index.passages_with(piece.anchors) if one.page.type == _SOURCE)


def _references(sentences: Sequence[Sentence], chosen: Sequence[_Evidence]) -> dict[Citation, Reference]:
    cited = [citation for sentence in sentences for citation in sentence.citations]
    blocks = {(block.source, block.block): (one.passage.page, block) for one in chosen for block in one.excerpt.blocks}
    found = {}
    for citation in cited:
        page, block = blocks[citation.source, citation.block]
        found[citation] = Reference(page, block.speaker, block.time)
    return found
