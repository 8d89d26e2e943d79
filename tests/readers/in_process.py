"""Reading without a process of its own: quicker by far, and what a parser raises is seen instead of told."""

from collections.abc import Callable

from kb import readers
from kb.knowledge import Reading
from kb.readers.blocks import number
from kb.readers.formats import FORMATS
from kb.readers.formats.docx import parser as docx_text
from kb.readers.formats.epub import parser as epub_text
from kb.readers.formats.slides import parser as slides_text
from kb.readers.formats.workbook import parser as workbook_text
from kb.readers.memo import Found
from kb.readers.reader import Beside, Overrides, Unreadable, alone
from kb.readers.unpacking.document import Document

PARSERS: dict[str, Callable[[bytes], Document]] = {
    "docx": docx_text.document,
    "epub": epub_text.document,
    "slides": slides_text.document,
    "workbook": workbook_text.document,
}
"""By the format that asks for it. Those that are not written in Python can crash, and are not here."""


def read(name: str, data: bytes, beside: Beside = alone) -> Found:
    """What `kb.readers.read` says; of a packed document what its parser says, called here."""
    taken = next((each for each in FORMATS if each.recognise(name, data)), None)
    parser = PARSERS.get(str(taken.__name__).rpartition(".")[2]) if taken else None
    return _told(parser(data)) if parser else readers.read(name, data, Overrides(), beside)


def _told(said: Document) -> Found:
    said.dump()
    blocks = number(said.drafts)
    if said.fault or not blocks:
        return Unreadable(said.fault or "holds no words", said.hint or "Fetch it again, or save it anew.")
    reading = Reading("document", "", said.title or "untitled", blocks, author=said.author, published=said.published,
                      url=said.url, warnings=tuple(said.warnings))  # fmt: skip
    return (reading,)
