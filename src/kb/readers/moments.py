"""Times as programs write them to the days and minutes of `Place.when`, and those to words. `clock` knows how people
write them. Nothing where they make no sense."""

from datetime import UTC, datetime, timedelta

_MINUTE = "%Y-%m-%d %H:%M"
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 4_102_444_800
"""The year 2100, in seconds."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def from_unix(value: object) -> str:
    """Seconds since 1970, a number or its digits, as a minute of UTC such as 2026-04-02 14:05."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return ""
    # Added up, as the systems of some machines take no times before 1970 or after 2038.
    return (_EARLIEST + timedelta(seconds=seconds)).strftime(_MINUTE) if 0 < seconds < _LATEST else ""


def from_iso(value: object) -> str:
    """An ISO 8601 time as a minute: of UTC where it tells its zone, else as it stands."""
    try:
        return _minute(datetime.fromisoformat(value)) if isinstance(value, str) else ""
    except (ValueError, OverflowError):
        return ""


def from_words(value: object) -> str:
    """A time such as "Wed Oct 10 20:19:24 +0000 2018", as a minute of UTC."""
    try:
        return _minute(datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y")) if isinstance(value, str) else ""
    except (ValueError, OverflowError):
        return ""


def month_in_words(month: str) -> str:
    """2024-01, or a day of it, as January 2024; whatever language the system speaks."""
    return f"{_MONTHS[int(month[5:7]) - 1]} {month[:4]}" if month else ""


def day_in_words(day: str) -> str:
    """A day, or 2024-01-17 2 for the second part of one, in words."""
    further = day[10:].strip()
    return f"{int(day[8:10])} {month_in_words(day)}" + (f", part {further}" if further else "")


def _minute(time: datetime) -> str:
    there = time.astimezone(UTC) if time.tzinfo else time
    return there.strftime(_MINUTE) if there.year >= _EARLIEST.year else ""
