"""Labels of points → where they stand on an axis: numbers, years, months, quarters and days."""

import re
from decimal import Decimal, InvalidOperation

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:FY ?)?(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?",
        rf"(?:(?P<day>\d\d?)\.? )?{_MONTH},? (?P<year>[12]\d{{3}})",
        rf"{_MONTH} (?P<day>\d\d?),? (?P<year>[12]\d{{3}})",
        r"Q(?P<quarter>[1-4])[ /-]?(?P<year>[12]\d{3})",
        r"(?P<year>[12]\d{3})[ /-]?Q(?P<quarter>[1-4])",
    )
)


def place(label: str) -> Decimal | None:
    """A number for itself, a date in years; None for words."""
    for pattern in _DATES:
        found = pattern.fullmatch(label.strip())
        if found:
            return _years(found.groupdict())
    try:
        value = Decimal(label.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _years(parts: dict[str, str | None]) -> Decimal:
    month = int(parts.get("month") or 1)
    if parts.get("name"):
        month = _MONTHS.index((parts["name"] or "").lower()) + 1
    if parts.get("quarter"):
        month = 3 * int(parts["quarter"] or 1) - 2
    day = int(parts.get("day") or 1)
    return int(parts["year"] or 0) + Decimal(month - 1) / 12 + Decimal(day - 1) / 372
