"""read_page: the name of a page → its text, part by part: an article's to find one's way by, a source's to quote."""

import re
from collections.abc import Sequence

from kb.asking.tools.tool import Desk, Found, Tool, evidence, quotable, unknown
from kb.search.passages import Passage, tokens_of

PART = 1500
"""Tokens of a part."""
_AT = re.compile(r"(.+?)\s+@\s*(\d+)")


def look(argument: str, desk: Desk) -> Found:
    """Raises nothing: a name that is none is told."""
    path, part = desk.shelf.find(argument), 1
    asked = _AT.fullmatch(argument)
    if path is None and asked is not None:
        path, part = desk.shelf.find(asked[1]), int(asked[2])
    return read(path, part, desk) if path is not None else unknown(asked[1] if asked else argument, desk)


def read(path: str, part: int, desk: Desk) -> Found:
    """A part of a page, counted from 1."""
    parts = _parts(desk.shelf.passages(path))
    if not parts:
        return Found(f"{path} holds no text")
    if not 1 <= part <= len(parts):
        return Found(f"{path} has {len(parts)} part{'s' if len(parts) > 1 else ''}: there is no part {part}")
    more = f", part {part} of {len(parts)}" if len(parts) > 1 else ""
    shown = parts[part - 1]
    if all(map(quotable, shown)):
        return Found(f"the source {path}{more}", evidence(desk, shown), addresses=(path,))
    return Found(f"the page {path}{more}, only to find your way: it can't be kept", (), _text(shown), (path,))


def _parts(passages: Sequence[Passage]) -> list[list[Passage]]:
    parts: list[list[Passage]] = []
    size = PART
    for passage in passages:
        tokens = tokens_of(passage.text)
        if size + tokens > PART:
            parts.append([])
            size = 0
        parts[-1].append(passage)
        size += tokens
    return parts


def _text(passages: Sequence[Passage]) -> str:
    headed = [[passages[0].page.title], *([passage.heading, passage.text] for passage in passages)]
    return "\n\n".join(part for parts in headed for part in parts if part)


TOOL = Tool(
    "read_page",
    'the path, title or another name of a page, and " @2" behind it for the second part of a long one → its text: a '
    "source's as passages, an article's only to find your way",
    look,
)
