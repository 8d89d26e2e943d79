"""Fits the weights of the verifier's score and writes them beside it.

    python bench/fit_verifier.py FOLDER [--check]

FOLDER holds the labelled sentences that bench/labelled.py reads. WiCE on one side and the domains of SummEdits together
on the other count the same, and so do supported and unsupported sentences; one table of weights for all.
With --check nothing is written, and it fails when the weights would differ.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

import kb.verifying
from kb.verifying.evidence import Evidence
from kb.verifying.features import features
from labelled import Labelled, sets
from logistic import Bools, Fitted, Floats, fit

RIDGE = 100.0
"""Strong, so that no set's way of being made is learnt; between 30 and 300 nothing changes by a point."""
_WEIGHTS = Path(kb.verifying.__file__).with_name("weights.json")


class Table:
    """Features of all sets, one row a sentence."""

    def __init__(self, by_set: Mapping[str, Sequence[Labelled]]) -> None:
        rows = [(name, one) for name, many in by_set.items() for one in many]
        found = [features(Evidence.of(one.sentence, one.quotes)) for _, one in rows]
        self.names = list(found[0])
        self.features: Floats = np.array([list(one.values()) for one in found])
        self.labels: Bools = np.array([one.supported for _, one in rows])
        self.sets = np.array([name for name, _ in rows])
        self.groups = np.array([one.group for _, one in rows])

    def shares(self, chosen: Bools) -> Floats:
        """Weights of the chosen rows: each side and each label counts the same."""
        first, labels = (self.sets == "wice")[chosen], self.labels[chosen]
        found = np.zeros(len(labels))
        for side in (first, ~first):
            for label in (labels, ~labels):
                cell = side & label
                found[cell] = 1 / max(1, cell.sum())
        return np.asarray(found * len(labels) / found.sum(), dtype=np.float64)

    def fitted(self, chosen: Bools) -> Fitted:
        return fit(self.features[chosen], self.labels[chosen], self.shares(chosen), RIDGE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    table = Table(sets(asked.folder))
    fitted = table.fitted(np.ones(len(table.labels), dtype=bool))
    weights = {"intercept": fitted.intercept, **dict(zip(table.names, fitted.weights.tolist(), strict=True))}
    text = json.dumps({name: round(value, 4) for name, value in weights.items()}, indent=2) + "\n"
    if asked.check:
        return int(text != _WEIGHTS.read_text(encoding="utf-8"))
    _WEIGHTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
