"""JSON that others wrote to values of the types that one asks for: one of another type is as if it were not there."""

import html
import json
import math
import re
from collections.abc import Mapping
from typing import TypeGuard

from kb.readers.decode import tidy
from kb.readers.reader import AGAIN, Unreadable, broken

Map = Mapping[str, object]

_MOST_BYTES = 300_000_000
_OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*")')
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,12})?)\s*s?")
_LONGEST = 10_000_000.0
"""No recording goes on for four months."""


def first_sign(data: bytes) -> bytes:
    """What stands first behind a byte order mark and white space: { or [ where bytes may be JSON."""
    return data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]


def opens(data: bytes) -> bool:
    """Whether bytes begin as an object or a list of objects does."""
    return _OPENING.match(data[:400]) is not None


def parse(data: bytes) -> object:
    """The value; None where it is broken, cut off or nested too deeply."""
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value


def parsed(data: bytes, what: str, hint: str = AGAIN) -> object | Unreadable:
    """The value that a file holds. `what` says what it is, with its article, where it can't be read, and `hint` what
    to do then."""
    # Python's values take up to ten times the bytes they were read from.
    if len(data) > _MOST_BYTES:
        return Unreadable(f"is {what} of more than 300 MB", "Split it and put the parts into raw/.")
    value = parse(data)
    return broken(what, hint) if value is None else value


def is_map(value: object) -> TypeGuard[Map]:
    return isinstance(value, dict)


def mapping(value: object) -> Map:
    return value if is_map(value) else {}


def mappings(value: object) -> list[Map]:
    """The objects of a list; what else stands in it is passed over."""
    return [one for one in value if is_map(one)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A text as it stands."""
    return value if isinstance(value, str) else ""


def said(value: object) -> str:
    """A text without what no reader can see."""
    return tidy(text(value), [])


def unescaped(value: object) -> str:
    """A text whose &amp;, &lt; and &gt; stand for signs, without what no reader can see."""
    return tidy(html.unescape(text(value)), [])


def name(value: object) -> str:
    """A text on one line; a whole number, which some exports write for an id, as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        # Python refuses to write out a number of thousands of digits.
        return str(value) if abs(value) < 10**30 else ""
    return " ".join(said(value).split())


def seconds(value: object, unit: float = 1.0) -> float | None:
    """A time: a number, its digits, `1.200s`, or seconds and nanos; None for what can't be one. `unit` is how many
    seconds a 1 is."""
    if is_map(value):
        whole, nanos = seconds(value.get("seconds", 0)), seconds(value.get("nanos", 0), 1e-9)
        return None if whole is None or nanos is None else whole + nanos
    if isinstance(value, str) and (found := _SECONDS.fullmatch(value.strip())):
        value = float(found[1])
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(value * unit, 3) if 0 <= value * unit < _LONGEST else None
