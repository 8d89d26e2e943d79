"""Names that claims use in; the same name folded together, counted, and with a reason to be a concept or without."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kb.knowledge import BlockId, Claim, SourceId

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_PART = re.compile(r"[\s\-‐‑–—_/]+")
_ACRONYM = re.compile(r"[A-Z0-9]{2,}s")
_FEW_LETTERS = 3

_LEADING = 2
_OFTEN = 6
_BOND = 0.25
_FAMILY = 12
PROMINENT_CLAIMS = 4
PROMINENT_BLOCKS = 3
PROMINENT_RANK = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a name is used, and by whom."""

    forms: tuple[str, ...]
    """Every spelling, the most frequent first."""
    sources: int
    """Independent ones: a source and its copies count once."""
    claims: int
    samples: tuple[str, ...]
    """A claim or two that use it, from different sources where there are two."""
    voices: int = 0
    """Claims that it makes itself: then it is somebody."""
    alone: int = 0
    """Claims in which it stands outside every longer name."""
    longer: int = 0
    """Longer names that it is part of."""
    leads: int = 0
    """Claims that are about it, rather than name it in passing."""
    bond: float = 1.0
    """How far its words belong together: its share of the names that begin, or that end, with the same word."""
    prominent: bool = False
    """Whether one source keeps coming back to it, and to few others more."""

    @property
    def proper(self) -> bool:
        return not self.forms[0].islower()


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


def tally(claims: Sequence[Claim], origin: Mapping[SourceId, SourceId]) -> list[Tally]:
    """Every name, the best supported first. `origin` tells who counts for a source that repeats another."""
    found: dict[str, _Count] = {}
    said: dict[str, SourceId] = {}
    for claim in claims:
        who = origin[claim.source]
        if said.setdefault(_gist(claim.text), who) != who:
            continue
        folded = {fold(name): name for name in reversed(claim.names)}
        for rank, (key, name) in enumerate(reversed(folded.items())):
            longer = [other for other in folded if len(other) > len(key) and f" {key} " in f" {other} "]
            found.setdefault(key, _Count()).add(name, claim, who, longer, leads=rank < _LEADING)
    bars, bonds = _bars(found.values()), _Bonds(found)
    ranked = sorted(found, key=lambda key: (-len(found[key].blocks), -found[key].claims, key))
    return [found[key].tally(bars, bonds.of(key)) for key in ranked]


def has_reason(one: Tally) -> bool:
    """Support in two independent sources, or prominence in one; never as a mere part of one longer name.

    A common noun is used everywhere: it also needs a source that keeps coming back to it. Common words that stand
    together need to belong together.
    """
    if not one.alone or one.alone + one.longer < 2:
        return False
    if one.proper:
        return one.prominent or (one.sources >= 2 and (one.leads >= 2 or one.claims >= _OFTEN))
    if " " in one.forms[0]:
        return one.bond >= _BOND and (one.prominent or (one.sources >= 2 and one.claims >= 3))
    return one.prominent and one.claims >= 3 * one.sources


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


@dataclass(slots=True)
class _Count:
    """A tally while it grows."""

    forms: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    voices: int = 0
    alone: int = 0
    leads: int = 0
    longer: set[str] = field(default_factory=set)
    per_source: Counter[SourceId] = field(default_factory=Counter)
    blocks: defaultdict[SourceId, set[BlockId]] = field(default_factory=lambda: defaultdict(set))
    samples: dict[SourceId, list[str]] = field(default_factory=dict)

    def add(self, name: str, claim: Claim, origin: SourceId, longer: Sequence[str], *, leads: bool) -> None:
        self.forms[name] += 1
        self.claims += 1
        self.voices += name in claim.said_by
        self.alone += not longer
        self.leads += leads
        self.longer.update(longer)
        self.per_source[origin] += 1
        self.blocks[origin].add(claim.citations[0].block)
        samples = self.samples.setdefault(origin, [])
        if len(samples) < 2:
            samples.append(claim.text)

    def tally(self, bars: Mapping[SourceId, int], bond: float) -> Tally:
        firsts = [texts[0] for texts in self.samples.values()] + [text for t in self.samples.values() for text in t[1:]]
        return Tally(
            forms=tuple(sorted(self.forms, key=lambda form: (-self.forms[form], form))),
            sources=len(self.blocks),
            claims=self.claims,
            samples=tuple(firsts[:2]),
            voices=self.voices,
            alone=self.alone,
            longer=len(self.longer),
            leads=self.leads,
            bond=bond,
            prominent=any(self._prominent(origin, bars[origin]) for origin in self.per_source),
        )

    def _prominent(self, origin: SourceId, bar: int) -> bool:
        return self.per_source[origin] >= bar and len(self.blocks[origin]) >= PROMINENT_BLOCKS


class _Bonds:
    """How often words begin and end names of several words."""

    def __init__(self, found: Mapping[str, _Count]) -> None:
        self._claims = {key: count.claims for key, count in found.items() if " " in key}
        self._first: Counter[str] = Counter()
        self._last: Counter[str] = Counter()
        for key, claims in self._claims.items():
            self._first[key.split()[0]] += claims
            self._last[key.split()[-1]] += claims

    def of(self, key: str) -> float:
        if key not in self._claims:
            return 1.0
        words = key.split()
        return self._claims[key] / min(self._first[words[0]], self._last[words[-1]])


def _bars(counts: Iterable[_Count]) -> dict[SourceId, int]:
    """For each source how many claims put a name among its most frequent ones."""
    per_source: defaultdict[SourceId, list[int]] = defaultdict(list)
    for count in counts:
        for origin, claims in count.per_source.items():
            per_source[origin].append(claims)
    return {origin: max([PROMINENT_CLAIMS, *_at_rank(found)]) for origin, found in per_source.items()}


def _at_rank(found: list[int]) -> list[int]:
    return sorted(found, reverse=True)[PROMINENT_RANK - 1 : PROMINENT_RANK]
