"""A name → what its spellings share, so that "the SOEs", "SOE's" and "SOE" are one."""

import re
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_PART = re.compile(r"[\s\-‐‑–—_/]+")
_ACRONYM = re.compile(r"[A-Z0-9]{2,}s")
_FEW_LETTERS = 3


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """What spellings of one name share: no case, article, possession or plural; hyphens are spaces."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split())))
    words = [part for part in _PART.split(bare) if part]
    if not words:
        return bare.casefold()
    # "Windows" is a name by itself and no plural; "SOEs" and "Knowledge Bases" are plurals.
    proper = len(words) == 1 and words[0][0].isupper() and not _ACRONYM.fullmatch(words[0])
    last = words[-1] if proper else _singular(words[-1])
    return " ".join([*words[:-1], last]).casefold()


def _singular(word: str) -> str:
    low = word.casefold()
    if _ACRONYM.fullmatch(word):
        return word[:-1]
    if len(low) <= _FEW_LETTERS:
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is", "ics", "ews")) else word
