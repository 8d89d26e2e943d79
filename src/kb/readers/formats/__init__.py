"""Formats that are not plain text: saved pages, documents, exports. One module a format, asked before text readers."""

from kb.readers.formats import assistant, chat, dataset, docx, epub, forum, image, mail, notebook, page, pdf, posts, repository_zip, slides, speech_json, timed_xml, video_info, workbook, youtube_json
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    image,
    pdf,
    epub,
    docx,
    slides,
    workbook,
    repository_zip,
    assistant,
    chat,
    mail,
    page,
    notebook,
    forum,
    posts,
    speech_json,
    timed_xml,
    video_info,
    youtube_json,
    dataset,
)
"""In the order in which they are asked."""
