"""Texts, best first → those that fit into a number of tokens, the last one cut after a sentence."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kb.search.passages import tokens_of
from kb.sentences import sentences


@dataclass(frozen=True, slots=True)
class Share:
    """As much of a text as there was room for."""

    text: str
    tokens: int
    """About how many: four Latin letters each, one for each CJK character."""
    truncated: bool = False


def whole(text: str) -> Share:
    return Share(text, tokens_of(text))


def shares(texts: Iterable[str], tokens: int) -> list[Share]:
    """The texts from the first on, until the tokens are used. There is always something of the first."""
    found: list[Share] = []
    left = tokens
    for text in texts:
        share = whole(text)
        if share.tokens > left:
            part = _sentences(text, left) or ("" if found else _words(text, left))
            return [*found, Share(part, tokens_of(part), truncated=True)] if part else found
        found.append(share)
        left -= share.tokens
    return found


def _sentences(text: str, tokens: int) -> str:
    """The longest beginning that ends with a sentence and has no more tokens."""
    ends = [span.end for span in sentences(text)]
    fitting = bisect_right(ends, tokens, key=lambda end: tokens_of(text[:end]))
    return text[: ends[fitting - 1]] if fitting else ""


def _words(text: str, tokens: int) -> str:
    """The same for words, or for characters where there is no space."""
    end = bisect_right(range(len(text)), tokens, key=lambda at: tokens_of(text[: at + 1]))
    space = text.rfind(" ", 0, end + 1)
    return text[: space if space > 0 else end].rstrip()
