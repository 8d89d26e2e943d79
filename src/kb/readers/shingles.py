"""A text to the hashes of its runs of words: all of them at once, as columns of numbers."""

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

_CJK = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))
_WORD, _CJK_WORD = 1, 2
_PLANE = 0x10000
"""Nearly all texts need no character beyond; to ask about all of Unicode takes as long as reading many files."""
_PLACES = 64
"""Letters further on in a word than this are weighed as those at its beginning."""
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_TOP = np.uint64(3)
"""Bits that are cut off, so that every hash is an integer of JSON and of `array`."""


def shingles(text: str) -> Numbers:
    """A hash below 2^61 for each run of five words of a text in lower case, ascending, each once; runs of four in
    Chinese, Japanese and Korean, where every character is a word.

    A text shorter than a run is one, a text without words has none.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds(_PLANE if codes.max(initial=0) < _PLANE else sys.maxunicode + 1)[codes]
    inside = kinds > 0
    if not inside.any():
        return np.zeros(0, np.uint64)
    starts = inside.copy()
    starts[1:] &= (kinds[:-1] == 0) | (kinds[1:] == _CJK_WORD) | (kinds[:-1] == _CJK_WORD)
    words = _words(codes[inside], np.flatnonzero(starts[inside]))
    length = 4 if np.count_nonzero(kinds == _CJK_WORD) > 0.3 * len(words) else 5
    runs = np.sort(_runs(words, length))
    distinct: Numbers = runs[np.append(True, runs[1:] != runs[:-1])]
    return distinct


def _words(letters: NDArray[np.uint32], starts: NDArray[np.intp]) -> Numbers:
    """A hash for each word: its letters, each weighed by its place in it."""
    sizes = np.diff(starts, append=len(letters))
    places = (np.arange(len(letters)) - np.repeat(starts, sizes)) % _PLACES
    return _mixed(np.add.reduceat(letters * _weights()[places], starts))


def _runs(words: Numbers, length: int) -> Numbers:
    length = min(length, len(words))
    runs = np.zeros(len(words) - length + 1, np.uint64)
    for after in range(length):
        runs = runs * _FACTORS[0] + words[after : len(words) - length + 1 + after]
    return _mixed(runs) >> _TOP


def _mixed(numbers: Numbers) -> Numbers:
    """Every bit of a number depends on every bit of it that was there before."""
    for shift, factor in zip((30, 27), _FACTORS[1:], strict=True):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * factor
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _weights() -> Numbers:
    return _mixed(np.arange(1, _PLACES + 1, dtype=np.uint64) * _FACTORS[0]) | np.uint64(1)


@cache
def _kinds(size: int) -> NDArray[np.uint8]:
    """For each of the first characters of Unicode whether it is part of a word, or a word."""
    kinds = np.fromiter((chr(code).isalnum() for code in range(size)), np.uint8, size)
    for first, last in _CJK:
        kinds[first : last + 1] = _CJK_WORD
    return kinds
