"""JSON that others wrote to values of known type: what is missing or of another type is empty, never an error."""

import json
import math
import re
from collections.abc import Mapping
from typing import TypeGuard

MOST_BYTES = 100_000_000
_OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*")')
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,12})?)\s*s?")
_LONGEST = 10_000_000.0


def opens(data: bytes) -> bool:
    """Whether bytes begin as an object or a list of objects does."""
    return _OPENING.match(data[:400]) is not None


def parse(data: bytes) -> object:
    """The value; None where it is broken, cut off, too deep or larger than 100 MB."""
    if len(data) > MOST_BYTES:
        return None
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value


def is_map(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def mapping(value: object) -> Mapping[str, object]:
    return value if is_map(value) else {}


def mappings(value: object) -> list[Mapping[str, object]]:
    """The objects in a list; what else is in it is left out."""
    return [one for one in value if is_map(one)] if isinstance(value, list) else []


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


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
