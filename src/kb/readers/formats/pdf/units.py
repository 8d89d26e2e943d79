"""Printed lines, in the order in which they are read, to the lines that belong together: paragraphs over the end of a
column or a page, headings, notes, captions, listings, tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kb.readers.formats.pdf.headings import NUMBERED, is_heading
from kb.readers.formats.pdf.measures import Measures, first_word, is_short, same_size, start
from kb.readers.formats.pdf.printed import SOFT, Printed

Kind = Literal["paragraph", "heading", "code", "table", "note", "caption"]

BULLET = r"[•◦▪‣·●○■□➢✓–—*-]"
ITEM = re.compile(rf"(?P<mark>{BULLET}|\d{{1,2}}[.)]|\(\d{{1,2}}\)|\(?[a-z][.)]|\[\d{{1,3}}\])\s+(?=\S)")
TERMINAL = re.compile(r"[.?!:。！？][\"'”’)\]\d]*$")
_BULLET = re.compile(BULLET)
_LEADERS = re.compile(r"(?:[ \t]?[.…·]){5,}[ \t]*[\divxlc]{0,6}\s*$", re.I)
"""A line of a table of contents: it only says where to turn."""
_NOTE = re.compile(r"\s*(?:\d{1,3}(?![.\d])\)?|[*†‡§¶※]+|\([\da-z]\))\s*\S")
_CAPTION = re.compile(
    r"(?:Fig(?:ure|\.)|Table|Listing|Example|Algorithm|Chart|Abb(?:ildung|\.)|Tab(?:elle|\.)|Tableau|Figura|Tabla)"
    r"\s*[A-Z]?\d+(?:[.\-–]\d+)*(?P<mark>\s*[.:|—–])?(?=\s|$)|\[?[표그림表図图]{1,2}\s*\d+"
)
_LOW = 0.5
_ASIDE = ("note", "caption", "table", "code")
"""What may stand between the two halves of a paragraph."""
_FAR = 5.0
"""Sizes of letters between what is on one line of a page, but in two columns."""
_EARLY = 0.35
"""Share of a column that a line leaves free."""
_LOOK_AHEAD = 12


@dataclass
class Unit:
    """Lines that belong together."""

    kind: Kind
    lines: list[Printed] = field(default_factory=list)
    goes_on: bool = False
    """Whether its sentence ends in another column or on another page."""


def units(lines: Sequence[Printed], heights: Sequence[float], measures: Measures) -> list[Unit]:
    lines = [line for line in lines if not _LEADERS.search(line.text)]
    kinds = _kinds(lines, heights, measures)
    found: list[Unit] = []
    for at, line in enumerate(lines):
        if found and found[-1].kind == kinds[at] and _goes_on(found[-1], lines, at, measures):
            found[-1].lines.append(line)
            continue
        if found:
            found[-1].goes_on = _is_open(lines, at - 1, found[-1])
        found.append(Unit(kinds[at], [line]))
    return _rejoined(found)


def _kinds(lines: Sequence[Printed], heights: Sequence[float], measures: Measures) -> list[Kind]:
    kinds: list[Kind] = []
    for at, line in enumerate(lines):
        kind = _kind(lines, at, measures)
        if kind == "paragraph" and line.size <= 0.92 * measures.body:
            above = lines[at - 1] if at and lines[at - 1].page == line.page else None
            goes_on = above is not None and kinds[-1] == "note" and 0 < above.bottom - line.bottom < 2 * above.size
            low = line.bottom < _LOW * heights[line.page - 1] and _NOTE.match(line.text)
            under = above is None or above.size > 1.05 * line.size or not 0 < above.bottom - line.bottom < 2 * line.size
            kind = "note" if goes_on or (low and under) else kind
        kinds.append(kind)
    return kinds


def _kind(lines: Sequence[Printed], at: int, measures: Measures) -> Kind:
    line = lines[at]
    if line.mono:
        return "code"
    caption = _CAPTION.match(line.text.strip())
    if caption and (caption["mark"] or line.size < 0.96 * measures.body or _stands_alone(lines, at)):
        return "caption"
    if _is_row(lines, at):
        return "table"
    return "heading" if is_heading(line, measures.body) else "paragraph"


def _stands_alone(lines: Sequence[Printed], at: int) -> bool:
    """Whether a line is short, ends no sentence and has nothing right under it."""
    line = lines[at]
    under = lines[at + 1] if at + 1 < len(lines) else None
    close = under is not None and under.page == line.page and 0 < line.bottom - under.bottom < 1.5 * line.size
    return not TERMINAL.search(line.text.strip()) and not close


def _is_row(lines: Sequence[Printed], at: int) -> bool:
    """Whether a line of cells stands beside another one, or is of many."""
    beside = [at]
    for step in (-1, 1):
        near = at + step
        while abs(near - at) <= 2 and 0 <= near < len(lines) and "\t" in lines[near].text:
            beside.append(near)
            near += step
    return "\t" in lines[at].text and len(beside) > 1 and sum(lines[one].text.count("\t") for one in beside) > 2


def _goes_on(unit: Unit, lines: Sequence[Printed], at: int, measures: Measures) -> bool:
    """Whether a line of the same kind belongs to the lines before it."""
    before, line = lines[at - 1], lines[at]
    down = before.bottom - line.bottom
    same_page = before.page == line.page
    if same_page and abs(down) < 0.4 * before.size and unit.kind != "table":
        return line.left - before.right < _FAR * line.size
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    if unit.kind == "table":
        return same_page and -0.4 * line.size < down < 2.6 * measures.leading
    if unit.kind == "code":
        return same_page and 0 < down < 2 * measures.leading
    if unit.kind == "heading":
        step = max(measures.leading, 1.25 * line.size)
        return same_page and 0 < down < 1.4 * step and not NUMBERED.match(line.text.strip())
    if before.text.endswith(SOFT):
        return True
    if _begins_anew(unit, lines, at):
        return False
    if not same_page or not 0 < down < 1.3 * measures.leading:
        return (
            unit.kind != "caption" and (not same_page or down < 0) and _continues(unit, line, _is_open(lines, at - 1))
        )
    if not same_size(before, line) and abs(start(line) - start(before)) > 0.6 * line.size:
        return False
    return not _indented(unit, line) and not _ends_above(lines, at) and not _breaks_off(lines, at)


def _begins_anew(unit: Unit, lines: Sequence[Printed], at: int) -> bool:
    """Whether a line opens an item or a note of its own."""
    before, line = lines[at - 1], lines[at]
    item = ITEM.match(line.text.lstrip())
    if unit.kind == "note" and _NOTE.match(line.text) and start(line) <= start(unit.lines[0]) + 1:
        return True
    if not item:
        return False
    if _BULLET.match(item["mark"]) or ITEM.match(unit.lines[0].text.lstrip()):
        return True
    # Within a paragraph a line may happen to begin with "(2)".
    flush = abs(start(line) - start(before)) < 0.6 * line.size
    return not item["mark"].startswith("(") or not flush or is_short(lines, at - 1)


def _is_open(lines: Sequence[Printed], at: int, unit: Unit | None = None) -> bool:
    """Whether a sentence goes on after the line, so that what stands in the next column is its end."""
    return (unit is None or unit.kind == "paragraph") and not TERMINAL.search(lines[at].text.strip())


def _continues(unit: Unit, line: Printed, is_open: bool) -> bool:
    """Whether a line at the top of a column or page is the next of a paragraph that was left open."""
    text = line.text.strip()
    before = unit.lines[-1]
    if not is_open or ITEM.match(text) or not same_size(before, line):
        return False
    # The last line of several is as long as the others only where more follows.
    full = len(unit.lines) > 1 and before.right - before.left > 0.8 * max(one.right - one.left for one in unit.lines)
    return full or text[:1].islower() or before.text.rstrip().endswith((",", ";", "-", SOFT))


def _indented(unit: Unit, line: Printed) -> bool:
    """Whether a line begins further in, or further out, than the paragraph above it allows."""
    before, slack = unit.lines[-1], 0.6 * line.size
    further = start(line) - start(before)
    if abs(further) < slack or before.left > line.right or line.left > before.right:
        return False
    if len(unit.lines) == 1:
        # Below the first line: an item's text hangs, a paragraph's goes back to the margin.
        hangs = ITEM.match(before.text.lstrip()) is not None or unit.kind == "note"
        return further > 0 if not hangs else further < 0
    return True


def _ends_above(lines: Sequence[Printed], at: int) -> bool:
    """Whether the line above ends a sentence although the next word would still have fitted on it."""
    return TERMINAL.search(lines[at - 1].text.strip()) is not None and is_short(lines, at - 1, first_word(lines[at]))


def _breaks_off(lines: Sequence[Printed], at: int) -> bool:
    """Whether the line above stops so early that it was meant to, as the lines of an address do."""
    return is_short(lines, at - 1, first_word(lines[at])) and is_short(lines, at - 1, share=_EARLY)


def _rejoined(found: list[Unit]) -> list[Unit]:
    """Paragraphs whole, and before the notes, captions and tables that stood between their halves."""
    taken: set[int] = set()
    for at, unit in enumerate(found):
        if at in taken:
            continue
        while unit.kind == "paragraph" and unit.goes_on and (rest := _rest(found, at, unit, taken)):
            unit.lines += found[rest].lines
            unit.goes_on = found[rest].goes_on
            taken.add(rest)
    return [unit for at, unit in enumerate(found) if at not in taken]


def _rest(found: Sequence[Unit], at: int, unit: Unit, taken: set[int]) -> int | None:
    """Where the rest of a paragraph stands, if only asides are between."""
    for later in range(at + 1, min(len(found), at + _LOOK_AHEAD)):
        if later in taken or found[later].kind in _ASIDE:
            continue
        first, last = found[later].lines[0], unit.lines[-1]
        elsewhere = first.page > last.page or first.bottom > last.bottom
        beside = later > at + 1
        fits = found[later].kind == "paragraph" and (elsewhere or beside) and _continues(unit, first, unit.goes_on)
        return later if fits else None
    return None
