"""A bundle → the sentences that a judge may doubt, in batches of one page, the least likely ones first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.lint.bundle import Bundle
from kb.lint.carried import cited, verdict
from kb.lint.cases.surroundings import surroundings
from kb.lint.quotes import quoted, words
from kb.stages.judge_sentences import Doubted, Doubts, Quoted
from kb.wiki.page import Page, Sentence

_MOST, _LEAST = 8, 4
"""Sentences of a batch; from the lower number on, a heading begins the next one: an edit below another heading leaves
a batch as it is, and its reply remembered."""


@dataclass(frozen=True, slots=True)
class _Batch:
    path: str
    numbers: tuple[int, ...]
    """Of its sentences on the page."""
    score: float
    """The lowest that the verifier gave one of them."""


def doubtful(bundle: Bundle) -> Iterator[Doubts]:
    """Sentences that kb wrote and that cite something but are not wholly quoted. Each batch is in the order of its
    page; the batch with the sentence that its quotes carry least likely comes first."""
    batches = [batch for page in bundle.ordinary() if page.written for batch in _batches(bundle, page)]
    for batch in sorted(batches, key=lambda one: (one.score, one.path, one.numbers)):
        yield _doubts(bundle, bundle.pages[batch.path], batch.numbers)


def _batches(bundle: Bundle, page: Page) -> Iterator[_Batch]:
    scores = {number: score for number, one in enumerate(page.sentences) if (score := _score(bundle, page, one)) >= 0}
    for numbers in _cut(page, [*scores]):
        yield _Batch(page.path, numbers, min(scores[number] for number in numbers))


def _score(bundle: Bundle, page: Page, sentence: Sentence) -> float:
    """How likely its quotes carry it, from 0 to 1; below 0 where nobody has to ask."""
    found = verdict(bundle, page, sentence)
    return found.score if found is not None and not quoted(sentence, page, sentence.labels or sentence.later) else -1


def _cut(page: Page, numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    batch: list[int] = []
    for number in numbers:
        below = bool(batch) and heading(page, page.sentences[number]) != heading(page, page.sentences[batch[-1]])
        if len(batch) == _MOST or (below and len(batch) >= _LEAST):
            yield tuple(batch)
            batch = []
        batch.append(number)
    if batch:
        yield tuple(batch)


def heading(page: Page, sentence: Sentence) -> str:
    """The last one above a sentence; empty below the title."""
    above = [one for one in page.headings if one.line <= sentence.line and one.level > 1]
    return above[-1].text if above else ""


def _doubts(bundle: Bundle, page: Page, numbers: Sequence[int]) -> Doubts:
    notes = [[*cited(page, page.sentences[number])] for number in numbers]
    quotes, around = surroundings(bundle, page, [one for some in notes for one in some])
    doubted, at = list[Doubted](), 0
    for number, some in zip(numbers, notes, strict=True):
        doubted.append(_doubted(page, number, number - 1 in numbers, quotes[at : at + len(some)]))
        at += len(some)
    return Doubts(page.path, page.title, tuple(doubted), around)


def _doubted(page: Page, number: int, follows: bool, quotes: Sequence[Quoted]) -> Doubted:
    sentence = page.sentences[number]
    before = page.sentences[number - 1] if number and not follows else None
    near = before is not None and heading(page, before) == heading(page, sentence)
    return Doubted(
        words(sentence.text),
        tuple(dict.fromkeys(quotes)),
        heading(page, sentence),
        words(before.text) if before is not None and near else "",
        sentence.line,
        sentence.column,
    )
