"""One sentence in, how much it is worth quoting out: what stands by itself, says something, and is no chatter."""

import re
from collections.abc import Sequence

from kb.extractive.tokens import Token
from kb.extractive.words import listed, part
from kb.quoting import FILLERS

ENOUGH = 1.0
FEWEST, MOST = 6, 60
LONGEST = 600
"""Characters, looked at before anything is parsed."""

_OPENERS = frozenset(
    "so and but or well now okay ok yes yeah right also then again actually basically anyway because look see oh".split()
)
_CHATTER = frozenset(
    "thanks thank welcome hello hi hey bye goodbye please sorry cheers congratulations let let's great good sure"
    " exactly absolutely".split()
)
_UNRESOLVED = frozenset(
    "it it's this that that's these those he he's she she's they they're him them his its such which both neither same"
    " one here there's".split()
)
_MODERATING = re.compile(
    r"\b(?:next question|your line|go ahead|operator|thank you|thanks|question(?:s)? (?:is|from|for|about)|let me|let's"
    r"|we'll (?:come|get|go|move|take|talk|see)|i'm going to|i(?:'d| would) (?:like|love) to|i want to (?:ask|go|come)"
    r"|as i said|you guys|welcome|nice to|good (?:morning|afternoon|evening)|stay tuned|subscribe|check out|join (?:me|us)"
    r"|on the call|on today's (?:call|show)|turn (?:it|the call) over|moving on|i don't know|i mean|you know|sort of"
    r"|kind of|or whatever|i guess)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"\b(?:is|are|was|were|means?|refers to|called|known as|stands for|became|consists of)\b (?:a|an|the|\w+ed)\b"
)
_NOISE = re.compile(r"[{}<>=|\\`$#_~^*]|https?:|www\.")
_BROKEN = re.compile(r"\s[-–—]+\s(?=(\w+)\b)|--|\.\.\.|…|\b(\w+),? \2\b", re.IGNORECASE)


def readable(sentence: str) -> bool:
    """Whether it is worth parsing: a statement of sane length, neither a question nor code."""
    if not 20 <= len(sentence) <= LONGEST or sentence.rstrip("\"'”’)»").endswith(("?", "？", ":")):
        return False
    noise = len(_NOISE.findall(sentence))
    return "{" not in sentence and noise * 25 <= len(sentence)


def worth(sentence: str, tokens: Sequence[Token], names: Sequence[str]) -> float:
    """The more names, numbers and definition, the better; 0 for what doesn't stand by itself."""
    body = _without_openers(tokens)
    if not FEWEST <= len(body) or len(tokens) > MOST or body[0].low in _CHATTER:
        return 0.0
    proper = sum(any(c.isupper() for c in name) for name in names)
    phrases = sum(" " in name for name in names) - sum(" " in name and name[0].isupper() for name in names)
    numbers = sum(token.number for token in tokens)
    if body[0].low in _UNRESOLVED and proper + min(numbers, 1) < 2:
        return 0.0
    value = min(proper, 3) * 0.9 + min(phrases, 3) * 0.5 + min(numbers, 2) * 0.3
    value += 0.4 * (len(names) - proper - phrases > 0) + 0.8 * bool(_DEFINING.search(sentence))
    value += 0.4 * (10 <= len(tokens) <= 35) + 0.07 * min(12, len({t.low for t in tokens if part(t.low) != "other"}))
    return value - _chatty(sentence, tokens)


def _without_openers(tokens: Sequence[Token]) -> Sequence[Token]:
    at = 0
    while at < len(tokens) and tokens[at].low in _OPENERS:
        at += 1
    return tokens[at:]


def _chatty(sentence: str, tokens: Sequence[Token]) -> float:
    """What speech costs: fillers, restarts, moderation, and too many small words."""
    fillers = sum(token.low in FILLERS for token in tokens)
    small = sum(token.low in listed("function") for token in tokens) / len(tokens)
    broken = len(_BROKEN.findall(sentence))
    return 0.5 * len(_MODERATING.findall(sentence)) + 0.3 * fillers + 0.4 * broken + max(0.0, small - 0.55) * 4


def weakness(text: str) -> float:
    """What a quoted sentence lacks by itself: it leans on the one before, or chats."""
    first = text.split(" ", 1)[0].casefold().strip(",.").replace("’", "'")
    return 0.6 * (first in _UNRESOLVED) + 0.2 * (first in _OPENERS) + 0.3 * len(_MODERATING.findall(text))
