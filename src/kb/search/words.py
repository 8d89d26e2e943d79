"""Text → the words that searching compares: case and accents folded, endings taken off, CJK in pairs."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb.spans import Span

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_MARKS = "\u0300-\u036f"
_RUN = re.compile(rf"[{CJK}]+|(?:(?![{CJK}])[^\W_][{_MARKS}]*)+")
_CJK = re.compile(rf"[{CJK}]")
_BESIDE_CJK = re.compile(rf"(?<=[{CJK}])(?=\S)|(?<=\S)(?=[{CJK}])")
_ASCII = re.compile(r"[a-z0-9]+")
"""The runs of most texts, in a tenth of the time."""
_ENDINGS = ("ations", "ation", "ingly", "ments", "edly", "ment", "ings", "ies", "ing", "ed", "es", "ly", "s", "e", "y")


class Word(NamedTuple):
    """A word as it stands in a text; of a CJK run every pair of neighbours is one."""

    text: str
    span: Span


def words(text: str) -> list[Word]:
    return [word for run in _RUN.finditer(text) for word in _of_run(run)]


def _of_run(run: re.Match[str]) -> list[Word]:
    text, start = run.group(), run.start()
    if not _CJK.match(text) or len(text) == 1:
        return [Word(text, Span(*run.span()))]
    return [Word(text[at : at + 2], Span(start + at, start + at + 2)) for at in range(len(text) - 1)]


def tokens(text: str) -> list[str]:
    """As `words`, with CJK characters one by one: what the index holds, so that a phrase finds any run of them."""
    return [token for run in _RUN.findall(text) for token in (run if _CJK.match(run) else (run,))]


def apart(text: str, separator: str) -> str:
    """The text with a separator between CJK characters and their neighbours, so that each becomes a token."""
    return _BESIDE_CJK.sub(separator, text) if _CJK.search(text) else text


def fold(word: str) -> str:
    """Without case and accents."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


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
    found = _ASCII.findall(text.lower()) if text.isascii() else map(fold, _each(text))
    return f" {' '.join(found)} "


def _each(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if len(run) > 1 and _CJK.match(run):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run
