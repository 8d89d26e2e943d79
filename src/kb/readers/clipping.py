"""A page clipped from the web into markdown, as Obsidian Web Clipper writes it, to blocks."""

from kb.knowledge import Reading
from kb.readers import note
from kb.readers.front_matter import Front, front_matter
from kb.readers.reader import File

kind = "clipping"


def recognise(file: File) -> str | None:
    front, _ = front_matter(file.lines)
    return "front matter with the page's address and when it was clipped" if _is_clipped(front) else None


def _is_clipped(front: Front) -> bool:
    tags = {tag.lstrip("#").casefold() for tag in front.list("tags")}
    clipped = bool(
        {"clipping", "clippings", "web-clip"} & tags or {"created", "clipped", "captured"} & set(front.values)
    )
    return bool(front.url) and clipped


def read(file: File) -> list[Reading]:
    front, body = front_matter(file.lines)
    return [note.reading(kind, front, body, file.beside)]
