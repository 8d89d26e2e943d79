"""What came of a question → what it is worth, as counts that add up over a set."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.asking.answers import Answer
from kb.evaluating.golden import Golden
from kb.evaluating.matching import says
from kb.evaluating.trying import NOTHING, Taken, Tried
from kb.reports import UNSUPPORTED_ANSWER
from kb.stages.judge_answer import Judged

KS = (1, 2, 5, 10)
"""Recall is told for so many first passages."""

Outcome = Literal["answered", "refused", "failed", "not asked"]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Found:
    """What the search was worth. A group of expected sources is found where one of them is."""

    recall: tuple[Share, ...] = ()
    """Groups among the first passages, one share for each of KS; none where no source is expected."""
    rank: int | None = None
    """Of the first passage of an expected source, from 1."""
    prompted: Share = Share()
    """Groups that the last prompt showed."""
    unshown: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Replied:
    """What the answer was worth, as far as code can tell."""

    facts: Share = Share()
    missing: tuple[str, ...] = ()
    """Facts that were not found."""
    optional: Share = Share()
    cited: Share = Share()
    """Cited sources that were expected."""
    expected: Share = Share()
    """Groups of expected sources that were cited."""
    uncited: tuple[tuple[str, ...], ...] = ()
    kept: Share = Share()
    """Sentences of the replies that stand on their quotes."""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    golden: Golden
    outcome: Outcome
    found: Found = Found()
    replied: Replied = Replied()
    taken: Taken = NOTHING
    judged: Judged | None = None

    @property
    def right(self) -> bool:
        """Whether it was answered if it can be, and refused if it can't."""
        return self.outcome == ("answered" if self.golden.answerable else "refused")

    @property
    def score(self) -> float:
        """0 to 1, to put questions in order: facts found, else sources cited, else whether it was answered at all;
        where no model was asked, the mean of recall."""
        if self.outcome == "not asked":
            values = [share.value or 0.0 for share in self.found.recall]
            return sum(values) / len(values) if values else 1.0
        if not self.golden.answerable or not self.right:
            return float(self.right)
        shares = (share.value for share in (self.replied.facts, self.replied.expected))
        return next((value for value in shares if value is not None), 1.0)


def scored(tried: Tried, judged: Judged | None = None, *, retrieval: bool = False) -> Scored:
    """With `retrieval` no model was asked, and only what the search found is looked at."""
    if retrieval:
        return Scored(tried.golden, "not asked", _found(tried), taken=tried.taken)
    return Scored(tried.golden, _outcome(tried), _found(tried), _replied(tried), tried.taken, judged)


def _found(tried: Tried) -> Found:
    groups = tried.golden.sources
    ranks = (rank for rank, sources in enumerate(tried.ranked, 1) if any(_any(group, sources) for group in groups))
    recall = tuple(_among(groups, _flat(tried.ranked[:k])) for k in KS) if groups else ()
    return Found(recall, next(ranks, None), _among(groups, tried.prompted), _without(groups, tried.prompted))


def _replied(tried: Tried) -> Replied:
    golden, answer = tried.golden, tried.answer
    sentences = said(answer)
    cited = {citation.source for sentence in answer.sentences for citation in sentence.citations}
    wanted = set(_flat(golden.sources))
    lost = tuple(fact.text for fact in golden.required if not says(sentences, fact))
    extra = [fact for fact in golden.facts if fact.optional]
    dropped = sum(found.code == UNSUPPORTED_ANSWER.code for found in answer.diagnostics)
    return Replied(
        facts=Share(len(golden.required) - len(lost), len(golden.required)),
        missing=lost,
        optional=Share(sum(says(sentences, fact) for fact in extra), len(extra)),
        cited=Share(len(cited & wanted), len(cited)) if wanted else Share(),
        expected=_among(golden.sources, cited),
        uncited=_without(golden.sources, cited),
        kept=Share(len(sentences), len(sentences) + dropped),
        sentences=sentences,
    )


def said(answer: Answer) -> tuple[str, ...]:
    """The sentences with the names of those who are quoted."""
    return tuple(f"{s.speaker}: {s.text}" if s.speaker else s.text for s in answer.sentences)


def _outcome(tried: Tried) -> Outcome:
    if tried.failed:
        return "failed"
    return "answered" if tried.answer.enough else "refused"


def _flat(groups: Iterable[Sequence[str]]) -> list[str]:
    return [one for group in groups for one in group]


def _any(group: Sequence[str], among: Collection[str]) -> bool:
    return any(source in among for source in group)


def _among(groups: Sequence[Sequence[str]], among: Collection[str]) -> Share:
    return Share(sum(_any(group, among) for group in groups), len(groups))


def _without(groups: Sequence[tuple[str, ...]], among: Collection[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(group for group in groups if not _any(group, among))
