"""The sentences of a body that footnotes have to carry, each with the labels of its footnotes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.sentences import sentences as spans
from kb.wiki.body import Body
from kb.wiki.masking import SOLID
from kb.wiki.page import Heading, Sentence

EXEMPT = frozenset({"related", "linked from", "quoted in", "pages used", "text"})
"""Sections whose words nobody has to cite: lists of links, and a source's own text."""

_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_NOT_PROSE = re.compile(
    r"""[ ]{0,3}(?:>|\[[^\]]+\]:)         # quotes and callouts, definitions
    |[ \t]*\^[A-Za-z0-9-]+[ \t]*$         # an id on its own line
    |[ ]{0,3}(?:[-*_=][ \t]*)+$           # rules and underlines
    |[ \t|:\-\x1a]*$                      # blank, under the head of a table, code""",
    re.X,
)
_UNDER_HEAD = re.compile(r"[ \t|:]*-[ \t|:-]*$")
_LINK = re.compile(
    r"!?\[\[[^\[\]]*\]\]|!?\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\))?[^()]*\)|\[[^\[\]]*\])|<[a-z]+:[^<>\s]*>"
)
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]+\s*$")
_COMMENT = re.compile(r"[ \t]*(?:<!--.*?-->|%%.*?%%)", re.S)
_WORD = re.compile(rf"[^\W_]|{SOLID}")
_SPEAKER = re.compile(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*:)[ \t]*")
_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")
_CITED_STOP = re.compile(rf"[.!?…。！？][\"'”’»)\]*_」』）]*(?:[ \t]*{_LABEL.pattern})+")
# Most units are one sentence, so the splitter is asked only where a stop stands inside.
_STOP_WITHIN = re.compile(r"""[.!?…。！？｡](?:(?<=[。！？｡])|["'”’»)\]*_]*\s+\S)""")
_TERMINAL = re.compile(r"""[.!?…。！？｡]["'”’»)\]*_」』）]*$""")


class _Unit(NamedTuple):
    """A paragraph, a list item or a row of a table, without its marker."""

    start: int
    end: int


class _Mark(NamedTuple):
    """Of a footnote, with the blanks before it."""

    start: int
    end: int
    label: str


def sentences(body: Body, heads: Sequence[Heading], notes: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Those outside headings, quotes, footnotes, lines of links and the `EXEMPT` sections."""
    found: list[Sentence] = []
    for unit in _units(body, _skipped(body, heads, notes)):
        found += _split(body, unit)
    return tuple(found)


def _skipped(body: Body, heads: Sequence[Heading], notes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open ranges of lines without sentences, counted from 0 in the body, in order."""
    ranges = [(body.line(start) - body.first_line, body.line(end) - body.first_line + 1) for start, end in notes]
    for number, head in enumerate(heads):
        first = head.line - body.first_line
        last = first + 1
        if head.text.casefold() in EXEMPT:
            later = (h.line - body.first_line for h in heads[number + 1 :] if h.level <= head.level)
            last = next(later, len(body.starts))
        ranges.append((first, last))
    return sorted(ranges)


def _units(body: Body, skipped: Sequence[tuple[int, int]]) -> Iterator[_Unit]:
    """What stands between the skipped lines, cut at blank lines and at list markers."""
    done = 0
    for first, last in [*skipped, (len(body.starts), len(body.starts))]:
        if first > done:
            yield from _units_between(body, done, min(first, len(body.starts) - 1))
        done = max(done, last)


def _units_between(body: Body, first: int, last: int) -> Iterator[_Unit]:
    start = -1
    end = -1
    lines = [(at, body.masked[at : after - 1]) for at, after in pairwise(body.starts[first : last + 1])]
    for number, (at, line) in enumerate(lines):
        plain = line[:1].isalpha()
        marker = None if plain else _MARKER.match(line)
        row = not plain and line.lstrip().startswith("|")
        prose = plain or not (_NOT_PROSE.match(line) or (row and _is_head(lines, number)))
        if start >= 0 and (marker or row or not prose):
            yield _Unit(start, end)
            start = -1
        if prose:
            start = start if start >= 0 else at + (marker.end() if marker else 0)
            end = at + len(line)
    if start >= 0:
        yield _Unit(start, end)


def _is_head(lines: Sequence[tuple[int, str]], number: int) -> bool:
    return number + 1 < len(lines) and _UNDER_HEAD.match(lines[number + 1][1]) is not None


def _split(body: Body, unit: _Unit) -> list[Sentence]:
    """The sentences of a unit; one that is made of links alone has none."""
    masked = body.masked[unit.start : unit.end]
    if " ^" in masked or "\t^" in masked:
        masked = _BLOCK_ID.sub("", masked)
    marks = _marks(masked)
    bare = _blanked(masked, marks)
    if not _WORD.search(_LINK.sub("", bare) if bare.lstrip()[:1] in "[!<" else bare):
        return []
    found: list[Sentence] = []
    start = 0
    for end in _ends(masked, bare):
        first = _first_word(bare, start, end)
        if _WORD.search(bare, first, end):
            text = _shown(body.text[unit.start + first : unit.start + end])
            labels = tuple([mark.label for mark in marks if start <= mark.start < end])
            later = tuple([mark.label for mark in marks if mark.start >= end])
            found.append(Sentence(text, labels, later, *body.place(unit.start + first)))
        start = end
    return found


def _marks(text: str) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _LABEL.finditer(text) if "[^" in text else ():
        start, end = match.span()
        while start and text[start - 1] in " \t":
            start -= 1
        found.append(_Mark(start, end, match[1]))
    return found


def _blanked(masked: str, marks: Sequence[_Mark]) -> str:
    """The text with spaces in place of the footnotes' marks."""
    parts: list[str] = []
    at = 0
    for start, end, _ in marks:
        parts += (masked[at:start], " " * (end - start))
        at = end
    return "".join([*parts, masked[at:]])


def _ends(masked: str, bare: str) -> Iterator[int]:
    """Where the sentences end, with their footnotes."""
    # A footnote behind a full stop closes the sentence, whatever the next word looks like.
    stops = [match.end() for match in _CITED_STOP.finditer(masked)]
    start = 0
    for stop in [*stops, len(masked)]:
        for _, end in spans(bare[start:stop]) if _STOP_WITHIN.search(bare, start, stop) else ():
            end += start
            # The splitter also cuts long speech at "so" and "but"; these parts share the footnote at their end.
            if _TERMINAL.search(bare, max(0, end - 8), end) and _WORD.search(bare, end, stop):
                yield end
        yield stop
        start = stop


def _first_word(bare: str, start: int, end: int) -> int:
    """Where the sentence begins, after spaces, comments and a speaker's name."""
    start += len(bare[start:end]) - len(bare[start:end].lstrip())
    spoken = _SPEAKER.match(bare, start, end)
    return spoken.end() if spoken else start


def _shown(text: str) -> str:
    for start, end, _ in reversed(_marks(text)):
        text = text[:start] + text[end:]
    return (_COMMENT.sub("", text) if "-->" in text or "%%" in text else text).strip()
