"""Citations of a page → what stands around their quotes in the sources, each stretch once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.lint.bundle import Bundle
from kb.lint.carried import published
from kb.lint.quotes import words
from kb.quoting import Span, locate
from kb.stages.judge_sentences import Around, Quoted
from kb.wiki.page import Cited, Page

_ROOM = 500
"""Characters before a quote and behind it: with about 1,000 in all, hardly a pronoun is left open."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a source, a line for each of its lines."""

    text: str
    starts: dict[int, int]
    """By number of a page's line, where it begins."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    source: Page
    span: Span


def surroundings(bundle: Bundle, page: Page, cited: Sequence[Cited]) -> tuple[list[Quoted], tuple[Around, ...]]:
    """The quotes, and the texts that they name. Stretches of one source that meet are one."""
    found = [_stretch(bundle, page, one) for one in cited]
    merged = list(_merged([one for one in found if one is not None]))
    quotes = [Quoted(one.quote, one.where, _place(at, merged)) for one, at in zip(cited, found, strict=True)]
    return quotes, tuple(_around(one) for one in merged)


def _stretch(bundle: Bundle, page: Page, cited: Cited) -> _Stretch | None:
    source = bundle.cited_page(page, cited)
    block = bundle.cited_block(page, cited)
    if source is None or block is None:
        return None
    whole = _text(source)
    start = whole.starts.get(block.line)
    if start is None:
        return None
    length = len(words(block.markdown))
    at = locate(whole.text[start : start + length + 1], cited.quote) or Span(0, min(length, _ROOM))
    return _Stretch(source, _widened(whole.text, start + at.start, start + at.end))


def _widened(text: str, start: int, end: int) -> Span:
    """To the room around, and from there to the next white space."""
    start, end = max(0, start - _ROOM), min(len(text), end + _ROOM)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _merged(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """In order of source and place."""
    last: _Stretch | None = None
    for one in sorted(stretches, key=lambda one: (one.source.path, one.span.start, one.span.end)):
        if last is None or last.source.path != one.source.path or last.span.end < one.span.start:
            if last is not None:
                yield last
            last = one
        else:
            last = _Stretch(last.source, Span(last.span.start, max(last.span.end, one.span.end)))
    if last is not None:
        yield last


def _place(stretch: _Stretch | None, merged: Sequence[_Stretch]) -> int | None:
    if stretch is None:
        return None
    start, path = stretch.span.start, stretch.source.path
    return next(
        at for at, one in enumerate(merged) if one.source.path == path and one.span.start <= start <= one.span.end
    )


def _around(stretch: _Stretch) -> Around:
    source, (start, end) = stretch.source, stretch.span
    text = _text(source).text
    shown = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Around(source.title, described(source), shown)


def described(source: Page) -> str:
    """Kind, people and date of a source, as its page gives them."""
    kind = source.string("genre") or source.string("kind")
    worded = "in a program's words" if source.string("wording") == "machine_reworded" else ""
    return " · ".join(part for part in (kind, worded, ", ".join(source.strings("author")), published(source)) if part)


# Sentences of a page cite the same few sources.
@lru_cache(maxsize=16)
def _text(source: Page) -> _Text:
    """What stands below its heading `Text`; its blocks where it has no such heading."""
    lines, starts, at = list[str](), dict[int, int](), 0
    for number in _lines(source):
        said = words(source.lines[number - 1])
        if said:
            starts[number] = at
            lines.append(said)
            at += len(said) + 1
    return _Text("\n".join(lines), starts)


def _lines(source: Page) -> Iterator[int]:
    blocks = [block.line for block in source.blocks]
    if not blocks:
        return
    last = max(blocks, default=0)
    end = next((one.line for one in source.headings if one.level <= 2 and one.line > last), len(source.lines) + 1)
    notes = [note.line for note in source.footnotes if note.line > last]
    yield from range(min(blocks), min([end, *notes]))
