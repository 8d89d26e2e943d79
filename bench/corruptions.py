"""A supported sentence in, the same sentence with one thing made wrong out."""

import random
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from kb.english.wordlists import opposites
from kb.verifying.names import names
from kb.verifying.text import Text
from labelled import Cited

Corruption: TypeAlias = Callable[[Cited, random.Random], str | None]
"""None where the sentence holds nothing of the kind."""

_FIGURE = re.compile(r"\d+")
_MONTHS = "January February March April June July August September October November December".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has|had|have|will|can|could|would|should|does|did)\b(?! not|n't)")
_TURNING = frozenset(
    "more less fewer higher lower larger bigger smaller longer shorter faster slower stronger weaker better worse older"
    " younger earlier later above below over under before after increased decreased rose fell grew most least first"
    " last increase decrease up down won lost highest lowest largest smallest".split()
)
_LONGEST_NAME = 4


def another_digit(cited: Cited, dice: random.Random) -> str | None:
    found = list(_FIGURE.finditer(cited.sentence))
    if not found:
        return None
    figure = dice.choice(found)
    at = dice.randrange(len(figure.group()))
    kept = cited.sentence[figure.start() + at]
    digit = dice.choice([one for one in "0123456789"[at == 0 :] if one != kept])
    return cited.sentence[: figure.start() + at] + digit + cited.sentence[figure.start() + at + 1 :]


def another_month(cited: Cited, dice: random.Random) -> str | None:
    found = list(_MONTH.finditer(cited.sentence))
    if not found:
        return None
    month = dice.choice(found)
    other = dice.choice([one for one in _MONTHS if one != month.group()])
    return cited.sentence[: month.start()] + other + cited.sentence[month.end() :]


def name_from_elsewhere(cited: Cited, dice: random.Random) -> str | None:
    """Another name of the document, of which a word stands in none of the quotes."""
    known = Text("\n".join((*cited.quotes, *cited.known.all))).folded
    return _swapped(cited, dice, lambda words: not words <= known)


def name_of_the_quotes(cited: Cited, dice: random.Random) -> str | None:
    """Another name that the quotes hold too."""
    known = Text("\n".join(cited.quotes)).folded
    return _swapped(cited, dice, lambda words: words <= known)


def _swapped(cited: Cited, dice: random.Random, fits: Callable[[set[str]], bool]) -> str | None:
    sentence = Text(cited.sentence)
    here = [run for run in names(sentence) if len(run) <= _LONGEST_NAME]
    document = Text(cited.document)
    others = {document.plain[run[0].start : run[-1].end] for run in names(document) if len(run) <= _LONGEST_NAME}
    words = {one: set(Text(one).folded) for one in sorted(others)}
    fitting = [one for one, folded in words.items() if not folded & sentence.folded and fits(folded)]
    if not here or not fitting:
        return None
    run = dice.choice(here)
    return cited.sentence[: run[0].start] + dice.choice(fitting) + cited.sentence[run[-1].end :]


def negated(cited: Cited, dice: random.Random) -> str | None:
    found = list(_AUXILIARY.finditer(cited.sentence))
    if not found:
        return None
    verb = dice.choice(found)
    return f"{cited.sentence[: verb.end()]} not{cited.sentence[verb.end() :]}"


def turned(cited: Cited, dice: random.Random) -> str | None:
    """A comparative or the like for its opposite."""
    found = [word for word in Text(cited.sentence).words if word.low in _TURNING and opposites().get(word.low)]
    if not found:
        return None
    word = dice.choice(found)
    return cited.sentence[: word.start] + min(opposites()[word.low]) + cited.sentence[word.end :]


CORRUPTIONS: Mapping[str, Corruption] = {
    "another digit": another_digit,
    "another month": another_month,
    "a name from elsewhere in the document": name_from_elsewhere,
    "another name of the quotes": name_of_the_quotes,
    "negated": negated,
    "comparative turned": turned,
}
