"""Numbers in a text, in figures and in words, as values that compare whatever way they are written."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kb.number_words import SCALES, implied

_SCALE = "|".join(sorted((re.escape(word) for word in SCALES if len(word) > 2), key=len, reverse=True))
# It begins with a digit, so that text without digits is passed over at the speed of a character scan.
_FIGURES = re.compile(
    rf"""(?P<figures>\d(?:\d{{0,2}}(?:[\u00a0\u202f\u2009 ]\d{{3}})+(?!\d)|\d*(?:[.,]\d+)*))
    (?:[\s-]?(?P<scale>{_SCALE})\b\.?|[\s-]?(?P<cjk>[万萬亿億兆])|\s?(?P<unit>mn|bn|tn|Tsd|[kKmMbBtT])(?![^\W_]))?""",
    re.X | re.I,
)
_SHORT_YEAR = re.compile(r"(?:['’]|\bFY ?)$", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or|bis|und|oder)\s*[$€£¥]?\s*", re.I)
_SHORT_RANGE = re.compile(r"[-–—/]")
_YEAR = re.compile(r"[12]\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[^\d.,]\d{3})+")
_SEPARATOR = re.compile(r"[.,]")


class Number(NamedTuple):
    text: str
    """As written, in figures."""
    start: int
    end: int
    values: frozenset[Decimal]
    """What it can mean; more than one where the way of writing is ambiguous."""
    scaled: int
    """The factor of "million" and the like behind it, or 1."""


def missing(sentence: str, quotes: Sequence[str], names: Callable[[], Iterable[str]] = tuple) -> list[str]:
    """The figures of the sentence that stand in none of the quotes, in no form, nor in one of the names."""
    # Letter for letter first: values cost more, and mostly nothing is left to compare.
    unseen = _written(sentence).difference(*map(_written, quotes))
    if not unseen:
        return []
    also = [*names()]
    if not unseen.difference(*map(_written, also)):
        return []
    known = {value for text in (*quotes, *also) for number in figures(text) for value in number.values}
    lost = [number for number in figures(sentence) if not number.values & known]
    if lost:
        known = {value for quote in quotes for value in implied(quote)}
        lost = [number for number in lost if not number.values & known]
    return [number.text for number in lost]


def _written(text: str) -> set[str]:
    """The figures with their scales, letter for letter."""
    return {match.group() for match in _FIGURES.finditer(text)}


# The same few titles are asked for time and again.
@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Number, ...]:
    """Numbers in figures. The ends of a range share what stands around them: "5 to 6 million", "2014–15"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found = [_number(match) for match in _FIGURES.finditer(text)]
    for at, (left, right) in enumerate(pairwise(found)):
        if right.scaled > 1 == left.scaled and _RANGE.fullmatch(text, left.end, right.start):
            found[at] = left._replace(values=left.values | {value * right.scaled for value in left.values})
        if _YEAR.fullmatch(left.text) and len(right.text) == 2 and _SHORT_RANGE.fullmatch(text, left.end, right.start):
            century = Decimal(left.text[:2]) * 100
            found[at + 1] = right._replace(values=right.values | {century + value for value in right.values})
    return tuple(found)


def _number(match: re.Match[str]) -> Number:
    written, long, cjk, unit = match.groups()
    start, end = match.span()
    plain = {*_plain(written)}
    word = (long or cjk or unit or "").casefold().rstrip(".")
    scale = SCALES.get(word, 1)
    scaled = {value * scale for value in plain}
    # A single letter may be a unit of its own: 5 m are metres, 3 K are kelvins.
    kept = scaled | plain if unit else scaled
    if len(written) == 2 and _SHORT_YEAR.search(match.string, max(0, start - 3), start):
        kept |= {century + value for value in plain for century in (1900, 2000)}
    return Number(written, start, end, frozenset(kept), scale)


def _plain(written: str) -> Iterator[Decimal]:
    """The readings of a row of digits: 1,000 is a thousand, 8,2 has a decimal comma, 1.000 may be either."""
    if written.isdecimal():
        yield Decimal(written)
        return
    parts = [part for part in re.split(r"[^\d]", written) if part]
    if len(parts) == 1:
        yield Decimal(written)
    elif _GROUPED.fullmatch(written):
        yield Decimal("".join(parts))
    elif len(parts) == 2:
        yield Decimal(".".join(parts))
        if len(parts[1]) == 3 and len(parts[0]) <= 3:
            yield Decimal("".join(parts))
    else:
        yield from _long(written, parts)


def _long(written: str, parts: list[str]) -> Iterator[Decimal]:
    """1,234.5 and 1.234,5; else a date or a version, whose parts stand for themselves."""
    separators = _SEPARATOR.findall(written)
    if separators[-1] not in separators[:-1] and all(len(part) == 3 for part in parts[1:-1]):
        yield Decimal("".join(parts[:-1]) + "." + parts[-1])
    else:
        yield from map(Decimal, parts)
