"""Words that stand nowhere, and the words of titles → which of these were meant."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kb.search.words import fold

Value = TypeVar("Value")

_SHORTEST = 4
_LONG = 8
_ALIKE = 0.45
"""Of the letter groups of two names, how many must be the same for one to be offered for the other."""


def corrections(unknown: Iterable[str], names: Iterable[str]) -> list[tuple[str, str]]:
    """Each word with the one of the names that it is nearest to; words without such a name have none."""
    words = [word for word in unknown if _may_be_misspelled(word)]
    if not words:
        return []
    vocabulary = {word for name in names for word in name.split() if _may_be_misspelled(word)}
    nearest = ((word, _nearest(fold(word), vocabulary)) for word in words)
    return [(word, near) for word, near in nearest if near]


def alike(text: str, names: Mapping[str, Value], most: int = 3) -> list[Value]:
    """The values of the folded names that are most like the text, best first."""
    wanted = _groups(text)
    if not wanted:
        return []
    scores = ((2 * sum(group in name for group in wanted) / (len(wanted) + len(name) - 2), name) for name in names)
    best = sorted((-score, name) for score, name in scores if score >= _ALIKE)
    return list(dict.fromkeys(names[name] for _, name in best))[:most]


def distance(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """Of Damerau and Levenshtein: letters left out, added, replaced, or swapped with a neighbour.

    Counting ends beyond `most`.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _nearest(word: str, vocabulary: Iterable[str]) -> str:
    """Nothing where no word is near enough. Of several, one that begins alike: the first letter is rarely wrong."""
    most = 1 if len(word) < _LONG else 2
    letters = set(word)
    near = []
    for other in vocabulary:
        # Each mistake changes two letters at most: most words need no further look.
        if abs(len(other) - len(word)) <= most and len(letters ^ set(other)) <= 2 * most:
            steps = distance(word, other, most)
            if 0 < steps <= most:
                near.append((steps, other[0] != word[0], abs(len(other) - len(word)), other))
    return min(near)[-1] if near else ""


def _may_be_misspelled(word: str) -> bool:
    """Numbers are other numbers, short words are other words, and scripts without spaces have no words to mend."""
    return len(word) >= _SHORTEST and word.isalpha() and max(word) < "\u0e00"


def _groups(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}
