"""Formats that are not plain text, asked before the readers of text: a module a format, or a folder for a large one."""

from kb.readers.formats import (
    assistant,
    chat,
    dataset,
    docx,
    epub,
    forum,
    image,
    mail,
    notebook,
    page,
    pdf,
    posts,
    slides,
    speech_json,
    timed_xml,
    video_info,
    workbook,
    youtube_json,
)
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    image,
    pdf,
    epub,
    docx,
    slides,
    workbook,
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
