"""A fact and the sentences of an answer → whether one of them says it: numbers by value, words by their stems.

It knows no grammar: who did what to whom is a judge's matter.
"""

import re
import unicodedata
from collections.abc import Iterable

from kb.evaluating.golden import Fact
from kb.number_words import implied
from kb.numbers import figures, missing
from kb.search.stopwords import STOP_WORDS
from kb.search.words import stem, words

_PERCENT = re.compile(r"\s*(?:%|\bper cent\b|\bpct\b)", re.I)
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I)


def says(sentences: Iterable[str], fact: Fact) -> bool:
    """Whether one sentence holds all of one way to say the fact."""
    return any(_holds(sentence, way) for sentence in map(_plain, sentences) for way in map(_plain, fact.ways))


def _plain(text: str) -> str:
    return _PERCENT.sub(" percent", unicodedata.normalize("NFKC", text))


def _holds(sentence: str, way: str) -> bool:
    if missing(way, [sentence]):
        return False
    # A fact that denies something is not said by a sentence that affirms it.
    if _NEGATIVE.search(way) and not _NEGATIVE.search(sentence):
        return False
    held = {stem(word.text) for word in words(sentence)}
    lost = [word for word in _telling(way) if stem(word) not in held]
    return all(_as_number(word, way, sentence) for word in lost)


def _telling(way: str) -> list[str]:
    """Its words without the figures and their scales, which are compared by value; Q3 and A380 are words."""
    spans = [range(number.start, number.end) for number in figures(way)]
    plain = (word.text for word in words(way) if not any(word.span.start in span for span in spans))
    found = [word for word in plain if not _NEGATIVE.fullmatch(word)]
    return [word for word in found if word.lower() not in STOP_WORDS] or found


def _as_number(word: str, way: str, sentence: str) -> bool:
    """Whether a word stands for a number, such as sixteen or May, that the sentence has in figures."""
    if not any(True for _ in implied(word)):
        return False
    values = {value for number in figures(sentence) for value in number.values}
    return bool(values.intersection(implied(way)))
