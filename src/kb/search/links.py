"""The wiki's own graph as a second ranking: pages that the best hits name, and that know the rest of the question."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.search.words import stem, stems

SEEDS = 5
"""Only the first hits are believed enough to follow what they name."""
_SMOOTH = 60
_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Link:
    """A passage of a page that a hit names."""

    passage: int
    rank: int
    """Of the hit, from 1."""
    share: float
    """How much of the question the hit and this passage hold together."""
    mentions: int
    """In how many passages the page is named: a page that all name says little."""

    @property
    def bonus(self) -> float:
        return _WEIGHT / (_SMOOTH + self.rank) * self.share / (1 + math.log(max(self.mentions, 1)))


def boosted(ranked: Sequence[int], links: Iterable[Link]) -> list[tuple[int, float]]:
    """Passages with their scores, best first; of several links to a passage the best one counts."""
    bonus: dict[int, float] = {}
    for link in links:
        bonus[link.passage] = max(bonus.get(link.passage, 0.0), link.bonus)
    scores = {passage: 1 / (_SMOOTH + rank) for rank, passage in enumerate(ranked, 1)}
    for passage, extra in bonus.items():
        scores[passage] = scores.get(passage, 0.0) + extra
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
