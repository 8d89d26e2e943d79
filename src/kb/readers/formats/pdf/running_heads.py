"""Printed lines to those that belong to the text: without running heads, feet and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from kb.readers.formats.pdf.printed import Printed

_NUMBER = re.compile(r"\W*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|von|/)\s*\d{1,4})?\W*", re.I)
_DIGITS = re.compile(r"\d+")
_OUTERMOST = 2
_MARGIN = 0.16
"""Of the height of a page."""
_NEAR = 3.0


def without_running_heads(lines: Sequence[Printed], heights: Sequence[float]) -> list[Printed]:
    """The lines but those that stand at the same height of many pages and say the same, up to their numbers."""
    outer = _outer(lines)
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for line in outer:
        places[_said(line)].append((line.page, line.bottom))
    pages = len({line.page for line in lines})
    return [line for line in lines if line not in outer or not _runs(line, places[_said(line)], pages, heights)]


def _outer(lines: Sequence[Printed]) -> frozenset[Printed]:
    """The two highest and the two lowest lines of each page."""
    by_page: defaultdict[int, list[Printed]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found: set[Printed] = set()
    for page in by_page.values():
        # What stands side by side is one line to a reader.
        heights = sorted({round(line.bottom / _NEAR) for line in page})
        ends = {*heights[:_OUTERMOST], *heights[-_OUTERMOST:]}
        found.update(line for line in page if round(line.bottom / _NEAR) in ends)
    return frozenset(found)


def _said(line: Printed) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split())).lower()


def _runs(line: Printed, places: Sequence[tuple[int, float]], pages: int, heights: Sequence[float]) -> bool:
    height = heights[line.page - 1] or 1
    if _MARGIN * height < line.bottom < (1 - _MARGIN) * height:
        return False
    alike = {page for page, bottom in places if abs(bottom - line.bottom) < _NEAR}
    # A head may stand on every other page only.
    return bool(_NUMBER.fullmatch(line.text.strip())) or len(alike) >= max(3, 0.3 * pages) or len(alike) == pages == 2
