"""The verifier against labelled sentences and against sentences with one thing made wrong, as markdown tables.

    python bench/verifier.py FOLDER [--wiki WORKSPACE]

FOLDER holds the labelled sentences that bench/labelled.py reads. Everything about the score is cross-validated in five
folds that never part what is of one article or document; the threshold is chosen on the training folds, too.
WORKSPACE is a folder with a compiled wiki, by default the sample of this repository.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from corruptions import CORRUPTIONS
from fit_verifier import RIDGE, Table
from kb.verifying.features import GROUPS
from kb.verifying.verdict import Verdict, verify
from labelled import Cited, Labelled, cited, sets
from logistic import Bools, Floats, auroc, balanced, fit, threshold
from wiki_sentences import sentences_of

FOLDS = 5
SEEDS = 3
DRAWS = 3
"""How often each sentence is made wrong in each way."""
_LAYERS: Mapping[str, Callable[[Verdict], Sequence[object]]] = {
    "numbers": lambda verdict: verdict.numbers,
    "dates": lambda verdict: verdict.dates,
    "units": lambda verdict: verdict.units,
    "names": lambda verdict: verdict.names,
    "technical words": lambda verdict: verdict.terms,
    "hints": lambda verdict: verdict.hints,
}


def folds(groups: Sequence[str], seed: int) -> Floats:
    """The fold of every row."""
    order = np.random.default_rng(seed).permutation(np.unique(groups))
    fold = {group: at % FOLDS for at, group in enumerate(order)}
    return np.array([fold[group] for group in groups])


def jointly(table: Table, train: Bools) -> Floats:
    """Scores of all rows by weights fitted on all sets' training rows."""
    return table.fitted(train).scores(table.features)


def alone(table: Table, train: Bools) -> Floats:
    """As `jointly`, each set by weights of its own."""
    scores = np.zeros(len(train))
    for side in _sides(table):
        labels = table.labels[train & side]
        shares = np.where(labels, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
        scores[side] = fit(table.features[train & side], labels, shares, RIDGE).scores(table.features[side])
    return scores


def _sides(table: Table) -> list[Bools]:
    wice = table.sets == "wice"
    return [wice, ~wice]


def validated(table: Table, scored: Callable[[Table, Bools], Floats], seed: int) -> tuple[Floats, Bools]:
    """Scores, and what is called supported, of every row by what was fitted on the other folds.

    The threshold is one for WiCE and one for SummEdits, chosen on the folds that were fitted on.
    """
    fold = folds(table.groups.tolist(), seed)
    scores, said = np.zeros(len(fold)), np.zeros(len(fold), dtype=bool)
    for at in range(FOLDS):
        train = fold != at
        found = scored(table, train)
        scores[~train] = found[~train]
        for side in _sides(table):
            cut = threshold(table.labels[train & side], found[train & side])
            said[~train & side] = found[~train & side] >= cut
    return scores, said


def discrimination(table: Table) -> Iterator[str]:
    yield "| set | rows | AUROC | balanced accuracy | at 0.5 | AUROC, weights of its own | bal. acc., of its own |"
    yield "|---|---|---|---|---|---|---|"
    both = [validated(table, jointly, seed) for seed in range(SEEDS)]
    own = [validated(table, alone, seed) for seed in range(SEEDS)]
    names = [*dict.fromkeys(table.sets.tolist()), "summedits"]
    for name in names:
        rows = np.char.startswith(table.sets, name)
        labels = table.labels[rows]
        cells = [
            100 * float(np.mean(values))
            for values in (
                [auroc(labels, scores[rows]) for scores, _ in both],
                [balanced(labels, said[rows]) for _, said in both],
                [balanced(labels, scores[rows] >= 0.5) for scores, _ in both],
                [auroc(labels, scores[rows]) for scores, _ in own],
                [balanced(labels, said[rows]) for _, said in own],
            )
        ]
        yield f"| {name} | {len(labels)} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |"


def unseen(table: Table) -> Iterator[str]:
    """Each set by weights that were fitted on the others alone, at the threshold 0.5."""
    yield "| set that was left out | AUROC | balanced accuracy |"
    yield "|---|---|---|"
    for name in dict.fromkeys(table.sets.tolist()):
        rows = table.sets == name
        scores = table.fitted(~rows).scores(table.features[rows])
        labels = table.labels[rows]
        yield f"| {name} | {100 * auroc(labels, scores):.1f} | {100 * balanced(labels, scores >= 0.5):.1f} |"


def ablation(table: Table) -> Iterator[str]:
    yield "| features | WiCE without | WiCE alone | SummEdits without | SummEdits alone |"
    yield "|---|---|---|---|---|"
    every = table.features
    whole = [_aurocs(table)] * 2
    yield _ablated("all", whole[0], whole[1])
    for group in GROUPS:
        inside = np.array([name.startswith(f"{group}.") for name in table.names])
        table.features = every[:, ~inside]
        without = _aurocs(table)
        table.features = every[:, inside]
        yield _ablated(group, without, _aurocs(table))
    table.features = every


def _ablated(name: str, without: Sequence[float], only: Sequence[float]) -> str:
    cells = [f"{value:.1f}" for pair in zip(without, only, strict=True) for value in pair]
    return f"| {name} | {' | '.join(cells)} |"


def _aurocs(table: Table) -> list[float]:
    """Of WiCE and SummEdits, cross-validated once."""
    scores, _ = validated(table, jointly, 0)
    return [100 * auroc(table.labels[side], scores[side]) for side in _sides(table)]


def calibration(table: Table) -> Iterator[str]:
    """Scores are fitted as if half of all sentences were supported; so are the shares that they are held against."""
    scores, _ = validated(table, jointly, 0)
    shares = table.shares(np.ones(len(scores), dtype=bool))
    brier = float(np.average((scores - table.labels) ** 2, weights=shares))
    yield f"Brier score {brier:.3f} (0.250 is a coin)."
    yield ""
    yield "| score | rows | mean score | supported |"
    yield "|---|---|---|---|"
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.sum() >= 20:
            mean, share = (float(np.average(of[inside], weights=shares[inside])) for of in (scores, table.labels))
            yield f"| {low:.1f}–{low + 0.1:.1f} | {inside.sum()} | {mean:.2f} | {share:.2f} |"


def layers(by_set: Mapping[str, Sequence[Labelled]]) -> Iterator[str]:
    """How many sentences a layer speaks up at, and of these how many are labelled unsupported."""
    yield "| set | layer | of supported | of unsupported (recall) | precision |"
    yield "|---|---|---|---|---|"
    for name in ("wice", "summedits"):
        chosen = [one for key, many in by_set.items() if key.startswith(name) for one in many]
        rows = [(one, verify(one.sentence, one.quotes)) for one in chosen]
        for layer, ask in _LAYERS.items():
            good = [bool(ask(verdict)) for one, verdict in rows if one.supported]
            bad = [bool(ask(verdict)) for one, verdict in rows if not one.supported]
            precision = f"{sum(bad) / (sum(good) + sum(bad)):.0%}" if any(good + bad) else "–"
            yield f"| {name} | {layer} | {_share(good)} | {_share(bad)} | {precision} |"


def _share(said: Sequence[bool]) -> str:
    return f"{sum(said) / len(said):.1%}" if said else "–"


def corrupted(name: str, sentences: Sequence[Cited]) -> Iterator[str]:
    clean = [verify(one.sentence, one.quotes, one.known) for one in sentences]
    wrong, named = [bool(v.wrong) for v in clean], [bool(v.names or v.terms) for v in clean]
    some = [any(pair) for pair in zip(wrong, named, strict=True)]
    alarms = " | ".join(map(_share, (wrong, named, some)))
    yield f"| {name} | nothing: false alarms | {len(clean)} | {alarms} | – | – |"
    dice = random.Random(name)
    for kind, make in CORRUPTIONS.items():
        found = [
            _difference(one, before, sentence)
            for one, before in zip(sentences, clean, strict=True)
            for _ in range(DRAWS)
            if (sentence := make(one, dice)) is not None
        ]
        columns = [_share([row[at] for row in found]) for at in range(5)]
        yield f"| {name} | {kind} | {len(found)} | " + " | ".join(columns) + " |"


def _difference(one: Cited, before: Verdict, sentence: str) -> tuple[bool, ...]:
    """Whether an error, a warning, either, a hint is there that was not, and whether the score fell."""
    after = verify(sentence, one.quotes, one.known)
    error = bool(set(after.wrong) - set(before.wrong))
    warning = bool({*after.names, *after.terms} - {*before.names, *before.terms})
    return error, warning, error or warning, bool({*after.hints} - {*before.hints}), after.score < before.score - 1e-9


def supported_names(by_name: Mapping[str, Sequence[Cited]]) -> Iterator[str]:
    """Where what no quote of a supported sentence holds stands besides: elsewhere in the document, or nowhere."""
    yield "| sentences | | with such names | of these in the document | nowhere |"
    yield "|---|---|---|---|---|"
    for name, sentences in by_name.items():
        lost = [(one, found) for one in sentences if (found := verify(one.sentence, one.quotes, one.known).names)]
        nowhere = [
            (one.sentence, far)
            for one, names in lost
            if (far := [name for name in names if verify(f"It is {name}.", [one.document]).names])
        ]
        rate, share = (f"{len(some)} ({len(some) / len(sentences):.1%})" for some in (lost, nowhere))
        yield f"| {name} | {len(sentences)} | {rate} | {len(lost) - len(nowhere)} | {share} |"
        for sentence, far in nowhere:
            print(f"{', '.join(far)}: {sentence}", file=sys.stderr)


def speed(by_name: Mapping[str, Sequence[Cited]]) -> Iterator[str]:
    yield "| sentences | words of quotes | numbers, dates and units, ms | and names, ms | everything, ms |"
    yield "|---|---|---|---|---|"
    for name, sentences in by_name.items():
        size = sum(len(quote.split()) for one in sentences for quote in one.quotes) / len(sentences)
        asks: list[Callable[[Verdict], object]] = [lambda v: v.wrong, lambda v: (v.wrong, v.names), _everything]
        times = [min(_timed(sentences, ask) for _ in range(3)) for ask in asks]
        yield f"| {name} | {size:.0f} | " + " | ".join(f"{1000 * one / len(sentences):.3f}" for one in times) + " |"


def _everything(verdict: Verdict) -> object:
    return verdict.wrong, verdict.names, verdict.terms, verdict.novel, verdict.hints, verdict.score


def _timed(sentences: Sequence[Cited], ask: Callable[[Verdict], object]) -> float:
    start = time.process_time()
    for one in sentences:
        ask(verify(one.sentence, one.quotes, one.known))
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wiki", type=Path, default=Path(__file__).resolve().parents[1])
    asked = parser.parse_args()
    by_set = sets(asked.folder)
    table = Table(by_set)
    by_name = {"the wiki": list(sentences_of(asked.wiki)), "WiCE's supported claims": list(cited(asked.folder))}
    sections = {
        "Supported or not": discrimination(table),
        "Sets that nothing was fitted on": unseen(table),
        "What each group of features adds (AUROC)": ablation(table),
        "Calibration": calibration(table),
        "Layers": layers(by_set),
        "One thing made wrong": _all_corrupted(by_name),
        "Names of supported sentences that no quote holds": supported_names(by_name),
        "Speed": speed(by_name),
    }
    for title, lines in sections.items():
        print(f"\n## {title}\n", *lines, sep="\n", flush=True)
    return 0


def _all_corrupted(by_name: Mapping[str, Sequence[Cited]]) -> Iterator[str]:
    yield "| sentences | made wrong | cases | new error | new warning | either | new hint | lower score |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, sentences in by_name.items():
        yield from corrupted(name, sentences)


if __name__ == "__main__":
    sys.exit(main())
