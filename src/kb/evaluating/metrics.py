"""Scored questions → the figures of a run, by names that stay."""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kb.evaluating.scoring import KS, Scored, Share
from kb.evaluating.trying import Taken

Part = Literal["retrieval", "answers", "judge", "cost"]


@dataclass(frozen=True, slots=True)
class Figure:
    value: float | None
    """None where the set has nothing to measure it by."""
    of: int = 0
    """How many facts, sources, sentences or questions it is about."""


Measure: TypeAlias = Callable[[Sequence[Scored]], Figure]


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    gist: str
    part: Part
    of: str
    """What is counted."""
    measure: Measure
    more: bool = True
    """Whether more is better."""


def figures(scored: Sequence[Scored], *, retrieval: bool, judged: bool) -> dict[str, Figure]:
    """The figures that such a run has, in the order of METRICS."""
    return {name: METRICS[name].measure(scored) for name in measured(retrieval=retrieval, judged=judged)}


def measured(*, retrieval: bool, judged: bool) -> list[str]:
    """Names of the metrics of such a run."""
    asked = {"retrieval"} if retrieval else {"retrieval", "answers", "cost"} | ({"judge"} if judged else set())
    always = {"prompt_median", "prompt_p95", "seconds_median", "seconds_p95"}
    return [name for name, metric in METRICS.items() if metric.part in asked or name in always]


def _together(shares: Iterable[Share]) -> Figure:
    """All parts of all wholes."""
    known = list(shares)
    whole = Share(sum(share.part for share in known), sum(share.whole for share in known))
    return Figure(whole.value, whole.whole)


def _mean(values: Iterable[float]) -> Figure:
    known = list(values)
    return Figure(statistics.fmean(known) if known else None, len(known))


def _recall(at: int) -> Measure:
    return lambda scored: _mean(one.found.recall[at].value or 0.0 for one in scored if one.found.recall)


def _mrr(scored: Sequence[Scored]) -> Figure:
    return _mean(1 / one.found.rank if one.found.rank else 0.0 for one in scored if one.found.recall)


def _right(*, answerable: bool) -> Measure:
    return lambda scored: _together(Share(one.right, 1) for one in scored if one.golden.answerable == answerable)


def _judged_facts(scored: Sequence[Scored]) -> Figure:
    """Facts of refused questions were not stated; those that the judge said nothing of are left out."""
    shares = []
    for one in scored:
        given = one.judged.facts if one.judged is not None else ("missing",) * len(one.golden.facts)
        required = [v for fact, v in zip(one.golden.facts, given, strict=True) if v is not None and not fact.optional]
        # An answer that the judge gave no reply on is unknown; a refusal is not.
        if one.judged is not None or not one.replied.sentences:
            shares.append(Share(required.count("stated"), len(required)))
    return _together(shares)


def _judged_sentences(scored: Sequence[Scored]) -> Figure:
    given = [v for one in scored if one.judged is not None for v in one.judged.sentences if v is not None]
    return _together([Share(given.count("supported"), len(given))])


def _spread(name: str, gist: str, unit: str, of: Callable[[Taken], float | None]) -> Iterable[Metric]:
    def values(scored: Sequence[Scored]) -> list[float]:
        return sorted(value for one in scored if (value := of(one.taken)) is not None)

    def median(scored: Sequence[Scored]) -> Figure:
        known = values(scored)
        return Figure(statistics.median(known) if known else None, len(known))

    def p95(scored: Sequence[Scored]) -> Figure:
        known = values(scored)
        return Figure(known[math.ceil(0.95 * len(known)) - 1] if known else None, len(known))

    yield Metric(f"{name}_median", f"{gist} of a question, median", "cost", unit, median, more=False)
    yield Metric(f"{name}_p95", f"{gist} of a question, 95th percentile", "cost", unit, p95, more=False)


def _shares(of: Callable[[Scored], Share]) -> Measure:
    return lambda scored: _together(map(of, scored))


_ALL = (
    *(
        Metric(f"recall@{k}", f"expected sources in the first {k}", "retrieval", "questions", _recall(at))
        for at, k in enumerate(KS)
    ),
    Metric("mrr", "1 / rank of the first expected source", "retrieval", "questions", _mrr),
    Metric(
        "in_prompt", "expected sources that were shown", "retrieval", "sources", _shares(lambda s: s.found.prompted)
    ),
    Metric("coverage", "facts found in the answers", "answers", "facts", _shares(lambda s: s.replied.facts)),
    Metric(
        "citation_precision",
        "cited sources that were expected",
        "answers",
        "sources",
        _shares(lambda s: s.replied.cited),
    ),
    Metric(
        "citation_recall",
        "expected sources that were cited",
        "answers",
        "sources",
        _shares(lambda s: s.replied.expected),
    ),
    Metric(
        "support",
        "written sentences that stand on their quotes",
        "answers",
        "sentences",
        _shares(lambda s: s.replied.kept),
    ),
    Metric("answered", "answerable questions that were answered", "answers", "questions", _right(answerable=True)),
    Metric("abstention", "unanswerable questions that were refused", "answers", "questions", _right(answerable=False)),
    Metric("judged_coverage", "facts that the judge finds stated", "judge", "facts", _judged_facts),
    Metric("judged_support", "sentences that the judge finds supported", "judge", "sentences", _judged_sentences),
    *_spread("prompt", "tokens of the prompts, at most,", "questions", lambda taken: taken.prompt),
    *_spread("tokens_in", "tokens in", "questions", lambda taken: taken.input),
    *_spread("tokens_out", "tokens out", "questions", lambda taken: taken.output),
    *_spread("usd", "dollars", "questions", lambda taken: taken.usd),
    *_spread("seconds", "seconds", "questions", lambda taken: taken.seconds),
)
METRICS: Mapping[str, Metric] = {metric.name: metric for metric in _ALL}
