"""Markdown text into text of the same length in which code, maths, comments and escapes can't be taken for markup."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SOLID = "\x1a"
"""Stands where code or maths stood: something is there, but no markup and no line break."""

_STARTS = re.compile(r"[`<%$\\~]")
_TO_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_FENCE = re.compile(r"(`{3,})[^`\n]*$|(~{3,}).*$", re.M)
_TICKS = re.compile(r"`+")
_VERBATIM = re.compile(r"<(pre|script|style|textarea)\b", re.I)
_TAG = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9-]*+
    (?:(?:[ \t]|\n(?![ \t]*\n))++[^\s"'<>=/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+\s*+/?>
    |</?[A-Za-z][A-Za-z0-9-]*+(?:\s(?:[^<>\n]|\n(?![ \t]*\n))*)?/?>""",
    re.X,
)
"""As CommonMark has it, where a value may hold a `>`; or as loosely as browsers take it."""
# Like Obsidian: no space inside the dollars, no digit behind them, so that "$5 or $6" stays prose.
_INLINE_MATHS = re.compile(r"\$(?![\s$])(?:\\.|[^$\n\\])*(?<!\s)\$(?!\d)")
_ESCAPE = re.compile(r"\\[\[\]()<>!^`$%#*_\\~]")
_ITEM = re.compile(r"[ \t]*(?:(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)|(?P<note>\[\^[^\]]+\]:))")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|```|~~~)")
_ALONE = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
"""A line that ends with itself: no paragraph goes on behind it."""


class Masked(NamedTuple):
    text: str
    comments: tuple[tuple[int, int], ...]
    """Half-open ranges of characters."""


class _Hidden(NamedTuple):
    start: int
    end: int
    fill: str


def mask(text: str) -> Masked:
    """Hides what is not markup: code, maths and escapes become solid, comments become spaces."""
    hidden = [*_hidden(text)]
    if not hidden:
        return Masked(_without_indented_code(text, text), ())
    parts: list[str] = []
    at = 0
    for start, end, fill in hidden:
        parts += (text[at:start], fill * (end - start))
        at = end
    parts.append(text[at:])
    comments = tuple((start, end) for start, end, fill in hidden if fill == " ")
    return Masked(_without_indented_code("".join(parts), text), comments)


def _hidden(text: str) -> Iterator[_Hidden]:
    """What to hide, in order, without overlap: whichever construct opens first wins."""
    # Looking for one character after the other is faster than looking for any: most pages have none.
    if not ("`" in text or "<" in text or "%" in text or "$" in text or "\\" in text or "~" in text):
        return
    match = _STARTS.search(text)
    while match:
        found = _at(text, match.start())
        if found.fill:
            yield found
        # Also after what opened nothing: a lone tick must not be looked at twice.
        match = _STARTS.search(text, found.end)


def _at(text: str, start: int) -> _Hidden:
    """What opens at `start`; with an empty fill when nothing does."""
    sign = text[start]
    if sign == "~" and not text.startswith("~~~", start):
        return _Hidden(start, start + 1, "")
    if sign in "`~":
        return _code(text, start)
    if sign == "\\":
        return _matched(_ESCAPE.match(text, start), start)
    if sign == "<":
        return _html(text, start)
    if sign == "%":
        return _pair(text, start, "%%", "%%", " ")
    maths = _pair(text, start, "$$", "$$", SOLID)
    return maths if maths.fill else _matched(_INLINE_MATHS.match(text, start), start)


def _matched(match: re.Match[str] | None, start: int) -> _Hidden:
    return _Hidden(start, match.end(), SOLID) if match else _Hidden(start, start + 1, "")


def _pair(text: str, start: int, opening: str, closing: str, fill: str) -> _Hidden:
    """From one mark to the other: anywhere below when it opens a line, else within its paragraph."""
    if not text.startswith(opening, start):
        return _Hidden(start, start + 1, "")
    last = len(text) if _opens_line(text, start) else _paragraph_end(text, start)
    end = text.find(closing, start + len(opening), last)
    return _Hidden(start, end + len(closing), fill) if end >= 0 else _Hidden(start, start + len(opening), "")


def _opens_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return end if end >= 0 else len(text)


def _html(text: str, start: int) -> _Hidden:
    """A comment, an element whose content is no markdown, or a tag."""
    if text.startswith("<!--", start):
        return _pair(text, start, "<!--", "-->", " ")
    verbatim = _VERBATIM.match(text, start)
    if verbatim and _opens_line(text, start):
        end = re.compile(rf"</{verbatim.group(1)}>", re.I).search(text, start)
        return _Hidden(start, end.end() if end else len(text), SOLID)
    # In [a](<b c.md>) the angle brackets belong to the target.
    target = text.startswith("](", start - 2)
    return _matched(None if target else _TAG.match(text, start), start)


def _code(text: str, start: int) -> _Hidden:
    fence = _FENCE.match(text, start)
    # The line's beginning may be a million characters away, so only a fence looks for it.
    prefix = _TO_FENCE.match(text, text.rfind("\n", 0, start) + 1, start) if fence else None
    if fence and prefix and prefix.end() == start:
        return _Hidden(start, _fence_end(text, fence, quoted=">" in prefix.group()), SOLID)
    ticks = _TICKS.match(text, start)
    if ticks is None:
        return _Hidden(start, start + 3, "")
    return _code_span(text, ticks)


def _fence_end(text: str, fence: re.Match[str], *, quoted: bool) -> int:
    """End of the line that closes a fence; a fence in a quote ends with the quote, an open one with the text."""
    marks = fence.group(1) or fence.group(2)
    last = len(text)
    if quoted:
        unquoted = re.compile(r"\n(?![ \t]*>)").search(text, fence.end())
        last = unquoted.start() if unquoted else last
    closing = re.compile(rf"^[ \t>]*{marks}{marks[0]}*[ \t]*$", re.M).search(text, fence.end(), last)
    return closing.end() if closing else last


def _code_span(text: str, ticks: re.Match[str]) -> _Hidden:
    """To the next run of as many ticks in the same paragraph; without one the ticks are only ticks."""
    before = ticks.end()
    for run in _TICKS.finditer(text, before):
        if _PARAGRAPH_END.search(text, before - 1, run.start()):
            break
        before = run.end()
        if len(run.group()) == len(ticks.group()):
            return _Hidden(ticks.start(), run.end(), SOLID)
    return _Hidden(ticks.start(), ticks.end(), "")


def _without_indented_code(text: str, written: str) -> str:
    """Hides lines that are set in by four columns more than what they stand in, and begin no less than a block."""
    tabbed = "\t" in text and (text[0] == "\t" or "\n\t" in text)
    if not tabbed and "\n    " not in text and not text.startswith("    "):
        return text
    lines = text.split("\n")
    column, within, begins, at = [0], False, True, 0
    for number, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        if not line or line.isspace():
            begins = True
            if written[start : start + 1].strip():
                # A comment ends a list.
                column = [0]
            continue
        indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
        if begins or within:
            column = [outer for outer in column if outer <= indent]
        within = (begins or within) and indent >= column[-1] + 4
        if within:
            lines[number] = re.sub(r"\S", SOLID, line)
        elif item := _ITEM.match(line):
            column = [outer for outer in column if outer <= indent] + [indent + _set_in(item)]
        begins = not within and _ALONE.match(line) is not None
    return "\n".join(lines)


def _set_in(item: re.Match[str]) -> int:
    """By how many columns the text of an item stands behind its mark."""
    if item["note"]:
        return 4
    gap = len(item["gap"].expandtabs(4))
    return len(item["mark"]) + (gap if 0 < gap < 5 else 1)


def live_html(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of tags, and of elements whose content is no markdown, that a browser would be given."""
    hidden = list(_hidden(text))
    tags = [one for one in hidden if one.fill == SOLID and text[one.start] == "<"]
    if tags:
        parts: list[str] = []
        at = 0
        for start, end, fill in hidden:
            parts += (text[at:start], text[start:end] if text[start] == "<" else fill * (end - start))
            at = end
        shown = _without_indented_code("".join([*parts, text[at:]]), text)
        yield from ((start, end) for start, end, _ in tags if shown[start] == "<")
