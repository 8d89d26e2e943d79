"""What pages say in the place of an author to the names of people; words that name nobody are dropped."""

import re
from collections.abc import Sequence

_BY = re.compile(
    r"(?:written by|words by|posted by|view all posts by|by|von|par|por|autor(?:in)?|author|auteur)\b[:\s]+", re.I
)
_ROLE = re.compile(
    r"\b(?:editors?|editorial|staff|team|admin(?:istrator)?|contributors?|databases?|authority|control|wiki\w*|guest|user|"
    r"newsroom|redaktion|rédaction|press|office|website|blog|unknown|anonymous|authors?|read more|follow|subscribe)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\s*(?:[|·•–—]|\bon\s+(?=[A-Z]\w+day|\d)|\bPublished\b|\bUpdated\b|\d{1,2}[./ ]|[A-Z][a-z]{2,8}\.? \d{1,2},).*\Z"
)
_AND = re.compile(r"\s*(?:,\s*(?:and|und|et|y)\s|,|;|&|\s(?:and|und|et|y)\s)\s*")
_LONGEST = 5
_MOST = 30


def named(said: Sequence[str], site: str) -> tuple[str, ...]:
    """The people in what a page says; at most thirty."""
    found: dict[str, None] = {}
    for text in said:
        text = _BEHIND.sub("", _BY.sub("", text.strip(), count=1))
        for name in _AND.split(text):
            name = _BY.sub("", name, count=1).strip(" ,.;:|")
            if _is_person(name, site):
                found[name] = None
    return tuple(found)[:_MOST]


def _is_person(name: str, site: str) -> bool:
    if not name or len(name) > 60 or len(name.split()) > _LONGEST or name.casefold() == site.casefold():
        return False
    if "/" in name or "@" in name or "http" in name or any(char.isdigit() for char in name):
        return False
    return name[0].isalpha() and not _ROLE.search(name)
