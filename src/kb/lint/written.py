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
    start, end, angled = place
    return Fix(grade, title, (Edit(link.line, start, link.line, end, path if angled else quote(path, safe=_KEPT)),))


def _place(page: Page, link: Link) -> tuple[int, int, bool] | None:
    """Columns of the path, the end exclusive, and whether it stands in angle brackets."""
    if link.kind != "markdown":
        return None
    line = page.lines[link.line - 1]
    for match in _TARGET.finditer(line, link.column - 1):
        group = "bare" if match["angled"] is None else "angled"
        written = match[group].partition("#")[0]
        if unquote(_ESCAPED.sub(r"\1", written)) == link.target:
            start = match.start(group) + 1
            return start, start + len(written), group == "angled"
    return None
