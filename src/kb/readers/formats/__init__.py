"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import assistant, chat, docx, epub, forum, image, mail, notebook, page, pdf, posts, speech_json, timed_xml, video_info, youtube_json
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    image,
    pdf,
    epub,
    docx,
    page,
    mail,
    notebook,
    chat,
    forum,
    posts,
    assistant,
    speech_json,
    timed_xml,
    video_info,
    youtube_json,
)
"""In the order in which they are asked."""
