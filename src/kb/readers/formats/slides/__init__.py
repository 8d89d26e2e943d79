"""A PowerPoint presentation to one reading: the words of its slides, each with the number of its slide."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.unpacking.document import read_apart
from kb.readers.unpacking.extras import missing
from kb.readers.unpacking.packed import holds
from kb.readers.reader import Beside, Unreadable

kind = "slides"

_WHAT = "a PowerPoint presentation (pptx)"


def recognise(name: str, data: bytes) -> str | None:
    return "a ZIP file with a PowerPoint presentation in it" if holds(data, "ppt/presentation.xml") else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    return missing(_WHAT, "office", "pptx") or read_apart(kind, _WHAT, "kb.readers.formats.slides.parser", data)
