"""What the tests of exports share: bytes in, and what stands in the readings as short lines out."""

import io
import json
import zipfile
from collections.abc import Mapping

from kb import readers
from kb.knowledge import Reading
from kb.readers.reader import Aside, Beside, Overrides, Unreadable, alone


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read(data: bytes, beside: Beside = alone) -> tuple[Reading, ...]:
    found = readers.read("export", data, Overrides(), beside)
    assert not isinstance(found, Unreadable | Aside), found
    return found


def refused(data: bytes) -> str:
    found = readers.read("export", data, Overrides())
    assert isinstance(found, Unreadable), found
    return found.message


def aside(data: bytes) -> str:
    found = readers.read("export", data, Overrides())
    assert isinstance(found, Aside), found
    return found.reason


def lines(*readings: Reading) -> list[str]:
    """Who says what to whom, a line a block."""
    return [
        f"{block.place.speaker}{' to ' + block.place.to if block.place.to else ''}: {block.text}"
        for reading in readings
        for block in reading.blocks
    ]


def names(*readings: Reading) -> dict[str, set[str]]:
    """The ids of the blocks of each part."""
    return {reading.part: {str(block.id) for block in reading.blocks} for reading in readings}
