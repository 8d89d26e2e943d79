"""Finding a quote in a text: exactly, then up to typography, then up to the fillers of speech."""

import re
import unicodedata

from kb.late import late
from kb.spans import Span as Span

FILLERS = frozenset({"um", "uh", "er", "erm", "mm", "hmm", "uhm"})
_JOINT = "\u2060"
_HYPHENATED = late(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)|\u00ad")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_LETTERS = rf"(?:(?![{_CJK}])[^\W_]|{_JOINT}|(?<=\d)[.,](?=\d))+"
# A number is one word with its point and its sign: "5" is not in "3.5", and "5 %" is not "-5 %".
_WORD = late(rf"[{_CJK}]|(?:(?<![\w)\]])[-−](?=\d))?{_LETTERS}(?:['’]{_LETTERS})*")
_CUT_NUMBER = late(r"\d[.,]\d|(?<![\w)\]])[-−]\d")


def locate(text: str, quote: str) -> Span | None:
    """Where `quote` stands in `text`; the span is of `text`, whole words only. None if it does not stand there.

    White space, hyphenation, quote marks and dashes don't count; nor do fillers (um, uh) and doubled words.
    """
    quote = unicodedata.normalize("NFC", quote.strip())
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
    """Whether no word and no number is cut at either end."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    # Chinese and Japanese have no white space between words: any end will do.
    cjk = text[start] > "\u2e7f" or text[end - 1] > "\u2e7f"
    return (cjk or not (before or after)) and not (_cuts_number(text, start) or _cuts_number(text, end))


def _cuts_number(text: str, at: int) -> bool:
    """Whether a number goes on at both sides of `at`."""
    marks = _CUT_NUMBER.finditer(text, max(0, at - 2), min(len(text), at + 2))
    return any(mark.start() < at < mark.end() for mark in marks)


def _words(text: str) -> list[tuple[str, Span]]:
    """The words, case folded, without fillers and without a word said twice in a row; doubles keep both places."""
    joined = _HYPHENATED.sub(lambda mark: _JOINT * len(mark.group()), text)
    words: list[tuple[str, Span]] = []
    for match in _WORD.finditer(joined):
        word = match.group().replace(_JOINT, "").replace("’", "'").replace("−", "-").casefold()
        if not word or word in FILLERS:
            continue
        if words and words[-1][0] == word and _may_be_doubled(word):
            words[-1] = (word, Span(words[-1][1].start, match.end()))
        else:
            words.append((word, Span(*match.span())))
    return words


def _may_be_doubled(word: str) -> bool:
    """Whether saying it twice is a slip of the tongue: "the the" is, "20 20" and 天天 are not."""
    return word.isalpha() and word[0] < "\u2e80"


def _sequence(words: list[str], wanted: list[str]) -> int | None:
    """Index of the first run of `wanted` in `words`."""
    first, length = wanted[0], len(wanted)
    last = len(words) - length
    return next((at for at in range(last + 1) if words[at] == first and words[at : at + length] == wanted), None)


def _with_punctuation(text: str, span: Span, quote: str) -> Span:
    """The span, with the punctuation that the quote begins and ends on where the text has it too."""
    start, end = span
    head, tail = re.search(r"^[^\w\s]*", quote), re.search(r"[^\w\s]*$", quote)
    for mark in reversed(head.group()) if head else "":
        if start and text[start - 1] == mark:
            start -= 1
    for mark in tail.group() if tail else "":
        if text[end : end + 1] == mark:
            end += 1
    return Span(start, end)
