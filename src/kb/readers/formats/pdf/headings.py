"""Which printed lines are headings, how deep they are, and which one is the title."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kb.readers.formats.pdf.measures import Measures, rounded
from kb.readers.formats.pdf.printed import SOFT, Printed
from kb.readers.formats.pdf.words import joined
from kb.readers.paragraphs import fold

NUMBERED = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,5}\.)\s+[^\W\d_]")
_CHAPTER = re.compile(r"(?:chapter|part|appendix|kapitel|teil|anhang|chapitre|cap[ií]tulo)\s+[\dIVXA-Z]{1,4}\b", re.I)
_LARGER = 1.12
_MOST_WORDS = 20
_DEEPEST = 3
_ENDS_SENTENCE = re.compile(r"[.?!。！？,;][\"'”’)\]\d]*$")


def is_heading(line: Printed, body: float) -> bool:
    text = line.text.strip()
    if len(text.split()) > _MOST_WORDS or not any(char.isalpha() for char in text) or text.endswith((",", SOFT)):
        return False
    if line.size >= _LARGER * body:
        return True
    return line.bold and line.size >= 0.95 * body and not _ENDS_SENTENCE.search(text) and len(text) < 100


def largest(lines: Sequence[Printed]) -> str:
    """The largest words of the first page, where they stand out and are no ornament; else nothing."""
    body = Measures.of(lines).body
    first = [line for line in lines if line.page == lines[0].page and len(line.text.strip()) > 3]
    size = max((line.size for line in first), default=0.0)
    if size < _LARGER * body:
        return ""
    at = next(at for at, line in enumerate(first) if line.size == size)
    run = []
    for line in first[at:]:
        if abs(line.size - size) > 0.05 * size:
            break
        run.append(line)
    title = fold(joined(run, Counter()))
    return title if len(title.split()) <= 30 and not NUMBERED.match(title) else ""


def levels(headings: Iterable[tuple[str, float]]) -> list[int]:
    """How deep each heading is, 1 to 3, of its words and its size in points: by its number, else by its size; never
    more than one deeper than the heading before it."""
    found = [(_depth(text), rounded(size)) for text, size in headings]
    by_size: dict[float, int] = {}
    level = 1
    for size in sorted({size for _, size in found}, reverse=True):
        alike = [depth for depth, other in found if other == size]
        level = min([_DEEPEST, *([depth for depth in alike if depth] or [level])])
        by_size[size] = level
        # What is as large only once, such as on a cover, makes the rest no deeper.
        level += len(alike) > 1
    deep: list[int] = []
    for depth, size in found:
        deep.append(min(depth or by_size[size], _DEEPEST, (deep[-1] if deep else 0) + 1))
    return deep


def _depth(text: str) -> int:
    """How many numbers stand before a heading; 0 where it has none."""
    if _CHAPTER.match(text):
        return 1
    numbered = NUMBERED.match(text)
    return len([part for part in numbered["mark"].split(".") if part]) if numbered else 0
