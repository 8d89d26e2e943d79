"""A file of several pasted posts to one reading for each post; a pasted thread to one, in the order of its numbers."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Reading
from kb.readers import article
from kb.readers.blocks import number
from kb.readers.clock import iso_date
from kb.readers.numbered import numbered
from kb.readers.posts import HANDLE, dividers, posts, without_chrome
from kb.readers.reader import File, Line
from kb.readers.unrolled import unrolled

kind = "thread"


def recognise(file: File) -> str | None:
    if unrolled(file.lines):
        return "copied from Thread Reader"
    found = posts(file.lines)
    if len(found) > 1:
        return f"{len(found)} posts told apart by {', '.join(dividers(file.lines))}"
    thread = numbered(file.lines)
    return "numbered posts of a thread, not all in order" if thread and thread.warnings else None


def read(file: File) -> list[Reading]:
    thread = unrolled(file.lines)
    if thread:
        return [replace(post(thread.lines), author=thread.author, published=thread.published)]
    found = posts(file.lines)
    return [post(lines, several=len(found) > 1) for lines in found]


def post(lines: Sequence[Line], *, several: bool = False) -> Reading:
    """The reading of one post; who wrote it and when stands above it, if anywhere."""
    signature = next((at for at, line in enumerate(lines[:3]) if HANDLE.match(line.text.strip())), None)
    found = HANDLE.match(lines[signature].text.strip()) if signature is not None else None
    name = ""
    if found and signature is not None:
        name = found["name"].strip() or (lines[0].text.strip() if signature else "")
        lines = lines[signature + 1 :]
    body: Sequence[Line] = without_chrome(lines) or list(lines)
    place = (body[0].number, body[-1].number) if several and body else (1, 0)
    thread = numbered(body)
    body = thread.lines if thread else body
    author = (f"{name} ({found['handle']})" if name else found["handle"],) if found else ()
    published = iso_date(found["when"]) if found else ""
    return Reading(kind, "", "", number(article.drafts(body)), lines=place, author=author, published=published,
                   warnings=thread.warnings if thread else ())  # fmt: skip
