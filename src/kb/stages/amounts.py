"""A value as a model says it, and a quote → the number that both mean, or why they don't."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.number_words import SCALES, implied
from kb.numbers import figures
from kb.stages.inquiry import Unsupported

_WORDS = {word: factor for word, factor in SCALES.items() if len(word) > 1 or not word.isascii()}
"""Without single letters: 5 m are metres as often as millions."""
_SCALE = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_VALUE = re.compile(
    r"(?P<minus>[-−–]|minus )?\s*(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"\s?(?P<scale>{_SCALE})?\s?%?",
    re.I,
)
_SIGNED = re.compile(r"(?:(?:^|[\s(])[-−–][$€£¥]?|\bminus )$", re.I)
_FALLING = re.compile(
    r"\b(?:negative|loss(?:es)?|lost|deficit|fell|fall(?:en|s)?|falling|drop(?:ped|s)?|declin\w+|decreas\w+|below"
    r"|down|shr[aiu]nk\w*|contract(?:ed|ion)|less|cut)\b",
    re.I,
)
_NO_COUNT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|first|second|third|half|quarters?|both|pair|once|single|twice|doubl(?:e|ed|ing)"
    r"|tripl(?:e|ed|ing)|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen)th|\w+ties)\b",
    re.I,
)
"""Words that a number may hide in, but no amount: in March, the first of them, the nineties."""
_MEASURES = {
    "dollars": re.compile(r"[$]|\busd\b|\bdollars?\b", re.I),
    "euros": re.compile(r"€|\beur\b|\beuros?\b", re.I),
    "pounds": re.compile(r"£|\bgbp\b|\bpounds?\b", re.I),
    "yuan": re.compile(r"\b(?:yuan|rmb|renminbi|cny)\b", re.I),
    "yen": re.compile(r"\b(?:yen|jpy)\b", re.I),
    "per cent": re.compile(r"%|\bper ?cent\b|\bprozent\b", re.I),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What the values of a chart are counted in; a scale in it, such as "million", belongs to the values."""

    text: str
    scale: str = ""

    @classmethod
    def of(cls, text: str) -> "Unit":
        found = re.search(rf"(?<!\w)(?:{_SCALE})(?!\w)", text, re.I)
        if not found:
            return cls(text)
        rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
        return cls(re.sub(r"^(?:of|in) |[(] ?[)]", "", rest).strip(), found.group())


@dataclass(frozen=True, slots=True)
class Amount:
    value: Decimal
    """With its scale: 8.2 billion is 8200000000."""
    text: str
    """As it was said, without its unit."""


def amount(said: str, unit: Unit, quotes: Sequence[str]) -> Amount | Unsupported:
    """The value, if it stands in the quotes with its sign and scale, and in no other currency than the unit's."""
    quotes = [unicodedata.normalize("NFKC", quote) for quote in quotes]
    readings = list(_readings(" ".join(said.split()), unit))
    if not readings:
        return Unsupported("its value is not one number")
    held = next((one for one in readings if abs(one.value) in _values(quotes)), None)
    if held is None:
        return Unsupported(f"its quotes don't hold {said!r}")
    if not _sign_stands(held.value, quotes):
        return Unsupported(f"its quotes don't say that it is {'below' if held.value < 0 else 'above'} zero")
    others = {name for quote in quotes for name in _measured(abs(held.value), quote)}
    wanted = {name for name, mark in _MEASURES.items() if mark.search(unit.text)}
    if others and wanted and not others & wanted:
        return Unsupported(f"it is in {' or '.join(sorted(others))}, and the chart in {' and '.join(sorted(wanted))}")
    return held


def _readings(said: str, unit: Unit) -> Iterator[Amount]:
    """With its own scale; else with the unit's, or with none."""
    found = _VALUE.fullmatch(said)
    if not found:
        return
    plain = Decimal(found["figures"].replace(",", "")) * (-1 if found["minus"] else 1)
    if found["scale"]:
        yield Amount(plain * _WORDS[found["scale"].lower()], said)
        return
    if unit.scale:
        yield Amount(plain * _WORDS[unit.scale.lower()], f"{said.rstrip(' %')} {unit.scale}")
    yield Amount(plain, said.rstrip(" %"))


def _values(quotes: Sequence[str]) -> set[Decimal]:
    written = {value for quote in quotes for number in figures(quote) for value in number.values}
    return written.union(*(implied(_NO_COUNT.sub(" . ", quote)) for quote in quotes))


def _sign_stands(value: Decimal, quotes: Sequence[str]) -> bool:
    """Whether the quotes say the number with this sign: a minus before it, or a word of falling or losing."""
    before = [quote[: number.start] for quote in quotes for number in figures(quote) if abs(value) in number.values]
    signed = [bool(_SIGNED.search(text)) for text in before]
    if value < 0:
        return any(signed) or any(_FALLING.search(quote) for quote in quotes)
    return not signed or not all(signed)


def _measured(value: Decimal, quote: str) -> set[str]:
    """What the number is counted in, as far as the words beside it say."""
    found: set[str] = set()
    for number in figures(quote):
        if value in number.values:
            behind = re.split(r"\d", quote[number.end : number.end + 24])[0]
            before = re.split(r"\d", quote[max(0, number.start - 5) : number.start])[-1]
            beside = f"{before} {behind}"
            found |= {name for name, mark in _MEASURES.items() if mark.search(beside)}
    return found
