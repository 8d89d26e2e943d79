"""A markdown note to blocks, with what its front matter says of it."""

import re

from kb.knowledge import Reading
from kb.readers import markdown
from kb.readers.blocks import number
from kb.readers.front_matter import Front, front_matter
from kb.readers.pictures import Album, beside_a_note, with_pictures
from kb.readers.reader import Beside, File, Line

kind = "note"

# Each begins with what is rare in prose: what stands before it is looked at when it was found.
_SIGNS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("headings", re.compile(r"^#{1,6}[ \t]+\S", re.M), 2),
    (
        "code fences",
        re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,})[\w+#.{} -]*$", re.M),
        2,
    ),
    ("tables", re.compile(r"^[ \t]*\|?[^\n|]+\|[^\n]*\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*$", re.M), 2),
    ("footnotes", re.compile(r"^\[\^[^\]\s]+\]:[ \t]", re.M), 2),
    ("links", re.compile(r"\]\((?:https?://|\.{0,2}/|#|[\w%-]+\.)[^()\s]*\)|\[\[[^\[\]\n]+\]\]"), 1),
    ("lists", re.compile(r"^(?:[-*+]|\d{1,2}\.)[ \t]+\S.*\n+(?:[-*+]|\d{1,2}\.)[ \t]+\S", re.M), 1),
    ("code spans", re.compile(r"`(?<![`\w]`)[^`\n]{1,80}`(?![`\w])"), 1),
    ("emphasis", re.compile(r"\*\*(?<![*\w]\*\*)[^\s*][^*\n]{0,200}\*\*(?![*\w])"), 1),
)
_HEAD = 200_000


def recognise(file: File) -> str | None:
    front, _ = front_matter(file.lines)
    if front.values or front.warnings:
        return "it opens with front matter"
    text = file.text[:_HEAD]
    signs = [(name, weight) for name, sign, weight in _SIGNS if sign.search(text)]
    enough = 1 if file.name.lower().endswith((".md", ".markdown")) else 2
    return f"markdown: {', '.join(name for name, _ in signs)}" if sum(weight for _, weight in signs) >= enough else None


def is_answer(file: File) -> bool:
    """Whether it is a page of some wiki of kb's that answers a question: what was made of sources is none."""
    front, _ = front_matter(file.lines)
    return front.words("type") == "Answer" and bool(front.words("asked"))


def read(file: File) -> list[Reading]:
    front, body = front_matter(file.lines)
    return [reading(kind, front, body, file.beside)]


def reading(kind: str, front: Front, body: list[Line], beside: Beside) -> Reading:
    """The reading of a file of markdown, with the pictures that lie beside it."""
    album = Album(beside_a_note(beside))
    drafts = with_pictures(markdown.drafts(body), album)
    return Reading(
        kind,
        "",
        front.title,
        number(drafts),
        author=front.authors,
        published=front.published,
        url=front.url,
        language=front.language,
        warnings=(*front.warnings, *album.warnings),
        pictures=tuple(album.pictures),
    )
