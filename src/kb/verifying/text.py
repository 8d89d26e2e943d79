"""A text in, its words out, with what comparing them needs: folded, without endings, where capitals stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kb.quoting import Span
from kb.search.words import CJK, fold, stem
from kb.sentences import sentences

# Alternatives in this order: initials with points (U.S.), numbers with their points, words, runs of CJK.
_WORD = re.compile(
    rf"(?P<dotted>(?:[A-Z]\.){{2,}})|(?P<cjk>[{CJK}]+)|\d+(?:[.,]\d+)+|(?:(?![{CJK}])[^\W_])+(?P<end>['’](?:s|t)?\b)?"
)
_ASCII = re.compile(r"(?P<dotted>(?:[A-Z]\.){2,})|\d+(?:[.,]\d+)+|[^\W_]+(?P<end>'(?:s|t)?\b)?", re.A)
"""The same in a part of the time, for most texts."""
_OPENS = re.compile(r"[.!?:;\"“”‘«(\[\n•–—|/]|(?<!\w)['’]|(?<=\s)-(?=\s)|\A")

_BETWEEN = frozenset((" ", "-", "\u00a0", "\n"))
_POSSESSIVE = frozenset(("'s", "’s"))
_TITLES = frozenset("mr mrs ms dr st prof jr sr".split())


class Word(NamedTuple):
    text: str
    """Without a possessive ending; initials without points."""
    low: str
    """Without case and accents."""
    stem: str
    start: int
    end: int

    @property
    def number(self) -> bool:
        return self.text[0].isdigit()


@dataclass(frozen=True)
class Text:
    """A text with its words; what is costly is made once and when asked for."""

    plain: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        # Generators cost, and this is what most of a verdict's time goes to.
        return tuple(_ascii(self.plain) if self.plain.isascii() else [*_words(self.plain)])

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset([word.low for word in self.words])

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset([word.stem for word in self.words])

    @cached_property
    def pieces(self) -> Sequence[Span]:
        """Its sentences, as half-open ranges of words."""
        found, at = list[Span](), 0
        for sentence in sentences(self.plain):
            start = at
            while at < len(self.words) and self.words[at].start < sentence.end:
                at += 1
            if at > start:
                found.append(Span(start, at))
        return found

    def opens(self, at: int) -> bool:
        """Whether a word stands where any word has a capital: at the start, behind a stop, a colon, a bracket."""
        before = self.words[at - 1].end if at else 0
        return at == 0 or _OPENS.search(self.plain, before, self.words[at].start) is not None

    def joined(self, at: int) -> bool:
        """Whether only white space, a hyphen or the point of an initial parts a word from the one before."""
        if not at:
            return False
        before = self.words[at - 1]
        if self.plain[before.end - 2 : before.end] in _POSSESSIVE:
            return False
        gap = self.plain[before.end : self.words[at].start]
        return gap in _BETWEEN or (gap == ". " and (len(before.text) == 1 or before.low in _TITLES))


def _ascii(text: str) -> list[Word]:
    found = list[Word]()
    for match in _ASCII.finditer(text):
        kind, word = match.lastgroup, match.group()
        if kind is not None:
            word = _bare(word, kind, match.start("end") - match.start())
        low, end = _forms(word)
        found.append(Word(word, low, end, *match.span()))
    return found


@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[str, str]:
    """Folded, and without its ending."""
    low = fold(word).replace("’", "'")
    return low, stem(low)


def _bare(word: str, kind: str, end: int) -> str:
    """A word without its points, or without its possessive ending, which begins at `end`."""
    if kind == "dotted":
        return word.replace(".", "")
    return word[:end] if word[-1] not in "tT" else word


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        word, kind = match.group(), match.lastgroup
        if kind == "cjk" and len(word) > 1:
            start = match.start()
            for at in range(len(word) - 1):
                pair = word[at : at + 2]
                yield Word(pair, pair, pair, start + at, start + at + 2)
            continue
        if kind in ("dotted", "end"):
            word = _bare(word, kind, match.start("end") - match.start())
        yield Word(word, *_forms(word), match.start(), match.end())
