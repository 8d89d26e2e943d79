"""A page of the wiki → what its writer answers for: sections and the lines with text in them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.wiki.page import Heading, Page
from kb.wiki.sentences import EXEMPT

_QUOTED = "Quoted, not written"
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*")


class Section(NamedTuple):
    heading: Heading
    lines: tuple[tuple[int, str], ...]
    """Numbers and texts of the lines that hold something, up to the next heading of any level."""
    deeper: bool
    """Whether that heading is one of its own parts."""


def is_quoted(page: Page) -> bool:
    """Whether the page says that it only holds quotes."""
    return _QUOTED in page.text and any(_QUOTED in line for line in page.lines if line.startswith(">"))


def own_sections(page: Page) -> list[Section]:
    """The sections that somebody wrote: neither lists of links nor a source's text."""
    own = {one.line for one in page.headings if one.level > 1 and one.text.casefold() not in EXEMPT}
    # Most pages have none, and need not be taken apart.
    if not own:
        return []
    return [one for one in sections(page) if one.heading.line in own and not page.in_source_text(one.heading.line)]


def sections(page: Page) -> Iterator[Section]:
    """In order; the title's is the first where there is one."""
    held = dict(content(page))
    for number, heading in enumerate(page.headings):
        below = page.headings[number + 1] if number + 1 < len(page.headings) else None
        last = below.line if below is not None else len(page.lines) + 1
        lines = tuple((at, held[at]) for at in range(heading.line + 1, last) if at in held)
        if lines and lines[0][0] == heading.line + 1 and _UNDERLINE.fullmatch(lines[0][1]):
            lines = lines[1:]
        yield Section(heading, lines, below is not None and below.level > heading.level)


def content(page: Page) -> Iterator[tuple[int, str]]:
    """Lines of the body that hold more than white space, comments and footnotes."""
    notes = {line for note in page.footnotes for line in range(note.line, note.line + note.text.count("\n") + 1)}
    for number, line in enumerate(page.lines[page.first_line - 1 :], page.first_line):
        # Hardly a line holds a comment.
        shown = _COMMENT.sub("", line) if "--" in line or "%%" in line else line
        if number not in notes and shown and not shown.isspace():
            yield number, line
