"""A wikilink as it is written → the edit that makes it lead somewhere else and show the same words."""

import re

from kb.diagnostics import Edit, Fix
from kb.wiki.page import Link, Page

_WRITTEN = re.compile(r"!?\[\[(?P<target>[^\[\]\n|#\\]+)(?P<anchor>#[^\[\]\n|\\]*)?(?P<shown>\\?\|[^\[\]\n]*)?\]\]")
_INSIDE = re.compile(r"\[\[[^\[\]\n]*\]\]")


def renamed(page: Page, link: Link, name: str) -> Fix | None:
    """The wikilink with the name of a file in place of its title or alias, which stays as the words that it shows;
    None where it isn't written plainly."""
    line = page.lines[link.line - 1]
    written = _WRITTEN.match(line, link.column - 1)
    if written is None or page.in_source_text(link.line):
        return None
    start, end = written.span("target")
    new = name
    if not link.embed and written["shown"] is None:
        # In a table a bare pipe would end the cell.
        pipe = r"\|" if "|" in _INSIDE.sub("", line) else "|"
        new, end = f"{name}{written['anchor'] or ''}{pipe}{written['target'].strip()}", written.end() - 2
    edit = Edit(link.line, start + 1, link.line, end + 1, new)
    return Fix("safe", f"Write [[{name}|…]]: wikilinks lead to names of files", (edit,))
