"""EPUB to one reading: the chapters of the book in reading order."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.unpacking.document import read_apart
from kb.readers.reader import Beside, Unreadable

kind = "book"

_TYPE = b"mimetypeapplication/epub+zip"


def recognise(name: str, data: bytes) -> str | None:
    if not data.startswith(b"PK\x03\x04"):
        return None
    return (
        "a ZIP file that calls itself EPUB" if _TYPE in data[:200] or b"META-INF/container.xml" in data[:4096] else None
    )


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    return read_apart(kind, "an EPUB book", "kb.readers.formats.epub.parser", data)
