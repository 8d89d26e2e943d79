"""A file of several pasted posts to one reading for each post."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers import article
from kb.readers.blocks import number
from kb.readers.clock import iso_date
from kb.readers.posts import HANDLE, dividers, posts, without_chrome
from kb.readers.reader import File, Line

kind = "thread"


def recognise(file: File) -> str | None:
    found = posts(file.lines)
    return f"{len(found)} posts told apart by {', '.join(dividers(file.lines))}" if len(found) > 1 else None


def read(file: File) -> list[Reading]:
    return [post(lines, several=True) for lines in posts(file.lines)]


def post(lines: Sequence[Line], *, several: bool = False) -> Reading:
    """The reading of one post; who wrote it and when stands above it, if anywhere."""
    signature = next((at for at, line in enumerate(lines[:3]) if HANDLE.match(line.text.strip())), None)
    found = HANDLE.match(lines[signature].text.strip()) if signature is not None else None
    name = ""
    if found and signature is not None:
        name = found["name"].strip() or (lines[0].text.strip() if signature else "")
        lines = lines[signature + 1 :]
    body = without_chrome(lines) or list(lines)
    place = (body[0].number, body[-1].number) if several and body else (1, 0)
    author = (f"{name} ({found['handle']})" if name else found["handle"],) if found else ()
    published = iso_date(found["when"]) if found else ""
    return Reading(kind, "", "", number(article.drafts(body)), lines=place, author=author, published=published)
