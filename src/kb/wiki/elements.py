"""HTML in a page into its opening tags, each with its attributes and place."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.wiki.frontmatter import split
from kb.wiki.masking import live_html
from kb.wiki.page import Page

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:[\s/]+(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)?)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`]+)))?")


@dataclass(frozen=True, slots=True)
class Element:
    name: str
    """In small letters."""
    attributes: Mapping[str, str]
    """Names in small letters; values without entities."""
    inner: str
    """The text up to the next tag of the same name that closes."""
    line: int
    column: int


def elements(page: Page) -> Iterator[Element]:
    """Every element that a browser would be given: not what stands in code or in a comment."""
    if "<" not in page.text:
        return
    body = split(page.text).body
    for start, end in live_html(body):
        for match in _TAG.finditer(body, start, end):
            line = body.count("\n", 0, match.start())
            column = match.start() - body.rfind("\n", 0, match.start())
            name = match[1].lower()
            inner = _inner(body, match.end(), name)
            yield Element(name, _attributes(match[2]), inner, page.first_line + line, column)


def _attributes(written: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _inner(body: str, start: int, name: str) -> str:
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.I).search(body, start)
    return body[start : closing.start()] if closing else ""
