"""Readings to a JSON value and back, without loss: what was read once is remembered by the file's digest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from kb.digest import Digest
from kb.knowledge import Block, Picture, Reading
from kb.readers.duplicates import Sketch, sketch
from kb.readers.reader import Aside, Unreadable
from kb.readers.translations import Marks, marks


@dataclass(frozen=True, slots=True)
class Sketched:
    """A reading and what tells its duplicates and translations, which takes as long to find as a small file to read."""

    reading: Reading
    sketch: Sketch
    marks: Marks


Known = tuple[Sketched, ...] | Unreadable | Aside
Found = tuple[Reading, ...] | Unreadable | Aside


@dataclass(frozen=True, slots=True)
class _Head:
    known: Known
    beside: dict[str, Digest | None]


def sketched(found: Found) -> Known:
    """What is worth remembering of a file; the bytes of its pictures are not."""
    if isinstance(found, Unreadable | Aside):
        return found
    return tuple(Sketched(_light(reading), sketch(reading.blocks), marks(reading)) for reading in found)


def _light(reading: Reading) -> Reading:
    return replace(reading, pictures=tuple(Picture(picture.name) for picture in reading.pictures))


def packed(known: Known, beside: Mapping[str, Digest | None]) -> bytes:
    """A memo: on its first line all but the blocks, on the second the blocks. `beside` are digests of the files that
    the reading rested on. Raises ValueError where a text can't be written as UTF-8."""
    blocks = tuple(one.reading.blocks for one in known) if isinstance(known, tuple) else ()
    return _head().dump_json(_Head(lightened(known), dict(beside))) + b"\n" + _text().dump_json(blocks)


def outlined(memo: bytes) -> tuple[Known, dict[str, Digest | None]]:
    """What was packed, but its blocks, of a memo's first line. Raises ValueError where it is damaged."""
    found = _head().validate_json(memo)
    return found.known, found.beside


def unpacked(memo: bytes) -> Known:
    """All that was packed. Raises ValueError where the memo is damaged."""
    head, _, text = memo.partition(b"\n")
    known, _ = outlined(head)
    if isinstance(known, Unreadable | Aside):
        return known
    pairs = zip(known, _text().validate_json(text), strict=True)
    return tuple(replace(one, reading=replace(one.reading, blocks=blocks)) for one, blocks in pairs)


def lightened(known: Known) -> Known:
    """The same without blocks: what names sources and tells which repeat each other, in a tenth of the room."""
    if isinstance(known, Unreadable | Aside):
        return known
    return tuple(replace(one, reading=replace(one.reading, blocks=())) for one in known)


def dump(known: Known) -> object:
    """What `load` takes back."""
    return _adapter().dump_python(known, mode="json")


def load(value: object) -> Known:
    """Raises ValueError where the value is not what `dump` gives."""
    return _adapter().validate_python(value)


@cache
def _head() -> TypeAdapter[_Head]:
    return TypeAdapter(_Head)


@cache
def _text() -> TypeAdapter[tuple[tuple[Block, ...], ...]]:
    return TypeAdapter(tuple[tuple[Block, ...], ...])


@cache
def _adapter() -> TypeAdapter[Known]:
    return TypeAdapter(Known)
