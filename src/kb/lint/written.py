"""A link's target as it is written: where it stands on its line, so that it can be written anew."""

import re
from urllib.parse import quote, unquote

from kb.diagnostics import Edit, Fix, Grade
from kb.wiki.page import Link, Page

_TARGET = re.compile(r"\]\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()<>]*\))+))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = "/.-_~!$&'+,;=@"
"""What stands in a path as it is; parentheses and spaces would end a target."""


def retarget(page: Page, link: Link, path: str, grade: Grade, title: str) -> Fix | None:
    """Another path in place of the one of a markdown link, its anchor kept; None where it is not on one line."""
    place = _place(page, link)
    if place is None or page.generated:
        return None
    start, written, angled = place
    text = path if angled else _like(written, path)
    return Fix(grade, title, (Edit(link.line, start, link.line, start + len(written), text),))


def _like(written: str, path: str) -> str:
    """A path for a target: letters beyond ASCII stay where those of the old one stood as they are."""
    if written.isascii():
        return quote(path, safe=_KEPT)
    return "".join(quote(sign, safe=_KEPT) if sign.isascii() or sign.isspace() else sign for sign in path)


def _place(page: Page, link: Link) -> tuple[int, str, bool] | None:
    """Column of the path, the path as written, and whether it stands in angle brackets."""
    if link.kind != "markdown":
        return None
    line = page.lines[link.line - 1]
    for match in _TARGET.finditer(line, link.column - 1):
        group = "bare" if match["angled"] is None else "angled"
        written = match[group].partition("#")[0]
        if unquote(_ESCAPED.sub(r"\1", written)) == link.target:
            start = match.start(group) + 1
            return start, written, group == "angled"
    return None
