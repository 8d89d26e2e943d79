"""A text → other spellings of its words that people type: cooperate for co-operate, 9832 for 9,832, strasse for Straße.

The index holds them beside the text, and a query looks for those of its own words.
They are only what SQLite's own folding, of case and of most accents, does not do.
"""

import re
import unicodedata
from functools import lru_cache

from kb.late import late
from kb.search.words import CJK, Word, fold
from kb.spans import Span

_UNSEEN = "\u00ad\u200b-\u200d\u2060"
_UNLIKE = (
    "ßẞæÆøØœŒłŁđĐðÐþÞıħĦäöüÄÖÜĲĳĿŀŉ\ufb00-\ufb06"
    "\u0386\u0388-\u038a\u038c\u038e-\u0390\u03aa-\u03b0\u03ca-\u03ce\u1f00-\u1ffc"
    "ЁёЇїЎў"
    "\u0591-\u05c7\ufb1d-\ufb4f\u0610-\u061a\u0622-\u0626\u0640\u064b-\u065f\u0670\u06d6-\u06ed\ufb50-\ufdfb\ufe70-\ufefc"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\uf900-\ufaff\u1100-\u11ff"
    "¹²³⁰-⁹₀-₉\u2160-\u217f\U0001d400-\U0001d7ff"
)
"""Letters that SQLite does not fold as `fold` does."""
_HYPHENS = "\\-\u2010\u2011"
_QUOTES = "'\u2019"
_INNER = f"{_HYPHENS}{_QUOTES}.,"
_THOUSANDS = rf"[.,{_QUOTES}](?=\d{{3}}(?!\d))(?<=\d.)"
_HUMP = r"(?<=[a-z])(?=[A-Z][a-z])"
# One class of characters first, and what must stand around them after it: such a search skips at the speed of C.
_TELLING = late(
    rf"[A-Z{_UNLIKE}{_UNSEEN}{_INNER}](?:(?<=[A-Z])(?=[a-z])(?<=[a-z].)|(?<=[{_UNLIKE}{_UNSEEN}])"
    rf"|(?<=[^\W\d_][{_HYPHENS}{_QUOTES}])(?=[^\W\d_])|(?<=\d[.,{_QUOTES}])(?=\d{{3}}(?!\d)))"
)
"""Without any of them in it a word has no other spelling."""
_TELLING_ASCII = re.compile(r"[a-z][A-Z][a-z]|[A-Za-z][-'][A-Za-z]|\d[.,']\d{3}(?!\d)")
"""The same for plain text, which most queries are."""
_PART = rf"(?:[^\W_{CJK}]|[{_UNLIKE}{_UNSEEN}])"
_WORD = late(rf"{_PART}+(?:[{_INNER}]{_PART}+)*")
_INSIDE = late(rf"{_PART}|[{_INNER}]")
_NUMBER = late(rf"\d{{1,3}}(?:{_THOUSANDS}\d{{3}})+(?!\d)")
_COMPOUND = late(
    rf"(?<![\w{_HYPHENS}])[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+){{1,2}}(?![\w{_HYPHENS}])|[^\W\d_]+[{_QUOTES}][^\W\d_]{{3,}}"
)
_HUMPS = late(_HUMP)
_ODD = late(rf"{_PART}*[{_UNLIKE}{_UNSEEN}]{_PART}*")
_ONLY_LETTERS = late(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PLAIN = str.maketrans("äöüÄÖÜ", "aouAOU")
_LONGEST = 60


def forms(text: str) -> list[Word]:
    """The other spellings, each with the place of the word that it is one of."""
    if text.isascii() and not _TELLING_ASCII.search(text):
        return []
    found: list[Word] = []
    end = 0
    for mark in _TELLING.finditer(text):
        if mark.start() < end:
            continue
        word = _WORD.search(text, _start(text, mark.start(), end), mark.start() + _LONGEST)
        if word and word.end() > mark.start():
            end = word.end()
            found += (Word(form, Span(*word.span())) for form in _forms(word.group()))
    return found


def _start(text: str, at: int, earliest: int) -> int:
    """Of the word around a place."""
    start = at
    while start > max(earliest, at - _LONGEST) and _INSIDE.match(text, start - 1):
        start -= 1
    return start


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    if len(word) > _LONGEST:
        return ()
    found = [_ONLY_LETTERS.sub("", number) for number in _NUMBER.findall(word)]
    found += [_ONLY_LETTERS.sub("", fold(compound)) for compound in _COMPOUND.findall(word)]
    for odd in _ODD.findall(word):
        found += () if odd.translate(_PLAIN).isascii() else (fold(odd),)
        found += (fold(unicodedata.normalize("NFC", odd.lower()).translate(_UMLAUTS)),)
    if _HUMPS.search(word):
        found.append(_HUMPS.sub(" ", word))
    return tuple(dict.fromkeys(form for form in found if form and form != word))
