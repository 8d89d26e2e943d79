"""A batch of names in, decisions out: a concept of its own, another name of one, or no page."""

import re
from collections.abc import Mapping

from kb.english.wordlists import demonyms, given_names, listed
from kb.english.words import common, empty, generic, part, says, vague
from kb.extractive.identity import Known, is_part_of_person, other_name
from kb.stages.resolve import Batch, Decision, Name, ResolveReply

_BRAND_CLAIMS, _BRAND_SOURCES = 10, 3
"""A common word with a capital, such as Windows, is a name when it is used so much."""
_COMMON_CLAIMS = 8
"""A phrase of common words is a subject when it is used so much."""
_NO_NAME = re.compile(
    r".*\.(?:com|org|net|txt|md|html?|py|json|csv)|(?:FY|Q|H|EP|S)-?\d+.*|\d+|.*[_/@].*[_/@].*|[A-Z]&[A-Z]|.*\W",
    re.IGNORECASE,
)


def resolve(batch: Batch) -> ResolveReply:
    """Decisions on the names that need no more evidence. What a name is another name of is `new` too, or known before.

    A common word that may still turn out to be a name gets no decision: a skipped name is not asked about again.
    """
    kept = {name.text: name for name in batch.names if not _never(name) and not _not_yet(name)}
    titles = {text: title(name) for text, name in kept.items()}
    same: dict[str, Known] = {}
    for text, name in kept.items():
        found = other_name(name, _around(name, kept, titles, same))
        if found is not None:
            same[text] = found
    targets = {known.title for known in same.values()}
    decided = [name for name in batch.names if name.text in kept or _never(name)]
    return ResolveReply(decisions=[d for name in decided if (d := _decision(name, titles, same, targets)) is not None])


def _around(name: Name, kept: Mapping[str, Name], titles: Mapping[str, str], same: Mapping[str, Known]) -> list[Known]:
    """What it may be: concepts known before, and names of the batch that are not another's themselves."""
    known = [Known(candidate, 0) for candidate in name.candidates]
    return known + [Known(titles[t], n.claims) for t, n in kept.items() if t != name.text and t not in same]


def _decision(name: Name, titles: Mapping[str, str], same: Mapping[str, Known], targets: set[str]) -> Decision | None:
    if name.text in same:
        return Decision(name=name.text, verdict="same", concept=same[name.text].title)
    own = titles.get(name.text)
    if own is None:
        return Decision(name=name.text, verdict="skip", concept="")
    if is_part_of_person(name) and own not in targets:
        return None
    return Decision(name=name.text, verdict="new", concept=demonyms().get(name.text.casefold(), own))


def _never(name: Name) -> bool:
    """Whether no amount of use makes it a name: dates, numbers, addresses, words that say nothing."""
    words = [word.casefold() for word in name.text.split()]
    if len(words) == 1 and words[0] in demonyms():
        return False
    if _NO_NAME.fullmatch(name.text) or all(word in listed("calendar") | listed("function") for word in words):
        return True
    if len(words) > 1 and (all(map(empty, words)) or _begins_a_predicate(words[0])):
        return True
    return name.text.islower() and vague(words[0])


def _begins_a_predicate(word: str) -> bool:
    """Whether a heading's capitals made a name of a verb and what follows: Seems Scarce."""
    return says(word) and part(word) == "other" and word not in given_names()


def _not_yet(name: Name) -> bool:
    """Whether it is made of common words and used too little to be more than them."""
    words = [word.casefold() for word in name.text.split()]
    if len(words) == 1:
        often = name.claims >= _BRAND_CLAIMS and name.sources >= _BRAND_SOURCES
        return generic(words[0]) and not often
    return name.text.islower() and all(common(word) for word in words) and name.claims < _COMMON_CLAIMS


def title(name: Name) -> str:
    """How a page about it is headed: its most frequent good spelling, a common noun with a capital."""
    form = next((form for form in name.forms if not _shouted(form)), name.text.title())
    machine = re.search(r"[\d_.]", form) is not None
    return form if machine or not form.islower() else form[0].upper() + form[1:]


def _shouted(form: str) -> bool:
    """JOHN SEETHOFF is no spelling; NASA and IBM MQ are."""
    words = form.split()
    return len(words) > 1 and all(word.isupper() and len(word) > 3 for word in words)
