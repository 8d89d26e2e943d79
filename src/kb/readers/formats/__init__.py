"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import docx, epub, notebook, page, pdf, speech_json, timed_xml, video_info, youtube_json
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    page,
    pdf,
    epub,
    docx,
    notebook,
    timed_xml,
    youtube_json,
    video_info,
    speech_json,
)
"""In the order in which they are asked."""
