"""A statement and a name in it → whether it is about what is named, or only mentions it."""

import re

_FEW = 4
_AGENTS = frozenset(("i", "we", "you", "he", "she", "it", "they", "there"))
_PREPOSITIONS = frozenset(
    (
        "about across after against around at before between by during for from in inside into like near of on onto"
        " outside over per than through to toward under until upon using via with within without"
    ).split()
)
_SAYS = re.compile(
    r"(?:['’]s)?\s*(?:\([^)]{1,40}\)\s*)?(?:(?:, (?:which|who) |\s?)(?:is|are|was|were|has|had|will|would|can|could"
    r"|does|did|means|refers to|stands for)\b|, (?:an?|the|our|its|one of)\b)"
)
"""What follows a subject, or a name that is explained."""
_CLAUSE = re.compile(r"[.;:]\s|,\s(?:and|but|so|while|because|where|then)\s")


def is_about(text: str, name: str) -> bool:
    """Whether a name is the subject of a clause or is explained. What the words don't hold a reader saw in them."""
    places = list(re.finditer(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE))
    return not places or any(_SAYS.match(text, m.end()) or _opens(text[: m.start()]) for m in places)


def _opens(before: str) -> bool:
    words = re.findall(r"[\w'’-]+", _CLAUSE.split(before)[-1].casefold())
    return len(words) <= _FEW and not _AGENTS.intersection(words) and not _PREPOSITIONS.intersection(words[-2:])
