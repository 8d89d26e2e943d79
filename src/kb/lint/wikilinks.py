"""A wikilink as it is written → the edit that makes it lead somewhere else and show the same words."""

import re
from typing import NamedTuple

from kb.diagnostics import Edit, Fix
from kb.wiki.page import Link, Page

_WRITTEN = re.compile(r"!?\[\[(?P<target>[^\[\]\n|#\\]+)(?P<anchor>#[^\[\]\n|\\]*)?(?P<shown>\\?\|[^\[\]\n]*)?\]\]")
_INSIDE = re.compile(r"\[\[[^\[\]\n]*\]\]")


class Written(NamedTuple):
    """A wikilink whose target can be written anew."""

    line: int
    start: int
    end: int
    """Columns of what the name of a file takes the place of, the end exclusive."""
    after: str
    """What comes behind the name, so that the words which are shown stay."""


def written(page: Page, link: Link) -> Written | None:
    """None where it isn't written plainly."""
    line = page.lines[link.line - 1]
    match = _WRITTEN.match(line, link.column - 1)
    if match is None or page.in_source_text(link.line):
        return None
    start, end = match.span("target")
    after = ""
    if not link.embed and match["shown"] is None:
        # In a table a bare pipe would end the cell.
        pipe = r"\|" if "|" in _INSIDE.sub("", line) else "|"
        after, end = f"{match['anchor'] or ''}{pipe}{match['target'].strip()}", match.end() - 2
    return Written(link.line, start + 1, end + 1, after)


def renamed(link: Written, name: str) -> Fix:
    """The wikilink with the name of a file in place of its title or alias, which stays as the words that it shows."""
    edit = Edit(link.line, link.start, link.line, link.end, name + link.after)
    return Fix("safe", f"Write [[{name}|…]]: wikilinks lead to names of files", (edit,))
