"""Readings to a JSON value and back, without loss: what was read once is remembered by the file's digest."""

from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from kb.knowledge import Picture, Reading
from kb.readers.duplicates import Sketch, sketch
from kb.readers.reader import Aside, Unreadable
from kb.readers.translations import Marks, marks


@dataclass(frozen=True, slots=True)
class Sketched:
    """A reading and what tells its duplicates and translations, which takes as long to find as a small file to read."""

    reading: Reading
    sketch: Sketch
    marks: tuple[Marks, ...]


Known = tuple[Sketched, ...] | Unreadable | Aside
Found = tuple[Reading, ...] | Unreadable | Aside


def sketched(found: Found) -> Known:
    """What is worth remembering of a file; the bytes of its pictures are not."""
    if isinstance(found, Unreadable | Aside):
        return found
    return tuple(Sketched(_light(reading), sketch(reading.blocks), marks(reading)) for reading in found)


def _light(reading: Reading) -> Reading:
    return replace(reading, pictures=tuple(Picture(picture.name) for picture in reading.pictures))


def dump(known: Known) -> object:
    """What `load` takes back."""
    return _adapter().dump_python(known, mode="json")


def load(value: object) -> Known:
    """Raises ValueError where the value is not what `dump` gives."""
    return _adapter().validate_python(value)


@cache
def _adapter() -> TypeAdapter[Known]:
    return TypeAdapter(Known)
