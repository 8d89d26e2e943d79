"""`kind:transcript source:"Tidal power" after:2024-05 -word "a phrase" the rest` → what each part asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb.errors import UsageError
from kb.late import late

NOTHING = {
    **dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), " "),
    **dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), None),
}
"""Of characters: controls are gaps, marks of direction are nothing."""
_OPEN, _CLOSE = '"“”„«»「」', '"“”„«»「」'
_QUOTED = rf"[{_OPEN}](?P<quoted>[^{_CLOSE}]*)(?:[{_CLOSE}]|$)"
# A value begins with a letter or digit: `kind::x`, `source://x` and `after: all` are ordinary text.
_FILTER = late(rf"(?<!\S)(?P<no>-?)(?P<key>kind|source|after|before)[:：](?:{_QUOTED}|(?P<bare>\w[^\s{_OPEN}]*))")
_EXCLUDED = late(rf"(?<!\S)-(?:{_QUOTED}|(?P<bare>[^\W\d_][^\s{_OPEN}]*))")
_PHRASE = late(rf"[{_OPEN}]([^{_CLOSE}]+)[{_CLOSE}]")
_DATE = late(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Only:
    """What the page of a passage must be. Of several kinds or sources any will do; empty is no condition."""

    kinds: tuple[str, ...] = ()
    """Lower case."""
    sources: tuple[str, ...] = ()
    """Ids or words of titles, as typed."""
    after: str = ""
    """The first day that counts: 2024, 2024-05 or 2024-05-17, to be compared as text with a page's date."""
    before: str = ""
    """The first day that no longer counts, likewise."""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.sources or self.after or self.before)


ANYTHING = Only()


@dataclass(frozen=True, slots=True)
class Parts:
    """What was typed, taken apart."""

    text: str
    """Everything to look for, the phrases among it."""
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    only: Only


def parted(text: str, *, excluding: bool) -> Parts:
    """The parts of what was typed. Raises UsageError for a date that is none."""
    found = list(_FILTER.finditer(text))
    rest = _FILTER.sub(" ", text)
    gone = list(_EXCLUDED.finditer(rest)) if excluding else []
    if excluding:
        rest = _EXCLUDED.sub(" ", rest)
    without = tuple(filter(None, map(_value, gone)))
    return Parts(rest, tuple(_PHRASE.findall(rest)), without, _only(found))


def _only(found: Iterable[re.Match[str]]) -> Only:
    values: dict[str, list[str]] = {"kind": [], "source": [], "after": [], "before": []}
    for match in found:
        if match["no"]:
            raise UsageError(
                f"{match.group()}: a filter can't be turned round", hint="Name what you want, such as kind:article."
            )
        if _value(match):
            values[match["key"]].append(_value(match))
    # Of several dates the narrowest counts: each of them was meant.
    after = max((_day("after", value) for value in values["after"]), default="")
    before = min((_day("before", value) for value in values["before"]), default="")
    if after and before and before <= after:
        raise UsageError(f"nothing is after:{after} and before:{before}", hint="before: is the first day left out.")
    kinds = dict.fromkeys(kind.lower() for kind in values["kind"])
    return Only(tuple(kinds), tuple(dict.fromkeys(values["source"])), after, before)


def _value(match: re.Match[str]) -> str:
    return " ".join((match["quoted"] or (match["bare"] or "").rstrip(",.;!?)")).split())


def _day(key: str, value: str) -> str:
    """A year, month or day as ISO 8601 writes it."""
    parts = _DATE.fullmatch(value)
    try:
        year, month, day = (int(part or 1) for part in parts.groups()) if parts else (0, 0, 0)
        whole = date(year, month, day).isoformat()
    except ValueError:
        whole = ""
    if not parts or not whole:
        raise UsageError(
            f"{key}:{value}: no such date", hint=f"Write it as {key}:2024, {key}:2024-05 or {key}:2024-05-17."
        )
    return whole[: 4 if parts[2] is None else 7 if parts[3] is None else 10]
