"""A sentence and somebody's names in, whether it only speaks to them out: "Amy, you noted …", "over to Amy"."""

import re
from collections.abc import Iterable

from kb.english.wordlists import listed

_SPOKEN = re.compile(r"\b(?:I|you|we|your|my|our|us|me)\b", re.IGNORECASE)
_CALLED = re.compile(r"(?:\s(?:and|or)\s\w+)?,")
_TO_THEM = re.compile(r"(?:\s(?:and|or)\s\w+)?,\s(?:I|you|we|your|my)\b", re.IGNORECASE)
_APPOSITION = re.compile(r",\s(?:an?|the|who|which|whose|our|his|her|their)\b")
_ENDS = re.compile(r"[.!…]?[\"”’)]*$")
_HANDED = re.compile(
    r"\b(?:turn|hand|pass|over|off|back)\s(?:\w+\s){0,3}?to\s$|\bthank(?:s| you),?\s(?:\w+,?\s){0,2}$", re.IGNORECASE
)
_LEADING = frozenset(("and", "or", "to", "for", "maybe", "thanks", "thank", "hi", "hello", "dear", "then", "one"))


def only_addressed(text: str, names: Iterable[str]) -> bool:
    """Whether each mention of somebody in the text speaks to them or hands over to them."""
    pattern = "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
    mentions = list(re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE))
    return bool(mentions) and all(_addresses(text[: m.start()], m.group(), text[m.end() :]) for m in mentions)


def _addresses(before: str, name: str, after: str) -> bool:
    if _HANDED.search(before):
        return True
    tail = re.split(r"[,.;:!?–—-]", before)[-1].split()
    if not all(map(_opens, tail)):
        return False
    only_opened = all(map(_opens, before.replace(",", " ").split()))
    if not (_SPOKEN.search(before + after) or (before and only_opened)):
        return False
    if _TO_THEM.match(after):
        return True
    called = _CALLED.match(after) and (bool(before) or not _APPOSITION.match(after))
    set_off = before.rstrip().endswith(",") and _ENDS.fullmatch(after)
    return " " not in name and bool(called or set_off)


def _opens(word: str) -> bool:
    """Whether it may stand before a name that is called: an opener or another name."""
    return word[0].isupper() or word in _LEADING or word.casefold() in listed("openers")
