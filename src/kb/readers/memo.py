"""Readings to a JSON value and back, without loss: what was read once is remembered by the file's digest."""

from functools import cache

from pydantic import TypeAdapter

from kb.knowledge import Reading
from kb.readers.reader import Unreadable

_Known = tuple[Reading, ...] | Unreadable


def dump(known: tuple[Reading, ...] | Unreadable) -> object:
    """What `load` takes back."""
    return _adapter().dump_python(known, mode="json")


def load(value: object) -> tuple[Reading, ...] | Unreadable:
    """Raises ValueError where the value is not what `dump` gives."""
    return _adapter().validate_python(value)


@cache
def _adapter() -> TypeAdapter[tuple[Reading, ...] | Unreadable]:
    return TypeAdapter(_Known)
