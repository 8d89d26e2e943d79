"""Logistic regression with a ridge, and what is said of its scores; deterministic, in numpy alone."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

_STEPS = 50
_CLOSE = 1e-8


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of features as they come, not scaled."""

    weights: Floats
    intercept: float

    def scores(self, features: Floats) -> Floats:
        return 1 / (1 + np.exp(-(features @ self.weights + self.intercept)))


def fit(features: Floats, labels: Bools, shares: Floats, ridge: float) -> Fitted:
    """By Newton's method. `shares` are the weights of the rows; the ridge bears on scaled features."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    penalty = np.diag([ridge] * features.shape[1] + [1e-6])
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (shares * (chance - labels)) + penalty @ found
        step = np.linalg.solve((rows.T * (shares * chance * (1 - chance))) @ rows + penalty, slope)
        found -= step
        if np.abs(step).max() < _CLOSE:
            break
    weights = found[:-1] / spread
    return Fitted(weights, float(found[-1] - weights @ mean))


def balanced(labels: Bools, said: Bools) -> float:
    """Mean of the shares of supported and of unsupported sentences that are told for what they are."""
    return float((said[labels].mean() + (~said[~labels]).mean()) / 2)


def auroc(labels: Bools, scores: Floats) -> float:
    """How often a supported sentence scores above an unsupported one; ties count half."""
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    yes = int(labels.sum())
    return float((ranks[labels].sum() - yes * (yes + 1) / 2) / (yes * (len(labels) - yes)))


def threshold(labels: Bools, scores: Floats) -> float:
    """The score from which sentences are best called supported."""
    cuts = np.quantile(scores, np.linspace(0.02, 0.98, 97))
    return float(max(cuts, key=lambda cut: balanced(labels, scores >= cut)))
