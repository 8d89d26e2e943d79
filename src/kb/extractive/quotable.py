"""One sentence in, how much it is worth quoting out: what stands by itself, says something, and is no chatter."""

import re
from collections.abc import Sequence
from functools import cache

from kb.english.wordlists import listed, phrases
from kb.english.words import part, says
from kb.extractive.tokens import Token
from kb.quoting import FILLERS

ENOUGH = 0.7
FEWEST, MOST = 6, 60
SHORTEST, LONGEST = 10, 600
"""Characters, looked at before anything is parsed."""

_DEFINING = re.compile(
    r"\b(?:is|are|was|were|means?|refers to|called|known as|stands for|became|consists of)\b (?:a|an|the|\w+ed)\b"
)
_FILE = re.compile(r"\w_\w+.{0,80}\.(?:txt|pdf|docx?)\b")
_LABEL = re.compile(r"[A-Z][A-Z.' -]{3,}(?:,[^:]{0,60})?:")
_NOISE = re.compile(r"[{}<>=|\\`$#_~^*]|https?:|www\.")
_BROKEN = re.compile(r"\s[-–—]+\s(?=(\w+)\b)|--|\.\.\.|…|\b(\w+),? \2\b", re.IGNORECASE)


@cache
def _moderating() -> re.Pattern[str]:
    """What leads through a talk and says nothing of its subject."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases('moderating')))})\b", re.IGNORECASE)


def readable(sentence: str) -> bool:
    """Whether it is worth parsing: a statement of sane length, neither a question nor code."""
    if not SHORTEST <= len(sentence) <= LONGEST or sentence.rstrip("\"'”’)»").endswith(("?", "？", ":")):
        return False
    noise = len(_NOISE.findall(sentence))
    stray = "{" in sentence or _FILE.search(sentence) or _LABEL.match(sentence)
    return not stray and noise * 25 <= len(sentence)


def worth(sentence: str, tokens: Sequence[Token], names: Sequence[str], *, english: bool = True) -> float:
    """The more names, numbers and definition, the better; 0 for what doesn't stand by itself."""
    body = _without_openers(tokens)
    if len(body) < FEWEST or len(tokens) > MOST or body[0].low in listed("chatter"):
        return 0.0
    proper = sum(not name.islower() for name in names)
    numbers = min(sum(token.number for token in tokens), 2)
    if _leans(body) and proper + numbers + sum(name.islower() and " " in name for name in names) < 2:
        return 0.0
    mute = english and not any(says(token.low) for token in tokens)
    return _said(sentence, tokens, names, proper) + 0.3 * numbers - 1.2 * mute - _chatty(sentence, tokens)


def _said(sentence: str, tokens: Sequence[Token], names: Sequence[str], proper: int) -> float:
    """What it tells: names most, then noun phrases, a definition, and words that carry meaning."""
    nouns = sum(name.islower() and " " in name for name in names)
    meaning = len({token.low for token in tokens if part(token.low) != "other"})
    told = 0.9 * min(proper, 3) + 0.5 * min(nouns, 3) + 0.4 * (len(names) > proper + nouns)
    shaped = 0.8 * bool(_DEFINING.search(sentence)) + 0.4 * (10 <= len(tokens) <= 35)
    return told + shaped + 0.07 * min(12, meaning)


def _leans(body: Sequence[Token]) -> bool:
    """Whether it begins with a word for something said before; "these robots" names it, "these" does not."""
    if body[0].low not in listed("unresolved"):
        return False
    return body[0].low not in listed("determiners") or part(body[1].low) not in {"noun", "modifier"}


def _without_openers(tokens: Sequence[Token]) -> Sequence[Token]:
    at = 0
    while at < len(tokens) and tokens[at].low in listed("openers"):
        at += 1
    return tokens[at:]


def _chatty(sentence: str, tokens: Sequence[Token]) -> float:
    """What speech costs: fillers, restarts, moderation, and too many small words."""
    fillers = sum(token.low in FILLERS for token in tokens)
    small = sum(token.low in listed("function") for token in tokens) / len(tokens)
    broken = len(_BROKEN.findall(sentence))
    return 0.5 * len(_moderating().findall(sentence)) + 0.3 * fillers + 0.4 * broken + max(0.0, small - 0.55) * 4


def weakness(text: str) -> float:
    """What a quoted sentence lacks by itself: it leans on the one before, or chats."""
    first = text.split(" ", 1)[0].casefold().strip(",.").replace("’", "'")
    return (
        0.6 * (first in listed("unresolved"))
        + 0.2 * (first in listed("openers"))
        + 0.3 * len(_moderating().findall(text))
    )
