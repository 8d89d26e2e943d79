"""What the layers found in, how likely the quotes carry the sentence out."""

import json
from functools import cache
from math import exp
from pathlib import Path

from kb.verifying.evidence import Evidence
from kb.verifying.features import features

_WEIGHTS = Path(__file__).with_name("weights.json")


def score(found: Evidence) -> float:
    """Between 0 and 1; below 0.5 it is more like the unsupported sentences that the weights were fitted on.

    It puts sentences in an order for a reader; it is no proof.
    """
    weights = _weights()
    total = weights["intercept"] + sum(weights[name] * value for name, value in features(found).items())
    return 1 / (1 + exp(-total))


@cache
def _weights() -> dict[str, float]:
    """By feature, made by bench/fit_verifier.py."""
    return {name: float(value) for name, value in json.loads(_WEIGHTS.read_text(encoding="utf-8")).items()}
