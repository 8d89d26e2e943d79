"""Finding a quote in a text: exactly, then up to typography, then up to the fillers of speech."""

import re
from typing import NamedTuple

FILLERS = frozenset({"um", "uh", "er", "erm", "mm", "hmm", "uhm"})
_JOINT = "\u2060"
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)|\u00ad")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_]|{_JOINT})+(?:['’](?:(?![{_CJK}])[^\W_]|{_JOINT})+)*")


class Span(NamedTuple):
    """Half-open range of characters."""

    start: int
    end: int


def locate(text: str, quote: str) -> Span | None:
    """Where `quote` stands in `text`; the span is of `text`, whole words only. None if it does not stand there.

    White space, hyphenation, quote marks and dashes don't count; nor do fillers (um, uh) and doubled words.
    """
    quote = quote.strip()
    start = text.find(quote) if quote else -1
    if start >= 0 and _whole(text, start, start + len(quote)):
        return Span(start, start + len(quote))
    wanted = [word for word, _ in _words(quote)]
    if not wanted:
        return None
    found = _words(text)
    at = _sequence([word for word, _ in found], wanted)
    if at is None:
        return None
    return _with_punctuation(text, Span(found[at][1].start, found[at + len(wanted) - 1][1].end), quote)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    cjk = text[start] > "\u2e7f" or text[end - 1] > "\u2e7f"
    return cjk or not (before or after)


def _words(text: str) -> list[tuple[str, Span]]:
    """The words, case folded, without fillers and without a word said twice in a row; doubles keep both places."""
    joined = _HYPHENATED.sub(lambda mark: _JOINT * len(mark.group()), text)
    words: list[tuple[str, Span]] = []
    for match in _WORD.finditer(joined):
        word = match.group().replace(_JOINT, "").replace("’", "'").casefold()
        if not word or word in FILLERS:
            continue
        if words and words[-1][0] == word:
            words[-1] = (word, Span(words[-1][1].start, match.end()))
        else:
            words.append((word, Span(*match.span())))
    return words


def _sequence(words: list[str], wanted: list[str]) -> int | None:
    """Index of the first run of `wanted` in `words`."""
    last = len(words) - len(wanted)
    return next((at for at in range(last + 1) if words[at : at + len(wanted)] == wanted), None)


def _with_punctuation(text: str, span: Span, quote: str) -> Span:
    """The span, with the punctuation that the quote ends on where the text has it too."""
    end = span.end
    tail = re.search(r"[^\w\s]*$", quote)
    for mark in tail.group() if tail else "":
        if text[end : end + 1] == mark:
            end += 1
    return Span(span.start, end)
