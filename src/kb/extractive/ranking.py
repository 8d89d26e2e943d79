"""Sentences in, the ones that carry the text out: nearest to its centre, without saying the same thing twice."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kb.english.wordlists import listed

_WORD = re.compile(r"[^\W_]{2,}|[\u3040-\u30ff\u3400-\u9fff]")
_ALIKE = 0.7
_REDUNDANT = 0.7
_FIRST = 0.15


@lru_cache(maxsize=1 << 14)
def bag(text: str) -> frozenset[str]:
    """The words that carry a sentence."""
    return frozenset(_WORD.findall(text.casefold())) - listed("function")


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences say nearly the same."""
    return len(one & other) >= _ALIKE * max(len(one), len(other)) > 0


def central(texts: Sequence[str], wanted: int) -> list[int]:
    """Places of the `wanted` most central texts, in the order of the text."""
    bags = [bag(text) for text in texts]
    frequency = Counter(word for words in bags for word in words)
    weight = {word: count * math.log(1 + len(texts) / count) for word, count in frequency.items()}
    norms = [math.sqrt(len(words)) or 1.0 for words in bags]
    scores = [sum(weight[word] for word in words) / norm for words, norm in zip(bags, norms, strict=True)]
    top = max(scores, default=1.0) or 1.0
    scores = [score / top + _FIRST * (1 - at / len(texts)) for at, score in enumerate(scores)]
    chosen: list[int] = []
    while len(chosen) < min(wanted, len(texts)):
        left = (at for at in range(len(texts)) if at not in chosen)
        chosen.append(max(left, key=lambda at: (scores[at] - _REDUNDANT * _overlap(bags[at], chosen, bags), -at)))
    return sorted(chosen)


def _overlap(words: frozenset[str], chosen: Sequence[int], bags: Sequence[frozenset[str]]) -> float:
    """How much of it is said already by one that was chosen."""
    return max((len(words & bags[at]) / (len(words) or 1) for at in chosen), default=0.0)
