"""A question → passages of the wiki → an answer whose every sentence quotes a source, or the word that it can't."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kb.diagnostics import Diagnostic
from kb.knowledge import BlockId, Citation, Sentence, SourceId
from kb.llm.port import LanguageModel
from kb.llm.stage import Prompts
from kb.search.index import Hit, Index
from kb.search.passages import Anchor, Page, Passage
from kb.search.query import Query
from kb.stages.answer import ANSWER, Answered, Excerpt, Inquiry, Quotable, Word

_SOURCE = "Source"
_HITS = 24
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
    """A passage of a source, or what is left of it, and how well it fits the question."""

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
    hits = index.search(query, _HITS)
    nearest = tuple(dict.fromkeys(hit.passage.page for hit in hits))[:_NEAREST]
    chosen = _chosen(index, hits)
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


def _chosen(index: Index, hits: Sequence[Hit]) -> list[_Evidence]:
    """The best evidence within the budget; a source that was heard counts for less the next time."""
    waiting = list(_evidence(index, hits))
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


def _evidence(index: Index, hits: Sequence[Hit]) -> Iterator[_Evidence]:
    """What the hits and the sources behind them say, no block twice."""
    quoted = _quoted(hits)
    seen: set[tuple[Anchor, int]] = set()
    for hit in hits:
        for passage in _of_sources(index, hit.passage):
            new = tuple(piece for piece in passage.pieces if (piece.anchors[0], piece.start) not in seen)
            seen.update((piece.anchors[0], piece.start) for piece in new)
            about = dict.fromkeys(title for piece in new for title in quoted.get(piece.anchors[0], ()))
            if new:
                yield _Evidence(replace(passage, pieces=new), hit.score, tuple(about))


def _quoted(hits: Sequence[Hit]) -> dict[Anchor, list[str]]:
    """Blocks with the titles of the articles among the hits that quote them."""
    titles: dict[Anchor, list[str]] = {}
    for passage in (hit.passage for hit in hits if hit.passage.page.type != _SOURCE):
        for anchor in (anchor for piece in passage.pieces for anchor in piece.anchors):
            titles.setdefault(anchor, []).append(passage.page.title)
    return titles


def _of_sources(index: Index, passage: Passage) -> list[Passage]:
    """The passage of a source itself; of an article the blocks that its footnotes lead to."""
    if passage.page.type == _SOURCE:
        return [passage]
    cited = {anchor for piece in passage.pieces for anchor in piece.anchors}
    behind = (one for one in index.passages_with(cited) if one.page.type == _SOURCE)
    return [replace(one, pieces=tuple(p for p in one.pieces if p.anchors[0] in cited)) for one in behind]


def _references(sentences: Sequence[Sentence], chosen: Sequence[_Evidence]) -> dict[Citation, Reference]:
    cited = [citation for sentence in sentences for citation in sentence.citations]
    blocks = {(block.source, block.block): (one.passage.page, block) for one in chosen for block in one.excerpt.blocks}
    found = {}
    for citation in cited:
        page, block = blocks[citation.source, citation.block]
        found[citation] = Reference(page, block.speaker, block.time)
    return found
