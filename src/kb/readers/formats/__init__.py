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
    repository_zip,
    slides,
    speech_json,
    timed_xml,
    video_info,
    workbook,
    youtube_json,
)
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    # Known by their first bytes: to ask costs next to nothing, and nothing else begins so.
    image,
    pdf,
    # ZIP files that hold a member of a certain name, whatever else lies in them.
    epub,
    docx,
    slides,
    workbook,
    # Before exports: a repository may hold a file that is named like one of theirs.
    repository_zip,
    # Exports, as ZIP files or as what such a file holds. They tell of any subject: whoever looks for words in them
    # must come later.
    assistant,
    chat,
    # Text with a head of its own. A letter may hold a page, a page no letter.
    mail,
    page,
    timed_xml,
    # JSON known by the names of its fields, from those that are found nowhere else to those that many could have.
    notebook,
    forum,
    posts,
    video_info,
    speech_json,
    youtube_json,
    # Takes all JSON, and text whose lines have as many values: whoever knows more of it has been asked.
    dataset,
)
"""In the order in which they are asked; the first that recognises a file has it."""
