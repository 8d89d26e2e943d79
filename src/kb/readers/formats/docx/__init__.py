"""A Word document to one reading."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.unpacking.document import read_apart
from kb.readers.unpacking.packed import holds
from kb.readers.reader import Beside, Unreadable

kind = "document"


def recognise(name: str, data: bytes) -> str | None:
    return "a ZIP file with a Word document in it" if holds(data, "word/document.xml") else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    return read_apart(kind, "a Word document (docx)", "kb.readers.formats.docx.parser", data)
