"""Shapes that captions and transcripts come in, each as bytes: the same two lines of the same talk."""

import json
from collections.abc import Mapping

from kb import readers
from kb.knowledge import Reading
from kb.readers.reader import Aside, Overrides, Unreadable

TALK = [(0.5, "Ann Lee", "Is the gate open?"), (3.0, "Bo Ray", "No, it is shut.")]


def read(name: str, data: bytes, beside: Mapping[str, bytes] | None = None, kind: str = "") -> Reading:
    (reading,) = whole(name, data, beside, kind)
    return reading


def whole(name: str, data: bytes, beside: Mapping[str, bytes] | None = None, kind: str = "") -> tuple[Reading, ...]:
    found = readers.read(name, data, Overrides(kind=kind), (beside or {}).get)
    assert isinstance(found, tuple), found
    return found


def refused(name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> Unreadable | Aside:
    found = readers.read(name, data, Overrides(), (beside or {}).get)
    assert not isinstance(found, tuple), found
    return found


def turns(reading: Reading) -> list[tuple[float | None, str, str]]:
    return [(block.place.seconds, block.place.speaker, block.text) for block in reading.blocks]


def packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def word(text: str, **more: object) -> dict[str, object]:
    return {"word": text, **more}
