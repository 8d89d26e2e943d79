"""Headings of a body, and the blocks that have an id, with the markdown that the id stands for."""

import re
from collections.abc import Iterator

from kb.wiki.body import Body
from kb.wiki.masking import SOLID
from kb.wiki.page import Block, Heading

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\n]*?))??(?:[ \t]+#+)?[ \t]*$", re.M)
_PLAIN_ATX = re.compile(r"^(#{1,6})[ \t]+([^\s#][^\n#]*)$", re.M)
"""The usual kind of it, found without trying each end."""
_UNDERLINE = re.compile(r"\n {0,3}(=+|-+)[ \t]*$", re.M)
_NOT_UNDERLINED = re.compile(
    r" {4}|\t| {0,3}(?:[-*+>](?:[ \t]|$)|\|[ \t]|\d+[.)][ \t]|(?:[-*_][ \t]*){3,}$|\[[^\[\]]+\]:)"
)
"""What begins something else than a heading."""
_ENDED = re.compile(rf"[ \t]*$| {{0,3}}#{{1,6}}(?:[ \t]|$)|(?: {{4}}|\t)\s*{SOLID}")
"""What no paragraph goes on from."""
_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*$", re.M)
_STOPS_ABOVE = re.compile(r"[ \t]*$|[ ]{0,3}#{1,6}(?:[ \t]|$)|.*(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


def headings(body: Body) -> tuple[Heading, ...]:
    """In the order of the text; the underlined kind too."""
    masked = body.masked
    found = [_atx(body, match) for match in body.at_lines_with("#", _PLAIN_ATX, _ATX)] if "#" in masked else []
    if ("=" in masked or "-" in masked) and ("\n=" in masked or "\n-" in masked or "\n " in masked):
        found += _underlined(body)
        found.sort(key=lambda each: each[0])
    return tuple([heading for _, heading in found])


def _atx(body: Body, match: re.Match[str]) -> tuple[int, Heading]:
    start, end = match.span(2)
    text = body.text[start:end].strip() if end > 0 else ""
    return match.start(), Heading(match.end(1) - match.start(1), text, body.line(match.start(1)))


def _underlined(body: Body) -> Iterator[tuple[int, Heading]]:
    masked = body.masked
    floor, goes_on = 0, False
    for match in _UNDERLINE.finditer(masked):
        start = end = match.start() + 1
        ended = False
        while start > floor and not ended:
            above = masked.rfind("\n", floor, start - 1) + 1 or floor
            # What hides line ends is a fence, or HTML.
            ended = _ENDED.match(masked, above, start - 1) is not None or "\n" in body.text[above : start - 1]
            start = start if ended else above
        lines = masked[start : end - 1].split("\n") if start < end else []
        heads = bool(lines) and (ended or not goes_on) and not any(map(_NOT_UNDERLINED.match, lines))
        if heads:
            text = " ".join(line.strip() for line in body.text[start:end].splitlines())
            yield start, Heading(1 if match.group(1)[0] == "=" else 2, text, body.line(start))
        # Three dashes that underline nothing are a rule; anything else is text, and what it stands in goes on.
        floor, goes_on = match.end() + 1, not heads and not match.group(1).startswith("---")


def blocks(body: Body) -> tuple[Block, ...]:
    """What carries an id at its end, or on a line of its own below."""
    return tuple(_blocks(body))


def _blocks(body: Body) -> Iterator[Block]:
    masked = body.masked
    for match in _ID.finditer(masked):
        at = match.start()
        line = masked.rfind("\n", 0, at) + 1
        # x^2 at the end of a line is a power, not an id.
        if at > line and masked[at - 1] not in " \t":
            continue
        if masked[line:at].strip():
            start, end = _paragraph(masked, line, items=True), at
        else:
            end = len(masked[:line].rstrip()) if line else 0
            start = _paragraph(masked, masked.rfind("\n", 0, end) + 1, items=False)
        yield Block(match.group(1), body.text[start:end].rstrip(), body.line(start))


def _paragraph(masked: str, line: int, *, items: bool) -> int:
    """Where the block begins whose last line starts at `line`; with `items` a list item begins one."""
    while line > 0 and not (items and _ITEM.match(masked, line)):
        above = masked.rfind("\n", 0, line - 1) + 1
        if _STOPS_ABOVE.match(masked[above : line - 1]):
            break
        line = above
    return line
