"""A text in, the dates and months in it out: 12 May 2019, May 12th, 2019-05-12 and 12.5.2019 are one day."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MONTHS = (
    "january|januar|enero|janvier february|februar|febrero|février march|märz|marzo|mars april|abril|avril"
    " may|mai|mayo june|juni|junio|juin july|juli|julio|juillet august|agosto|août september|septiembre|septembre"
    " october|oktober|octubre|octobre november|noviembre|novembre december|dezember|diciembre|décembre"
).split()
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")} | {
    names[:3]: number for number, names in enumerate(_MONTHS, 1)
}
_NUMBERS["sept"] = 9
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# It begins with the month, so that text without months is passed over quickly.
_SAID = re.compile(
    rf"""\b(?=[adefjmnos])(?P<month>{_MONTH})\b\.?(?:\s+(?P<after>{_DAY})(?:st|nd|rd|th)?\b(?![:.,]?\d))?
    (?:,?\s+(?:of\s+|de\s+)?(?P<year>[12]\d{{3}})\b|\s['’]?(?P<short>\d\d)\b(?![:.,]?\d))?""",
    re.X | re.I,
)
_BEFORE = re.compile(rf"\b(?P<day>{_DAY})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?\Z", re.I)
_LOOKBACK = 12
_FIGURES = re.compile(
    r"\b(?:(?P<y>[12]\d{3})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<z>\d{4}|\d\d))(?!\d)"
)
_IS_MONTH = re.compile(r"\b(?:in|of|since|by|until|till|from|to|during|early|late|mid|last|next|this|and)[\s-]+$", re.I)

_CENTURY = 2000


class Date(NamedTuple):
    """Zero for what is not said."""

    text: str
    year: int
    month: int
    day: int

    def fits(self, other: "Date") -> bool:
        """Whether both can be one day, or one the month of the other."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def dates(text: str) -> Iterator[Date]:
    """Dates with a month; figures that may be read two ways are yielded both ways."""
    for match in _SAID.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _LOOKBACK), match.start())
        day, year = int((before or match)["day" if before else "after"] or 0), int(match["year"] or 0)
        short = match["short"] or match["after"]
        if before and short and not year:
            # "15 Feb 19" has a year, "Feb 15 19" none that anybody would write.
            year = _CENTURY + int(short)
        # "may" and "march" are verbs, "mar" is no word at all without a number beside it.
        if day or year or (match["month"][0].isupper() and len(match["month"]) > 3 and _is_month(text, match)):
            written = text[before.start() if before else match.start() : match.end()]
            yield Date(written.strip(" ."), year, _NUMBERS[match["month"].casefold()], day)
    for match in _FIGURES.finditer(text):
        yield from _in_figures(match)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether the word before makes it a month; of May, March and August nothing less does."""
    if match["month"].casefold() not in {"may", "march", "august", "mai", "mars", "april", "june"}:
        return True
    return _IS_MONTH.search(text, max(0, match.start() - _LOOKBACK), match.start()) is not None


def _in_figures(match: re.Match[str]) -> Iterator[Date]:
    text = match.group()
    if match["y"]:
        readings = [(int(match["y"]), int(match["m"]), int(match["d"]))]
    else:
        first, second, year = int(match["a"]), int(match["b"]), int(match["z"])
        years = [year] if year > 99 else [1900 + year, 2000 + year]
        readings = [(one, *order) for one in years for order in {(first, second), (second, first)}]
    for year, month, day in readings:
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Date(text, year, month, day)


def missing_dates(sentence: str, texts: Iterable[str]) -> list[str]:
    """Dates that no date of the texts fits, where these have any; a day that nothing is said of is no contradiction."""
    said = list(dates(sentence))
    known = [date for text in texts for date in dates(text)] if said else []
    if not known:
        return []
    fitting = {date.text for date in said if any(date.fits(other) for other in known)}
    return list(dict.fromkeys(date.text for date in said if date.text not in fitting))
