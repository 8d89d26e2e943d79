"""What a model wrote and the words it rests on → why it must not be printed, if there is a reason."""

import re
import unicodedata
from collections.abc import Sequence

from kb.markup import fold
from kb.quoting import locate
from kb.sentences import sentences
from kb.suspicious import instructions

LONGEST = 2000
"""Characters of one statement or sentence."""
_LONGEST_NAME = 120
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|\b(?:javascript|vbscript|data|mailto):)[^\s<>\"“”]+", re.I)
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
_JOINERS = "\u200c\u200d"
_NO_NAME = re.compile(r"[\n\r{}<>]|\[\[|\]\]|\]\(|!\[")
_ROLES = frozenset({"system", "assistant", "user", "human", "developer", "tool", "ai", "model", "prompt"})


def objection(text: str, quotes: Sequence[str] = (), speaker: str = "") -> str:
    """Why a sentence of a model can't stand, to be read after "it"; nothing when it can.

    An order to a model may stand as the very words of a quote whose speaker the source names. Without `quotes` the
    text rests on nothing, as a description does.
    """
    if len(text) > LONGEST:
        return f"has more than {LONGEST:,} characters"
    said = "\n".join(quotes)
    unseen = sorted({c for c in set(text) if unicodedata.category(c) in _UNSEEN} - {*"\n\t", *_JOINERS, *said})
    if unseen:
        return f"holds a character that nobody sees, U+{ord(unseen[0]):04X}"
    for address in _ADDRESS.findall(text):
        if address.rstrip(".,;:!?)'’]") not in said:
            return "holds an address that stands in none of its quotes"
    signs = instructions(text)
    if signs and not (_is_somebody(speaker) and any(fold(text) in fold(quote) for quote in quotes)):
        return f"{signs[0].reason}: {signs[0].words!r}"
    return "is several sentences that its quotes do not hold" if quotes and _runs_on(fold(text), quotes) else ""


def nameable(name: str) -> bool:
    """Whether a page, a subject or a speaker may be called so: one line of words, without markup and address."""
    letters = any(char.isalnum() for char in name)
    return letters and len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and not objection(name)


def _runs_on(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence stands before the last that no quote holds: a note behind the last would not carry it."""
    before = [text[span.start : span.end] for span in sentences(text)[:-1]]
    return any(all(locate(quote, one) is None for quote in quotes) for one in before)


def _is_somebody(speaker: str) -> bool:
    """Whether a label before a turn names a speaker, and is no part in a conversation with a model and no order."""
    return bool(speaker) and speaker.casefold() not in _ROLES and nameable(speaker)
