"""Figures of a sentence whose value the quotes hold only with another unit: 5 % is not 5 points, $5 is not €5."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kb.numbers import Number, figures

_BEFORE = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound",
    "¥": "yen", "jpy": "yen", "₹": "rupee", "inr": "rupee", "rs": "rupee", "chf": "franc", "a$": "dollar",
    "c$": "dollar", "hk$": "dollar",
}  # fmt: skip
_AFTER = {
    **dict.fromkeys(("%", "percent", "prozent", "pct"), "percent"),
    **dict.fromkeys(("point", "points", "pp", "ppt", "prozentpunkte"), "point"),
    **dict.fromkeys(("bps", "bp"), "basis point"),
    **dict.fromkeys(("dollar", "dollars", "bucks", "usd"), "dollar"),
    **dict.fromkeys(("euro", "euros", "eur", "€"), "euro"),
    **dict.fromkeys(("pounds", "quid", "gbp", "sterling"), "pound"),
    **dict.fromkeys(("yen", "jpy"), "yen"),
    **dict.fromkeys(("rupees", "rupee"), "rupee"),
    **dict.fromkeys(("franc", "francs", "chf"), "franc"),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres", "kms"), "kilometre"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "metre"),
    **dict.fromkeys(("mile", "miles", "mi"), "mile"),
    **dict.fromkeys(("foot", "feet", "ft"), "foot"),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilogram", "kilograms"), "kilogram"),
    **dict.fromkeys(("lb", "lbs"), "pound"),
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes"), "tonne"),
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "second"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "hour"),
    **dict.fromkeys(("day", "days"), "day"),
    **dict.fromkeys(("week", "weeks"), "week"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "year"),
    **dict.fromkeys(("decade", "decades"), "decade"),
    **dict.fromkeys(("kw", "kilowatt", "kilowatts"), "kilowatt"),
    **dict.fromkeys(("mw", "megawatt", "megawatts"), "megawatt"),
    **dict.fromkeys(("gw", "gigawatt", "gigawatts"), "gigawatt"),
    **dict.fromkeys(("mb", "megabyte", "megabytes"), "megabyte"),
    **dict.fromkeys(("gb", "gigabyte", "gigabytes"), "gigabyte"),
    **dict.fromkeys(("tb", "terabyte", "terabytes"), "terabyte"),
}
_SIGN = re.compile(r"(?:(?:\b[A-Z]{1,2})?[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|INR|CHF|Rs)\.?)\s?$", re.I)
_WORD = re.compile(
    r"(?:\s|-)?(?:(?:thousand|million|billion|trillion|bn|mn|mrd|mio|tsd)\.?\s)?(?:per\s?cent\b|percentage points?\b"
    r"|basis points?\b|[%€]|(?P<word>[^\W\d_]+))",
    re.I,
)


class Amount(NamedTuple):
    number: Number
    unit: str


def other_units(sentence: str, texts: Iterable[str]) -> list[str]:
    """Such figures as written with their unit. A unit that is said nowhere beside the figure is not looked for."""
    said = [amount for amount in _amounts(sentence) if amount.unit]
    if not said:
        return []
    units: dict[Decimal, set[str]] = {}
    for text in texts:
        for number, unit in _amounts(text):
            for value in number.values:
                units.setdefault(value, set()).add(unit)
    lost: list[str] = []
    for number, unit in said:
        found = {one for value in number.values for one in units.get(value, ())}
        if found and "" not in found and unit not in found:
            lost.append(f"{number.text} {unit}")
    return lost


def _amounts(text: str) -> Iterator[Amount]:
    text = unicodedata.normalize("NFKC", text)
    for number in figures(text):
        sign = _SIGN.search(text, max(0, number.start - 5), number.start)
        if sign:
            yield Amount(number, _currency(sign.group()))
            continue
        word = _WORD.match(text, number.end)
        yield Amount(number, _unit(word) if word else "")


def _currency(sign: str) -> str:
    written = sign.strip(" .").casefold()
    return _BEFORE.get(written) or _BEFORE.get(written[-1:], "")


def _unit(word: re.Match[str]) -> str:
    if word["word"]:
        return _AFTER.get(word["word"].casefold(), "")
    written = word.group().casefold()
    if "point" in written:
        return "basis point" if "basis" in written else "point"
    return "euro" if "€" in written else "percent"
