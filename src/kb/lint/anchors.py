"""Whether an anchor leads somewhere on a page: by a heading's text or slug, a block's id, a name in HTML."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kb.markup import readable
from kb.wiki.page import Page

_ELSEWHERE = re.compile(r"top|:~:.*|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|(?:page|t|search|zoom|height|width)=.*", re.S)
"""Anchors that a program makes of its own accord: the top, a search for words, lines, pages, times."""
_NOTE = re.compile(r"fn(?:ref)?[-:]?.*")
_INSIDE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*#{1,6}[ \t]+(.+)")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.I | re.S)
_NAMED = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^\s"'<>]+)|\{[^{}\n]*#([\w:.-]+)[^{}\n]*\}""", re.I)
_ID_AT_END = re.compile(r"\{[^{}]*\}[ \t]*$")
_COUNTED = re.compile(r"-(\d+)$")


def leads(page: Page, anchor: str) -> bool:
    """Spelling is taken as loosely as the loosest of programs takes it: letters and digits alone have to agree."""
    anchor = anchor.removeprefix("user-content-")
    if anchor.startswith("^"):
        return anchor[1:].strip().casefold() in {block.id.casefold() for block in page.blocks}
    if not anchor or _ELSEWHERE.fullmatch(anchor) or (page.footnotes and _NOTE.fullmatch(anchor)):
        return True
    return _is_heading(anchor, [heading.text for heading in page.headings]) or _is_heading(anchor, [*_other(page)])


def _is_heading(anchor: str, headings: list[str]) -> bool:
    wanted = _bare(anchor)
    known = Counter(name for heading in headings for name in {*_names(heading)})
    counted = _COUNTED.search(anchor)
    if wanted in known:
        return True
    return counted is not None and known[_bare(anchor[: counted.start()])] > int(counted[1]) > 0


def nearest(page: Page, anchor: str) -> str:
    """The heading that begins as the anchor does; nothing when there is none."""
    wanted = _bare(anchor)
    for heading in page.headings:
        name = _bare(heading.text)
        if min(len(name), len(wanted)) >= 4 and (name.startswith(wanted) or wanted.startswith(name)):
            return heading.text
    return ""


def _names(heading: str) -> Iterator[str]:
    yield _bare(heading)
    yield _bare(readable(heading))
    yield _bare(readable(_ID_AT_END.sub("", heading)))


def _other(page: Page) -> Iterator[str]:
    """Headings in quotes and lists or of HTML, and what HTML or an attribute names: looked for only when needed."""
    for line in page.lines[page.first_line - 1 :]:
        inside = _INSIDE.match(line) if "#" in line else None
        if inside:
            yield inside[1].rstrip(" \t#")
    for match in _HTML_HEADING.finditer(page.text):
        yield match[2]
    for match in _NAMED.finditer(page.text):
        yield match[1] or match[2]


def _bare(text: str) -> str:
    """Letters and digits; for a heading of other signs alone these signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum()) or folded.strip()
