"""The text of a page → its passages: a source's blocks with who speaks and when, other pages line by line."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.markup import readable
from kb.search.passages import Anchor, Page, Passage, Piece, packed
from kb.slug import RESERVED_PAGES
from kb.wiki.page import Page as Scanned
from kb.wiki.scan import scan

_CONTENTS = "Contents"
_ELSEWHERE = frozenset({"key passages", "related", "linked from", "quoted in"})
"""Sections that repeat words of this page or name others."""
_VOICE = re.compile(
    r"(?:\*\*(?P<speaker>.+)\*\*)?[ ]?(?P<time>(?:\d+:)?\d?\d:\d\d|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|p\. \d+)?"
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_SPOKEN = re.compile(r"(?P<margin>[-*]\s+)?\*\*(?P<speaker>[^*]+):\*\*\s+")
_ONLY_LINKS = re.compile(r"(?:!?\[[^\]]*\]\([^)]*\)[\s·,;]*)+")


class _Line(NamedTuple):
    number: int
    text: str
    heading: str


def passages_of(path: str, text: str) -> list[Passage]:
    """`path` from the wiki's top. The contents and the log have none: they only say what other pages do."""
    if posixpath.basename(path) in RESERVED_PAGES:
        return []
    page = scan(path, text)
    if page.type == _CONTENTS:
        return []
    title = page.title or next((h.text for h in page.headings), posixpath.splitext(posixpath.basename(path))[0])
    headed = _of_source(page) if page.type == "Source" and page.blocks else _of_article(page)
    about = Page(path, readable(title), page.strings("aliases"), page.type, _kind(page), _published(page))
    return packed(about, ((heading, piece) for heading, piece in headed if piece.text))


def _kind(page: Scanned) -> str:
    own = page.string("kind") if page.type == "Source" else ""
    return (own or page.type).lower()


def _published(page: Scanned) -> str:
    found = _DATE.match(str(page.values.get("published", "")))
    return found.group() if found else ""


def _of_source(page: Scanned) -> Iterator[tuple[str, Piece]]:
    """Its blocks, with the last name and time that stood above each."""
    blocks = {block.line: block for block in page.blocks}
    speaker = time = ""
    for line in _lines(page):
        block, voice = blocks.get(line.number), _VOICE.fullmatch(line.text)
        if block is not None:
            heading = "" if line.heading == "Text" else line.heading
            yield heading, Piece(readable(block.markdown), (Anchor(page.path, block.id),), 0, speaker, time)
        elif voice and voice.group():
            speaker, time = readable(voice["speaker"] or ""), voice["time"] or ""


def _of_article(page: Scanned) -> Iterator[tuple[str, Piece]]:
    """Its lines, without what kb says of the page itself; a listing is one line."""
    code: list[str] = []
    for line in _lines(page):
        if code or _FENCE.match(line.text):
            code.append(line.text)
            if len(code) > 1 and _FENCE.match(line.text):
                yield line.heading, Piece(readable("\n".join(code)))
                code = []
        elif line.heading.casefold() not in _ELSEWHERE and _says_something(page, line.text):
            yield line.heading, _piece(page, line.text)
    if code:
        yield "", Piece(readable("\n".join(code)))


def _says_something(page: Scanned, line: str) -> bool:
    aside = _NOTE.match(line) or (page.generated and line.startswith(">"))
    return not aside and not _ONLY_LINKS.fullmatch(line.strip())


def _piece(page: Scanned, line: str) -> Piece:
    spoken = _SPOKEN.match(line)
    words = line[spoken.end() :] if spoken else line
    notes = [page.footnote_by_label[label] for label in _LABEL.findall(line) if label in page.footnote_by_label]
    anchors = [Anchor(_target(page.path, cited.page), cited.block) for note in notes for cited in note.citations]
    speaker = readable(spoken["speaker"]) if spoken else ""
    return Piece(readable(words), tuple(dict.fromkeys(anchors)), 0, speaker)


def _target(page: str, link: str) -> str:
    """The page that a link leads to, as a path from the wiki's top."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link else page


def _lines(page: Scanned) -> Iterator[_Line]:
    """The lines of the body that are no headings, each with the heading it stands under, the page's own left out."""
    headings = {heading.line: heading for heading in page.headings}
    current = ""
    for number, text in enumerate(page.text.split("\n"), 1):
        heading = headings.get(number)
        if heading is not None:
            current = readable(heading.text) if heading.level > 1 else ""
        elif number >= page.first_line:
            yield _Line(number, text, current)
