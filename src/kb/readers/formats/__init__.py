"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import assistant, chat, docx, epub, notebook, page, pdf
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    assistant,
    chat,
    page,
    pdf,
    epub,
    docx,
    notebook,
)
"""In the order in which they are asked."""
