"""Text → the words that searching compares: case and accents folded, endings taken off, unspaced scripts in grams."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb.late import late
from kb.spans import Span

CJK = (
    "\u3005-\u3007\u3040-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003fffd"
)
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u1000-\u1049\u1050-\u109d\u1780-\u17d3"
"""With Lao, Burmese and Khmer: letters without spaces between words, of which pairs say too little."""
_SINGLE = f"{CJK}{_THAI}"
_VOICED = "\u3099\u309a"
_MARKS = (
    f"\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    f"\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09d7\u09e2\u09e3"
    f"\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7"
    f"\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0ddf{_VOICED}"
)
_JOINERS = "\u00ad\u200b-\u200d\u2060"
"""Unseen inside a word: soft hyphens, and what keeps the letters of Persian or Hindi apart or together."""
_LETTER = rf"[^\W_{_SINGLE}]"
# The point of 8.2 and the comma of 9,832 stand inside a word; that of 2019,2020 stands between two.
_WITHIN = rf"[{_MARKS}]|(?:[{_JOINERS}]|(?<=\d)(?:\.(?=\d)|,(?=\d{{1,3}}(?!\d))))(?={_LETTER})"
_RUN = late(rf"[{CJK}][{CJK}{_VOICED}]*|[{_THAI}]+|{_LETTER}+(?:(?:{_WITHIN})+{_LETTER}*)*")
_ASCII = re.compile(r"[a-z0-9]+(?:(?<=[0-9])(?:\.(?=[0-9])|,(?=[0-9]{1,3}(?![0-9])))[a-z0-9]+)*")
"""The runs of most texts, in a part of the time."""
_STARTS_SINGLE = late(rf"[{_SINGLE}]")
_STARTS_THAI = late(rf"[{_THAI}]")
_THAI_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3"
)
_CLUSTER = late(rf".[{_THAI_MARKS}{_VOICED}]*")
_BESIDE_SINGLE = late(rf"(?<=[{_SINGLE}])(?=\S)|(?<=\S)(?=[{_SINGLE}])")
_STRIPPED = late(
    "(?<!\u0438)[\u0300-\u036f]|[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]|[\u00ad\u200b-\u200d\u2060]"
)
"""Accents, but not that of й; vowels of Hebrew and Arabic, which are written or not; what is not seen."""
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ς": "σ"}
)
_ENDINGS = ("ations", "ation", "ingly", "ments", "edly", "ment", "ings", "ies", "ing", "ed", "es", "ly", "s", "e", "y")


class Word(NamedTuple):
    """A word as it stands in a text; of a CJK run every pair of neighbours is one, of Thai every three."""

    text: str
    span: Span


def words(text: str) -> list[Word]:
    if text.isascii():
        return [Word(text[run.start() : run.end()], Span(*run.span())) for run in _ASCII.finditer(text.lower())]
    return [
        Word(run.group()[start:end], Span(run.start() + start, run.start() + end))
        for run in _RUN.finditer(text)
        for start, end in _grams(run.group())
    ]


def _grams(run: str) -> list[tuple[int, int]]:
    """The words of a run: one, or the overlapping ones of a script that has no spaces."""
    if not _STARTS_SINGLE.match(run):
        return [(0, len(run))]
    ends = [(cluster.start(), cluster.end()) for cluster in _CLUSTER.finditer(run)]
    size = min(len(ends), 3 if _STARTS_THAI.match(run) else 2)
    return [(ends[at][0], ends[at + size - 1][1]) for at in range(len(ends) - size + 1)]


def tokens(text: str) -> list[str]:
    """As `words`, with CJK characters one by one: what the index holds, so that a phrase finds any run of them."""
    if text.isascii():
        return [text[run.start() : run.end()] for run in _ASCII.finditer(text.lower())]
    return [token for run in _RUN.findall(text) for token in (run if _STARTS_SINGLE.match(run) else (run,))]


def apart(text: str, separator: str) -> str:
    """The text with a separator between CJK characters and their neighbours, so that each becomes a token."""
    return _BESIDE_SINGLE.sub(separator, text) if not text.isascii() and _STARTS_SINGLE.search(text) else text


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Without case and accents, of full width or in ligatures as if not, and with ß as ss."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKC", word).casefold().translate(_LATIN)
    return unicodedata.normalize("NFC", _STRIPPED.sub("", unicodedata.normalize("NFD", word)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Folded, without the endings of English grammar: `cars` and `car` are one; rougher than Porter, and enough."""
    word = fold(word)
    if not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


def stems(text: str) -> set[str]:
    return {stem(word) for word in set(_each(text))}


def folded(text: str) -> str:
    """The words, folded, with single spaces between and around them: one phrase stands in another or does not."""
    return f" {' '.join(map(fold, _each(text)))} "


def _each(text: str) -> Iterator[str]:
    if text.isascii():
        yield from _ASCII.findall(text.lower())
        return
    for run in _RUN.findall(text):
        if run.isascii() or not _STARTS_SINGLE.match(run):
            yield run
        else:
            yield from (run[start:end] for start, end in _grams(run))
