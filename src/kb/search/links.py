"""The wiki's own graph as a second ranking: pages that the question or the best hits name, and that know the rest."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.search.words import stem, stems


@dataclass(frozen=True, slots=True)
class Weights:
    """How rankings are added up. `bench/retrieval.py` shows what another choice costs, on questions it was not made
    on: these lie where the neighbours on all sides do as well."""

    seeds: int = 5
    """Only the first hits are believed enough to follow what they name."""
    smooth: int = 60
    """The larger, the less it counts to be first and not tenth."""
    linked: float = 2.0
    """For a page that a hit names."""
    named: float = 4.0
    """For a page that the question names."""
    near: float = 0.25
    """For a passage that is near in meaning, against one that has the words."""


@dataclass(frozen=True, slots=True)
class Link:
    """A passage of a page that a hit, or the question, names."""

    passage: int
    rank: int
    """Of the hit, from 1; 0 for the question."""
    share: float
    """How much of the question the hit and this passage hold together."""
    mentions: int
    """In how many passages the page is named: a page that all name says little."""

    def bonus(self, weights: Weights) -> float:
        if self.rank > weights.seeds:
            return 0.0
        most = weights.linked if self.rank else weights.named
        return most / (weights.smooth + max(self.rank, 1)) * self.share / (1 + math.log(max(self.mentions, 1)))


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that the order of the passages is made of."""

    ranked: tuple[int, ...] = ()
    """By their words, best first."""
    links: tuple[Link, ...] = ()
    near: tuple[int, ...] = ()
    """By meaning, nearest first; empty without vectors."""

    def ordered(self, weights: Weights) -> list[tuple[int, float]]:
        """Passages with their scores, best first; of several links of a kind to a passage the best one counts."""
        scores = {passage: 1 / (weights.smooth + rank) for rank, passage in enumerate(self.ranked, 1)}
        bonus: dict[tuple[int, bool], float] = {}
        for link in self.links:
            key = link.passage, link.rank == 0
            bonus[key] = max(bonus.get(key, 0.0), link.bonus(weights))
        for (passage, _), extra in bonus.items():
            if extra:
                scores[passage] = scores.get(passage, 0.0) + extra
        for rank, passage in enumerate(self.near if weights.near else (), 1):
            scores[passage] = scores.get(passage, 0.0) + weights.near / (weights.smooth + rank)
        return sorted(scores.items(), key=lambda scored: (-scored[1], scored[0]))


class Coverage:
    """How much of a question texts hold: its rare terms weigh more."""

    def __init__(self, frequencies: Mapping[str, int], passages: int) -> None:
        self._weights = {stem(term): math.log(1 + passages / count) for term, count in frequencies.items() if count}
        self._total = sum(self._weights.values()) or 1.0

    def held(self, text: str) -> frozenset[str]:
        return frozenset(stems(text) & self._weights.keys())

    def in_bag(self, bag: str) -> frozenset[str]:
        """The same, of a text's stems as the index keeps them."""
        return frozenset(word for word in self._weights if f" {word} " in bag)

    def share(self, held: Iterable[str]) -> float:
        return sum(self._weights[word] for word in held) / self._total
