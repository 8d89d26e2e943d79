"""A sentence and its quotes in, the few sentences of the quotes that it was most likely made from out."""

from collections.abc import Mapping, Sequence

from kb.english.wordlists import listed
from kb.english.words import generic
from kb.verifying.quoted import Quoted
from kb.verifying.text import Text, Word

_WINDOW = 3
"""Sentences of the quotes that are looked at together."""


def weight(word: Word) -> float:
    """How much a word tells of what a sentence says; small words tell nothing."""
    if word.low in listed("function"):
        return 0.0
    if word.number or any(c.isupper() for c in word.text[1:]):
        return 2.0
    return 0.6 if generic(word.low) else 2.0 if word.text[0].isupper() else 1.4


def weights(sentence: Text) -> Mapping[str, float]:
    """By stem, for every word that tells something."""
    return {word.stem: found for word in sentence.words if (found := weight(word))}


def passage(weighed: Mapping[str, float], quoted: Quoted) -> Sequence[Word]:
    """The words of the best window; all of the quotes when these are short."""
    text = quoted.text
    pieces = text.pieces
    if len(pieces) <= _WINDOW:
        return text.words
    held = [weighed.keys() & {word.stem for word in text.words[piece.start : piece.end]} for piece in pieces]
    best, at = -1.0, 0
    for start in range(len(pieces) - _WINDOW + 1):
        together = set[str]().union(*held[start : start + _WINDOW])
        total = sum(value for stem, value in weighed.items() if stem in together)
        if total > best:
            best, at = total, start
    return text.words[pieces[at].start : pieces[at + _WINDOW - 1].end]
