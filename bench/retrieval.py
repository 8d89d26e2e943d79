"""Retrieval: how much of what a question needs is among the first passages, as markdown tables.

    python bench/retrieval.py FOLDER
    python bench/retrieval.py FOLDER --vectors package --keep FOLDER
    python bench/retrieval.py FOLDER --vectors NAME --base-url http://127.0.0.1:11434/v1

FOLDER holds the sets that bench/retrieval_sets.py reads.
All of them go through the real thing with the same settings: pages, index, query.
Recall@k is the gold passages, or the gold characters, that the first k passages hold, as a mean over questions.

Held out: the settings are chosen on a half of each set's questions, all sets together, and measured on the other half;
both ways, for several splits. What that costs against the settings that were chosen is what the choice is worth
elsewhere. With vectors their weight is chosen too, and a table tells what they add; they can be kept for another time.
"""

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from kb.search.index import Index
from kb.search.links import Candidates, Weights
from kb.search.passages import Passage
from kb.search.query import Query
from kb.search.vectors.choosing import channel
from kb.workspace.settings import VectorSettings
from retrieval_sets import Collection, Question, collections

CHOSEN = Weights()
ALONE = replace(CHOSEN, linked=0.0, named=0.0, near=0.0)
"""The ranking by words, without the wiki's graph."""
CHOICES: Mapping[str, Sequence[Any]] = {
    "seeds": (3, 5, 8),
    "smooth": (20, 60),
    "linked": (0, 1, 2, 4),
    "named": (0, 2, 4, 8),
}
NEAR = (0, 0.25, 0.5, 0.75, 1)
SPLITS = 10

Scores: TypeAlias = list[tuple[float, float]]
"""Recall@2 and recall@5 of each question."""


@dataclass(slots=True)
class Asked:
    """A question with everything that its ranking is made of."""

    question: Question
    candidates: Candidates
    known: Mapping[int, Passage]
    told: dict[tuple[int, ...], tuple[float, float]] = field(default_factory=dict)

    def scores(self, weights: Weights) -> tuple[float, float]:
        best = tuple(number for number, _ in self.candidates.ordered(weights)[:5])
        if best not in self.told:
            passages = [self.known[number] for number in best]
            self.told[best] = self.question.found(passages[:2]), self.question.found(passages)
        return self.told[best]


@dataclass(frozen=True, slots=True)
class Measured:
    """A set that was indexed, and whose questions were asked."""

    name: str
    passages: int
    index_seconds: float
    query_ms: float
    asked: Sequence[Asked]

    def scores(self, weights: Weights, some: Iterable[int] | None = None) -> Scores:
        return [self.asked[at].scores(weights) for at in (range(len(self.asked)) if some is None else some)]


def measure(collection: Collection, vectors: VectorSettings, keep: Path | None) -> Measured:
    widest = replace(CHOSEN, seeds=int(max(CHOICES["seeds"])))
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder) / "index.sqlite", weights=widest) as index:
        start = time.perf_counter()
        index.update(collection.pages)
        indexed = time.perf_counter() - start
        near = channel(index, (keep or Path(folder)) / f"{collection.name}.sqlite", vectors)
        if near is not None:
            index.consult(near)
            near.bring_up()
        times, found = [], []
        for question in collection.questions:
            start = time.perf_counter()
            index.search(Query.question(question.text), 5)
            times.append(1000 * (time.perf_counter() - start))
            found.append(index.candidates(Query.question(question.text)))
        if index.fault is not None:
            sys.exit(f"{index.fault}. {index.fault.hint}")
        numbers = sorted({number for candidates in found for number, _ in candidates.ordered(widest)})
        known = dict(zip(numbers, index.passages(numbers), strict=True))
        asked = [Asked(*one, known) for one in zip(collection.questions, found, strict=True)]
        return Measured(collection.name, len(index), indexed, statistics.median(times), asked)


def recalls(scores: Scores) -> tuple[float, float]:
    """Percent, as means over questions."""
    return 100 * statistics.mean(at2 for at2, _ in scores), 100 * statistics.mean(at5 for _, at5 in scores)


def grid(choices: Mapping[str, Sequence[Any]]) -> list[Weights]:
    return [
        replace(CHOSEN, **dict(zip(choices, values, strict=True))) for values in itertools.product(*choices.values())
    ]


Half: TypeAlias = Sequence[Sequence[int]]
"""Of each set, the numbers of some questions."""


def halves(sets: Sequence[Measured], splits: int) -> Iterator[tuple[Half, Half]]:
    """What to choose on, what to measure on: each split both ways."""
    for seed in range(splits):
        shuffle = random.Random(seed)
        orders = [shuffle.sample(range(len(one.asked)), len(one.asked)) for one in sets]
        left = [order[: len(order) // 2] for order in orders]
        right = [order[len(order) // 2 :] for order in orders]
        yield left, right
        yield right, left


def worth(sets: Sequence[Measured], weights: Weights, half: Half) -> float:
    """What a choice is made by: both recalls, each set counting the same."""
    return sum(sum(recalls(one.scores(weights, some))) for one, some in zip(sets, half, strict=True))


def held_out(
    sets: Sequence[Measured], among: Sequence[Weights]
) -> tuple[list[list[tuple[float, float]]], list[Weights]]:
    """For each set the recalls on what was not chosen on, and what was chosen each time."""
    told: list[list[tuple[float, float]]] = [[] for _ in sets]
    chosen = []
    for choose_on, measure_on in halves(sets, SPLITS):
        best = max(among, key=lambda weights: worth(sets, weights, choose_on))
        chosen.append(best)
        for one, some, recall in zip(sets, measure_on, told, strict=True):
            recall.append(recalls(one.scores(best, some)))
    return told, chosen


def table(header: str, rows: Iterable[Sequence[str]]) -> None:
    names = header.split(" | ")
    print(f"\n| {header} |\n|{' --- |' * len(names)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def both(recall: tuple[float, float]) -> str:
    return f"{recall[0]:.1f} / {recall[1]:.1f}"


def around(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.1f} ± {statistics.stdev(values):.1f}"


def show_recall(sets: Sequence[Measured], told: Sequence[Sequence[tuple[float, float]]]) -> None:
    header = "set | questions | passages | recall@2 / @5 | held out @2 | held out @5 | by words alone | a query, ms"
    rows = [
        [
            one.name,
            str(len(one.asked)),
            str(one.passages),
            both(recalls(one.scores(CHOSEN))),
            around([at2 for at2, _ in out]),
            around([at5 for _, at5 in out]),
            both(recalls(one.scores(ALONE))),
            f"{one.query_ms:.0f}",
        ]
        for one, out in zip(sets, told, strict=True)
    ]
    table(header, rows)


def show_neighbours(sets: Sequence[Measured], choices: Mapping[str, Sequence[Any]]) -> None:
    """What each setting is worth when the others stay."""
    rows = []
    for name, values in choices.items():
        for value in values:
            weights = replace(CHOSEN, **{name: value})
            mark = " (chosen)" if weights == CHOSEN else ""
            rows.append([f"{name} {value}{mark}", *(both(recalls(one.scores(weights))) for one in sets)])
    table(f"setting | {' | '.join(one.name for one in sets)}", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="Where the sets are.")
    parser.add_argument("--vectors", default="off", help="`package`, or a model of the server at --base-url.")
    parser.add_argument("--base-url", default=VectorSettings().base_url)
    parser.add_argument("--before-question", default="")
    parser.add_argument("--before-passage", default="")
    parser.add_argument("--keep", type=Path, help="Keep vectors in this folder.")
    given = parser.parse_args()
    folder = given.folder
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder")
    vectors = VectorSettings(
        model=given.vectors,
        base_url=given.base_url,
        before_question=given.before_question,
        before_passage=given.before_passage,
    )
    sets = [measure(collection, vectors, given.keep) for collection in collections(folder)]
    choices = CHOICES if given.vectors == "off" else {"near": NEAR, "linked": (1, 2, 4), "named": (2, 4, 8)}
    told, chosen = held_out(sets, grid(choices))
    show_recall(sets, told)
    show_neighbours(sets, choices)
    for name in choices:
        print(f"\n{name} as chosen on halves: {sorted(getattr(weights, name) for weights in chosen)}")


if __name__ == "__main__":
    main()
