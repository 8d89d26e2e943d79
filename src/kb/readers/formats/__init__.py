"""Formats that are not plain text, asked before the readers of text: a module a format, or a folder for a large one."""

from kb.readers.formats import image, notebook, repository_zip, timed_xml, video_info, youtube_json
from kb.readers.formats.format import Format

FORMATS: tuple[Format, ...] = (
    image,
    repository_zip,
    notebook,
    timed_xml,
    video_info,
    youtube_json,
)
"""In the order in which they are asked."""
