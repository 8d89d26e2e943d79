"""Times and dates as people write them, to seconds and to ISO 8601."""

import re

_TIME = r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2})(?:[.,](?P<fraction>\d{1,3}))?"
STAMP = re.compile(rf"[\[(]?{_TIME}[\])]?(?![\w:])")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_NAMED = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?)?([^\W\d_]{3,10})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?"
    r"(?:de\s+)?((?:19|20)\d{2})\b"
)


def seconds(stamp: re.Match[str]) -> float:
    whole = int(stamp["hours"] or 0) * 3600 + int(stamp["minutes"]) * 60 + int(stamp["seconds"])
    return whole + int((stamp["fraction"] or "0").ljust(3, "0")) / 1000


def iso_date(text: str) -> str:
    """The first date in `text` as YYYY-MM-DD, or YYYY-MM where no day is given; empty without one."""
    iso = _ISO.search(text)
    if iso:
        return _joined(int(iso[1]), int(iso[2]), int(iso[3] or 0))
    for named in _NAMED.finditer(text):
        month = _month(named[2])
        if month:
            return _joined(int(named[4]), month, int(named[1] or named[3] or 0))
    year = re.fullmatch(r"\s*((?:19|20)\d{2})\s*", text)
    return year[1] if year else ""


def is_date(text: str) -> bool:
    """Whether a line is a date and, at most, the day of the week."""
    named = _NAMED.search(text) or _ISO.search(text)
    return bool(named and iso_date(text) and len(text) - len(named.group()) <= 14)


def _joined(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12 or day > 31:
        return str(year)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month(name: str) -> int:
    name = name.casefold()
    whole = next(
        (at for at, month in enumerate(_MONTHS) if month == name or (month[:3] == name[:3] and len(name) <= 4)), None
    )
    return 0 if whole is None else whole % 12 + 1
