"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import dataset, docx, epub, notebook, page, pdf, slides, workbook
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    page,
    pdf,
    epub,
    docx,
    notebook,
    slides,
    workbook,
    # Last: JSON and rows of values that are nothing more to anybody else.
    dataset,
)
"""In the order in which they are asked."""
