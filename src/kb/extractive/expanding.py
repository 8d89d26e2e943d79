"""A text in, the acronyms that it explains out: "SOEs (State Owned Enterprises)", "machine learning (ML)"."""

import re
from collections.abc import Iterable, Mapping

from kb.english.wordlists import listed

_SHORT_FIRST = re.compile(r"\b([A-Z]{2,6}s?) \(([^\W\d_][^()]{4,60})\)")
_LONG_FIRST = re.compile(r"((?:[^\W_][\w'’&-]* ){1,8})\(([A-Z]{2,6}s?)\)")


def explained(texts: Iterable[str]) -> dict[str, str]:
    """Each explained acronym → its words, and the words, folded → the acronym."""
    found: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        pairs = [(m[1], m[2].split()) for m in _SHORT_FIRST.finditer(text)]
        pairs += [(m[2], m[1].split()) for m in _LONG_FIRST.finditer(text)]
        for short, words in pairs:
            long = _expansion(short, words)
            if long:
                found.setdefault(short.casefold(), long)
                found.setdefault(long.casefold(), short)
    return found


def _expansion(short: str, words: list[str]) -> str:
    """The last of the words that the letters stand for; nothing when they don't."""
    letters = short.rstrip("s").casefold()
    for size in range(len(letters), len(letters) + 3):
        last = words[-size:]
        initials = "".join(w[0] for w in last if size == len(letters) or w.casefold() not in listed("function"))
        if len(last) == size and initials.casefold() == letters:
            return " ".join(last)
    return ""


def both(names: Iterable[str], pairs: Mapping[str, str]) -> list[str]:
    """The names, each acronym beside its words and the words beside their acronym."""
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        if name.casefold() in pairs:
            found[pairs[name.casefold()]] = None
    return list(found)
