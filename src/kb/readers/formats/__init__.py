"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import docx, epub, notebook, page, pdf, repository_zip
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    page,
    pdf,
    epub,
    docx,
    notebook,
    repository_zip,
)
"""In the order in which they are asked."""
