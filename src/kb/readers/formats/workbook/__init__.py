"""An Excel workbook to one reading: of each sheet what its columns hold and its first rows."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.unpacking.document import read_apart
from kb.readers.unpacking.extras import missing
from kb.readers.unpacking.packed import holds
from kb.readers.reader import Beside, Unreadable

kind = "workbook"

_WHAT = "an Excel workbook (xlsx)"


def recognise(name: str, data: bytes) -> str | None:
    return "a ZIP file with an Excel workbook in it" if holds(data, "xl/workbook.xml") else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    return missing(_WHAT, "office", "openpyxl") or read_apart(kind, _WHAT, "kb.readers.formats.workbook.parser", data)
