"""A run over a golden set: its figures and questions, as JSON with fields that stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.evaluating.metrics import Figure, figures
from kb.evaluating.scoring import KS, Scored, Share
from kb.stages.judge_answer import Judged

FORMAT = 1
"""Of the JSON; another number where a field means something else."""


@dataclass(frozen=True, slots=True)
class Report:
    set: str
    """The file of the set, as it was named."""
    engine: str
    """Who answered; empty where nobody was asked."""
    scored: tuple[Scored, ...]
    unasked: int = 0
    """Questions that a stop left over."""
    stop: str = ""
    judged: bool = False
    usd: float = 0.0
    """Dollars that this run spent; remembered replies cost nothing."""
    missed: tuple[str, ...] = ()
    """Thresholds that were not reached."""
    figures: Mapping[str, Figure] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", figures(self.scored, retrieval=not self.engine, judged=self.judged))

    @property
    def worst(self) -> list[Scored]:
        """The questions, the worst first."""
        return sorted(self.scored, key=lambda one: (one.score, one.golden.line))


def as_data(report: Report) -> dict[str, object]:
    return {
        "format": FORMAT,
        "set": report.set,
        "engine": report.engine,
        "retrieval_only": not report.engine,
        "judged": report.judged,
        "usd": report.usd,
        "unasked": report.unasked,
        "stop": report.stop,
        "metrics": {name: figure.value for name, figure in report.figures.items()},
        "of": {name: figure.of for name, figure in report.figures.items()},
        "missed": list(report.missed),
        "questions": [_question(one) for one in report.scored],
    }


def _question(one: Scored) -> dict[str, object]:
    golden, found, replied, taken = one.golden, one.found, one.replied, one.taken
    return {
        "id": golden.id,
        "ask": golden.ask,
        "line": golden.line,
        "tags": list(golden.tags),
        "answerable": golden.answerable,
        "outcome": one.outcome,
        "score": one.score,
        "recall": {str(k): share.value for k, share in zip(KS, found.recall, strict=False)},
        "rank": found.rank,
        "in_prompt": _share(found.prompted),
        "not_shown": _groups(found.unshown),
        "facts": _share(replied.facts),
        "missing": list(replied.missing),
        "optional": _share(replied.optional),
        "cited_expected": _share(replied.cited),
        "expected_cited": _share(replied.expected),
        "not_cited": _groups(replied.uncited),
        "sentences": list(replied.sentences),
        "dropped": replied.kept.whole - replied.kept.part,
        "judge": _judge(one, one.judged) if one.judged is not None else None,
        "prompt": taken.prompt,
        "tokens_in": taken.input,
        "tokens_out": taken.output,
        "usd": taken.usd,
        "seconds": round(taken.seconds, 4) if taken.seconds is not None else None,
        "requests": taken.requests,
        "remembered": taken.remembered,
    }


def _judge(one: Scored, judged: Judged) -> dict[str, object]:
    facts = zip(one.golden.facts, judged.facts, strict=True)
    sentences = zip(judged.sentences, judged.whys, strict=True)
    return {
        "facts": [{"fact": fact.text, "verdict": verdict} for fact, verdict in facts],
        "sentences": [{"verdict": verdict, "why": why} for verdict, why in sentences],
    }


def _share(share: Share) -> list[int]:
    return [share.part, share.whole]


def _groups(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(group) for group in groups]
