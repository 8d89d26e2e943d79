"""JSON to values of the types that one asks for: a value of another type is as if it were not there."""

import html
import json
from collections.abc import Mapping
from typing import TypeGuard

from kb.readers.decode import tidy
from kb.readers.reader import Unreadable

Map = Mapping[str, object]

_MOST_BYTES = 300_000_000


def parsed(data: bytes, what: str) -> object | Unreadable:
    """The value that a file holds. `what` follows "is" and an article where it can't be read: "Reddit thread"."""
    if len(data) > _MOST_BYTES:
        return Unreadable(f"is a {what} of more than 300 MB", "Split it into smaller files.")
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return Unreadable(f"is a {what} that is broken or cut off", "Export it again.")
    return value


def is_map(value: object) -> TypeGuard[Map]:
    return isinstance(value, dict)


def mapping(value: object) -> Map:
    return value if is_map(value) else {}


def mappings(value: object) -> list[Map]:
    """The objects of a list; what else stands in it is passed over."""
    return [one for one in value if is_map(one)] if isinstance(value, list) else []


def said(value: object) -> str:
    """A text without what no reader can see; nothing where the value is none."""
    return tidy(value, []) if isinstance(value, str) else ""


def unescaped(value: object) -> str:
    """A text whose &amp;, &lt; and &gt; stand for signs."""
    return tidy(html.unescape(value), []) if isinstance(value, str) else ""


def name(value: object) -> str:
    """A text on one line; a whole number, which some exports write for an id, as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**30 else ""
    return " ".join(said(value).split())
