"""Texts → slides that hold them: lines are measured, and what is too long for one slide goes on on the next."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\S+\s*")
_GOES_ON = " …"


@dataclass(frozen=True, slots=True)
class Slide:
    """What fits on a slide."""

    width: int
    """Cells of a line; a wide character takes two."""
    lines: int
    items: int


@dataclass(frozen=True, slots=True)
class Part:
    """An item, or as much of it as one slide holds."""

    item: int
    """Its number, from 0."""
    text: str
    last: bool
    """Whether the item ends here."""


def width(text: str) -> int:
    """In cells."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text if not char.isascii())


def wrapped(text: str, cells: int) -> list[str]:
    """The lines that a text takes; joined they are the text."""
    lines: list[str] = []
    line = ""
    for piece in (piece for word in _WORD.findall(text) for piece in _pieces(word, cells)):
        if line and width(line + piece.rstrip()) > cells:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line] if line else lines


def _pieces(word: str, cells: int) -> Iterator[str]:
    """The word; one that no line holds is cut."""
    if width(word.rstrip()) <= cells:
        yield word
        return
    piece = ""
    for char in word:
        if piece and width(piece + char) > cells:
            yield piece
            piece = ""
        piece += char
    yield piece


def packed(items: Sequence[str], slide: Slide, below: int = 0) -> list[list[Part]]:
    """Slides of nearly equally many items. `below` is how many lines stand below the end of each item."""
    if not items:
        return []
    most = -(-len(items) // -(-len(items) // slide.items))
    slides: list[list[Part]] = []
    used = slide.lines
    for part, lines in (one for at, item in enumerate(items) for one in _parts(at, item, slide, below)):
        if used + lines > slide.lines or len(slides[-1]) >= most:
            slides.append([])
            used = 0
        slides[-1].append(part)
        used += lines
    return slides


def _parts(number: int, item: str, slide: Slide, below: int) -> Iterator[tuple[Part, int]]:
    """The item in parts that a slide holds, with the lines that each takes."""
    lines = wrapped(item, slide.width - len(_GOES_ON))
    room = slide.lines - below
    while len(lines) > room:
        yield Part(number, "".join(lines[:room]).rstrip() + _GOES_ON, last=False), room
        lines = lines[room:]
    yield Part(number, "".join(lines), last=True), len(lines) + below
