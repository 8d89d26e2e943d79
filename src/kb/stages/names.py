"""Names that claims use in; the same name folded together, counted, and with a reason to be a concept or without."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from kb.knowledge import Claim, SourceId
from kb.stages.counting import Bonds, Count, Tally, Use, bars
from kb.stages.folding import fold
from kb.stages.subjects import is_about

__all__ = ["Tally", "fold", "grouped", "has_reason", "tally"]

_LEADING = 2
_OFTEN = 4
_BOND = 0.25
_FAMILY = 12


def tally(
    claims: Sequence[Claim], origin: Mapping[SourceId, SourceId], known: Callable[[str], str] = str
) -> list[Tally]:
    """Every name, the best supported first. `origin` tells who counts for a source that repeats another, `known` what
    a name leads to: nothing for one that does not count."""
    found: dict[str, Count] = {}
    said: dict[str, SourceId] = {}
    length: Counter[SourceId] = Counter()
    for claim in claims:
        who = origin[claim.source]
        length[who] += 1
        if said.setdefault(_gist(claim.text), who) != who:
            continue
        for key, use in _uses(claim, known).items():
            found.setdefault(key, Count()).add(use, claim, who)
    per_source, bonds = bars(found.values(), length), Bonds(found)
    ranked = sorted(found, key=lambda key: (-len(found[key].blocks), -found[key].claims, key))
    return [found[key].tally(per_source, bonds.of(key)) for key in ranked]


def _uses(claim: Claim, known: Callable[[str], str]) -> dict[str, Use]:
    """How a claim uses each of its names, by what folds together."""
    spelled: dict[str, list[str]] = {}
    for name in claim.names:
        if known(name):
            spelled.setdefault(known(name), []).append(name)
    folded = {fold(name): name for name in reversed(spelled)}
    leading = _leading(claim.text, list(spelled))
    uses = {}
    for key, name in folded.items():
        longer = tuple(other for other in folded if len(other) > len(key) and f" {key} " in f" {other} ")
        about = any(one.islower() or is_about(claim.text, one) for one in spelled[name])
        uses[key] = Use(name, longer, leads=name in leading, about=about)
    return uses


def _leading(text: str, names: Sequence[str]) -> set[str]:
    """The names that a claim is about: the first ones, unless they only come in its second half."""
    proper = [name for name in names if not name.islower()]
    first = {*proper[:_LEADING], *names[:_LEADING]}
    return {name for name in first if text.find(name) < len(text) / 2}


def has_reason(one: Tally) -> bool:
    """Support in two independent sources, or prominence in one; never as a mere part of one longer name.

    Where a few statements only mention a name in passing, a page would say nothing of it. A
    common noun is used everywhere: it also needs a source that keeps coming back to it. Common words that stand
    together need to belong together.
    """
    if not one.alone or one.alone + one.longer < 2:
        return False
    if one.proper:
        spoken_of = (one.subjects and (one.leads >= 2 or one.claims >= _OFTEN)) or one.claims >= 2 * _OFTEN
        return one.prominent or (one.sources >= 2 and bool(spoken_of))
    if " " in one.forms[0]:
        return one.bond >= _BOND and (one.prominent or (one.sources >= 2 and one.claims >= 3))
    return (one.prominent and one.claims >= 3 * one.sources) or (one.returned and one.sources >= 2 and one.claims >= 4)


def grouped(names: Sequence[Tally], size: int) -> list[list[Tally]]:
    """The names in groups of at most `size`; those that may be one thing stand together."""
    signs = [_signs(fold(one.forms[0])) for one in names]
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(signs):
        for sign in own:
            sharing[sign].append(at)
    groups: list[list[Tally]] = [[]]
    placed: set[int] = set()
    for at in range(len(names)):
        family = _family(at, signs, sharing, placed, size)
        if len(groups[-1]) + len(family) > size:
            groups.append([])
        groups[-1] += [names[one] for one in family]
    return [group for group in groups if group]


def _family(
    at: int, signs: Sequence[set[str]], sharing: Mapping[str, Sequence[int]], placed: set[int], size: int
) -> list[int]:
    """A name and those that share a rare word or letters with it, and so on, up to `size`; none has a place yet."""
    waiting, family = [at], list[int]()
    while waiting and len(family) < size:
        one = waiting.pop(0)
        if one not in placed:
            placed.add(one)
            family.append(one)
            waiting += [o for sign in sorted(signs[one]) if len(sharing[sign]) <= _FAMILY for o in sharing[sign]]
    return family


def _signs(key: str) -> set[str]:
    """What a folded name has in common with others that may be the same: its words, its letters, its initials."""
    words = key.split()
    return (
        {*words, "".join(words), "".join(word[0] for word in words).upper()} if len(words) > 1 else {key, key.upper()}
    )


def _gist(text: str) -> str:
    """What sentences that are repeated from source to source share: how they begin, without numbers."""
    return "".join(character for character in text[:80].casefold() if character.isalpha())[:48]
