"""A passage with its matches marked → the stretch of it that shows most of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.spans import Span

_WIDTH = 240
_LEAD = 40
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line of text, and where in it the query matched."""

    text: str
    matches: tuple[Span, ...] = ()
    at: int = 0
    """Where its first match, or its beginning, stands in the passage."""


def unmark(marked: str, opening: str, closing: str) -> Snippet:
    """The text without its marks, and the spans they enclosed."""
    text, spans = "", []
    for part in marked.split(opening):
        inside, closed, outside = part.partition(closing)
        if closed:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside + outside
    return Snippet(text, tuple(spans))


def also(whole: Snippet, further: Iterable[Span]) -> Snippet:
    """With further matches; those that overlap become one."""
    spans: list[Span] = []
    for span in sorted({*whole.matches, *further}):
        if spans and span.start < spans[-1].end:
            span = Span(spans[-1].start, max(span.end, spans.pop().end))
        spans.append(span)
    return replace(whole, matches=tuple(spans))


def cut(whole: Snippet, width: int = _WIDTH) -> Snippet:
    """About `width` characters around the matches that stand closest together, on one line."""
    start = _start(whole, width)
    end = _word_end(whole.text, min(len(whole.text), start + width))
    head = _ELLIPSIS if start else ""
    tail = _ELLIPSIS if end < len(whole.text) else ""
    moved = len(head) - start
    inside = [span for span in whole.matches if start <= span.start and span.end <= end]
    text = "".join(" " if char.isspace() else char for char in whole.text[start:end])
    matches = tuple(Span(span.start + moved, span.end + moved) for span in inside)
    return Snippet(head + text + tail, matches, inside[0].start if inside else start)


def _start(whole: Snippet, width: int) -> int:
    """Where the window begins that holds most matches, a few words before the first of them."""
    if len(whole.text) <= width or not whole.matches:
        return 0
    room = width - _LEAD
    best = max(whole.matches, key=lambda first: _different(whole, first.start, first.start + room))
    return _word_start(whole.text, max(0, best.start - _LEAD))


def _different(whole: Snippet, start: int, end: int) -> tuple[int, int]:
    inside = [whole.text[span.start : span.end].casefold() for span in whole.matches if start <= span.start < end]
    return len(set(inside)), -start


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word, unless the text is of a kind that has no spaces."""
    space = text.find(" ", at, at + _LEAD)
    return at if at == 0 or space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    if at == len(text):
        return at
    space = text.rfind(" ", max(0, at - _LEAD), at)
    return at if space < 0 else space
