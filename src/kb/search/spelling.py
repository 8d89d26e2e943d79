"""Words that stand nowhere, and the words of titles → which of these were meant."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kb.search.words import fold

Value = TypeVar("Value")

_SHORTEST = 4
_LONG = 8
_ALIKE = 0.38
"""Of the letter groups of two names, how many must be the same for one to be offered for the other."""


def corrections(unknown: Iterable[str], names: str) -> list[tuple[str, str]]:
    """Each word with the word of the names that it is nearest to; words without such a one are left out."""
    words = [word for word in unknown if _may_be_misspelled(word)]
    vocabulary = set(names.split()) if words else set()
    nearest = ((word, _nearest(fold(word), vocabulary)) for word in words)
    return [(word, near) for word, near in nearest if near]


def alike(text: str, names: Mapping[str, Value], most: int = 3) -> list[Value]:
    """The values of the folded names that are most like the text, best first."""
    groups = {text[at : at + 3] for at in range(len(text) - 2)}
    size = len(groups)
    longest = size * (2 / _ALIKE - 1)
    scores = [
        (2 * len([group for group in groups if group in name]) / (size + len(name) - 2), name)
        for name in names
        if len(name) - 2 <= longest
    ]
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
    near = []
    for other in _possible(word, vocabulary, most):
        steps = distance(word, other, most)
        if 0 < steps <= most and _may_be_misspelled(other):
            near.append((steps, other[0] != word[0], abs(len(other) - len(word)), other))
    return min(near)[-1] if near else ""


def _possible(word: str, vocabulary: Iterable[str], most: int) -> list[str]:
    """Without nearly all words that are too far, at the speed of C.

    Of a word cut into one more piece than there are mistakes, one piece is whole in any word that is near, if letters
    that were swapped over a cut are swapped back. And each mistake changes two letters at most.
    """
    cuts = [len(word) * number // (most + 1) for number in range(1, most + 1)]
    variants = [word]
    for cut in cuts:
        variants += [one[: cut - 1] + one[cut] + one[cut - 1] + one[cut + 1 :] for one in variants]
    heads = tuple({one[: cuts[0]] for one in variants})
    tails = tuple({one[cuts[-1] :] for one in variants})
    middles = {one[cuts[0] : cuts[-1]] for one in variants if most > 1}
    shortest, longest, letters = len(word) - most, len(word) + most, set(word)
    return [
        other
        for other in vocabulary
        if shortest <= len(other) <= longest
        and (other.startswith(heads) or other.endswith(tails) or any(middle in other for middle in middles))
        and len(letters.symmetric_difference(other)) <= 2 * most
    ]


def _may_be_misspelled(word: str) -> bool:
    """Numbers are other numbers, short words are other words, and scripts without spaces have no words to mend."""
    return len(word) >= _SHORTEST and word.isalpha() and max(word) < "\u0e00"
