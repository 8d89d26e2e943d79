"""Lines to paragraphs: wrapped ones are joined, long ones cut at sentence ends; each keeps its lines and its time."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kb.quoting import Span
from kb.readers.reader import Line
from kb.sentences import sentences

LONGEST_OF_PROSE = 250
LONGEST_OF_SPEECH = 160
_ENOUGH = 80
_CAP = 160
_CRUMB = 25
_RUN_ON = 140
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f"
_IS_CJK = re.compile(f"[{_CJK}]")
_ENDS_IN_CJK = re.compile(f"[{_CJK}]$")
_MARKER = re.compile(r"(?:so|now|okay|ok|but|and so|all right|alright|let's|well|then)\b", re.I)
_TERMINAL = re.compile(r"[.?!:;…。！？][\"'”’)\]]*$")


class Piece(NamedTuple):
    """Words that stand together in the file."""

    text: str
    line: int
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    lines: tuple[int, int]
    seconds: float | None = None


def pieces(lines: Sequence[Line], seconds: float | None = None) -> list[Piece]:
    """Each line's words, without its outer white space; the time is that of the first."""
    return [Piece(fold(line.text), line.number, None if at else seconds) for at, line in enumerate(lines)]


def fold(text: str) -> str:
    return " ".join(text.split())


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines between blank ones."""
    run: list[Line] = []
    for line in lines:
        if line.text.strip():
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def unwrapped(group: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs of a run of lines: all of it where lines are wrapped at a margin, else one a line."""
    return [list(group)] if is_wrapped([line.text.rstrip() for line in group]) else [[line] for line in group]


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end because the next word did not fit."""
    width = max(map(len, lines))
    if len(lines) < 2 or width > 110 or width < (20 if _IS_CJK.search(lines[0]) else 40):
        return False
    pairs = list(pairwise(lines))
    full = sum(len(one) + 1 + len(_first_word(two)) > width for one, two in pairs)
    if full < 0.8 * len(pairs):
        return False
    # Two lines that happen to fit prove little: there must be a sentence that goes on.
    if len(pairs) < 3:
        return any(two.lstrip()[:1].islower() or _ENDS_IN_CJK.search(one) for one, two in pairs)
    return sum(bool(_TERMINAL.search(one)) for one in lines[:-1]) <= len(pairs) / 2


def are_captions(lines: Sequence[str]) -> bool:
    """Whether lines are as short as captions, cut in the middle of sentences."""
    if len(lines) < 20:
        return False
    lengths = sorted(map(len, lines))
    unfinished = sum(not _TERMINAL.search(line) for line in lines)
    return median(lengths) <= 50 and lengths[int(len(lengths) * 0.95)] <= 70 and unfinished > 0.6 * len(lines)


def _first_word(line: str) -> str:
    return (line.split(None, 1) or [""])[0] if not _IS_CJK.match(line.lstrip()) else line.lstrip()[:1]


def size(text: str) -> int:
    """Words; characters of Chinese, Japanese and Korean count for a little more than half a word each."""
    wide = 0 if text.isascii() or not _IS_CJK.search(text) else len(_IS_CJK.findall(text))
    return len(text.split()) + int(wide / 1.8)


def divided(parts: Sequence[Piece], longest: int) -> list[Paragraph]:
    """One paragraph of all the pieces; several, cut at sentence ends, where it is longer than `longest` words."""
    if len(parts) == 1 and len(parts[0].text) < 2 * longest:
        return [Paragraph(parts[0].text, (parts[0].line, parts[0].line), parts[0].seconds)]
    text, starts = _join(parts)
    spans = [Span(0, len(text))] if size(text) <= longest else cut(text)
    return [_paragraph(text, span, parts, starts) for span in spans if span.start < span.end]


def _join(parts: Sequence[Piece]) -> tuple[str, list[int]]:
    """The text of the pieces, and where in it each begins."""
    text: list[str] = []
    starts: list[int] = []
    length = 0
    for part in parts:
        if length and part.text and not (_ENDS_IN_CJK.search(text[-1]) and _IS_CJK.match(part.text)):
            text.append(" ")
            length += 1
        starts.append(length)
        text.append(part.text)
        length += len(part.text)
    return "".join(text), starts


def _paragraph(text: str, span: Span, parts: Sequence[Piece], starts: list[int]) -> Paragraph:
    first = bisect_right(starts, span.start) - 1
    last = bisect_right(starts, span.end - 1) - 1
    at = next((part.seconds for part in reversed(parts[: first + 1]) if part.seconds is not None), None)
    return Paragraph(text[span.start : span.end], (parts[first].line, parts[last].line), at)


def cut(text: str) -> list[Span]:
    """Spans of whole sentences, of 80 to 160 words, where possible each beginning with a turn of the talk."""
    found: list[Span] = []
    words = 0
    for sentence in _bearable(text):
        more = size(text[sentence.start : sentence.end])
        full = words >= _ENOUGH and (words + more > _CAP or _MARKER.match(text, sentence.start) is not None)
        if not found or full or (words + more > _CAP and words >= _CRUMB):
            found.append(sentence)
            words = more
        else:
            found[-1] = Span(found[-1].start, sentence.end)
            words += more
    # A last sentence or two are not worth a paragraph.
    if len(found) > 1 and words < _CRUMB:
        found[-2:] = [Span(found[-2].start, found[-1].end)]
    return found


def _bearable(text: str) -> Iterator[Span]:
    """The sentences of a text; speech without full stops in pieces that a reader can bear."""
    spans = sentences(text)
    if not spans:
        yield Span(0, len(text))
        return
    for at, span in enumerate(spans):
        # What the splitter drops, such as a lone dash, stays with the sentence before it.
        start = span.start if at else 0
        end = spans[at + 1].start if at + 1 < len(spans) else len(text)
        end = start + len(text[start:end].rstrip())
        if end - start < 5 * _RUN_ON or size(text[start:end]) <= 2 * _RUN_ON:
            yield Span(start, end)
        else:
            yield from _run_on(text, start, end)


def _run_on(text: str, start: int, end: int) -> Iterator[Span]:
    """A run-on in pieces, each ending before a discourse marker after 90 words, or after 140."""
    begun, words = start, 0
    before = start
    for word in re.finditer(r"\S+", text[start:end]):
        at = start + word.start()
        if words >= _RUN_ON or (words >= 90 and _MARKER.match(text, at)):
            yield Span(begun, before)
            begun, words = at, 0
        words += max(1, size(word.group())) if not word.group().isascii() else 1
        before = start + word.end()
    yield Span(begun, end)
