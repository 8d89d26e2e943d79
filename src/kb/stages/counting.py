"""How often names are used and where, as counts that grow claim by claim → one tally a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.knowledge import BlockId, Claim, SourceId

_PROMINENT_CLAIMS, _PROMINENT_BLOCKS, _PROMINENT_RANK = 4, 3, 12
_ONE_MORE_IN = 40
_SHORT, _SUBJECT_CLAIMS, _ONE_BLOCK_IN = range(8, 41), 2, 8
_RETURNED_CLAIMS, _RETURNED_ONE_IN = 2, 16


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
    alone: int = 0
    """Claims in which it stands outside every longer name."""
    longer: int = 0
    """Longer names that it is part of."""
    leads: int = 0
    """Claims that are about it, rather than name it in passing."""
    subjects: int = 0
    """Claims of which it is the subject, or that define it."""
    bond: float = 1.0
    """How far its words belong together: its share of the names that begin, or that end, with the same word."""
    returned: bool = False
    """Whether one source comes back to it, as far as its length goes."""
    prominent: bool = False
    """Whether one source keeps coming back to it, and to few others more."""

    @property
    def proper(self) -> bool:
        return not self.forms[0].islower()


@dataclass(frozen=True, slots=True)
class Bar:
    """In how many of a source's claims a name must stand."""

    returned: int
    prominent: int
    blocks: int | None = None
    """Of a short source, in how many blocks a name must stand that is the subject of some of its claims."""


@dataclass(frozen=True, slots=True)
class Use:
    """A name in one claim."""

    name: str
    longer: Sequence[str]
    """Names of the claim that it is part of."""
    leads: bool
    about: bool


@dataclass(slots=True)
class Count:
    """A tally while it grows."""

    forms: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    alone: int = 0
    leads: int = 0
    subjects: Counter[SourceId] = field(default_factory=Counter)
    longer: set[str] = field(default_factory=set)
    per_source: Counter[SourceId] = field(default_factory=Counter)
    blocks: defaultdict[SourceId, set[BlockId]] = field(default_factory=lambda: defaultdict(set))
    samples: dict[SourceId, list[str]] = field(default_factory=dict)

    def add(self, use: Use, claim: Claim, origin: SourceId) -> None:
        self.forms[use.name] += 1
        self.claims += 1
        self.alone += not use.longer
        self.leads += use.leads
        self.subjects[origin] += use.about
        self.longer.update(use.longer)
        self.per_source[origin] += 1
        self.blocks[origin].add(claim.citations[0].block)
        samples = self.samples.setdefault(origin, [])
        if len(samples) < 2:
            samples.append(claim.text)

    def tally(self, bars: Mapping[SourceId, Bar], bond: float) -> Tally:
        seconds = [text for texts in self.samples.values() for text in texts[1:]]
        firsts = [texts[0] for texts in self.samples.values()] + seconds
        return Tally(
            forms=tuple(sorted(self.forms, key=lambda form: (-self.forms[form], form))),
            sources=len(self.blocks),
            claims=self.claims,
            samples=tuple(firsts[:2]),
            alone=self.alone,
            longer=len(self.longer),
            leads=self.leads,
            subjects=self.subjects.total(),
            bond=bond,
            returned=any(self.per_source[origin] >= bars[origin].returned for origin in self.per_source),
            prominent=any(self._prominent(origin, bars[origin]) for origin in self.per_source),
        )

    def _prominent(self, origin: SourceId, bar: Bar) -> bool:
        blocks = len(self.blocks[origin])
        often = self.per_source[origin] >= bar.prominent and blocks >= _PROMINENT_BLOCKS
        subject = self.proper and self.subjects[origin] >= _SUBJECT_CLAIMS
        return often or (subject and bar.blocks is not None and blocks >= bar.blocks)

    @property
    def proper(self) -> bool:
        return any(not form.islower() for form in self.forms)


class Bonds:
    """How often words begin and end names of several words."""

    def __init__(self, found: Mapping[str, Count]) -> None:
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


def bars(counts: Iterable[Count], length: Mapping[SourceId, int]) -> dict[SourceId, Bar]:
    """For each source what puts a name among its most frequent ones."""
    per_source: defaultdict[SourceId, list[int]] = defaultdict(list)
    blocks: defaultdict[SourceId, set[BlockId]] = defaultdict(set)
    for count in counts:
        for origin, claims in count.per_source.items():
            per_source[origin].append(claims)
            blocks[origin] |= count.blocks[origin]
    return {origin: _bar(found, length[origin], len(blocks[origin])) for origin, found in per_source.items()}


def _bar(found: list[int], length: int, blocks: int) -> Bar:
    """A name needs more claims in a long source; a short one has few for each, so that being their subject counts."""
    returned = max(_RETURNED_CLAIMS, length // _RETURNED_ONE_IN)
    prominent = max([_PROMINENT_CLAIMS, *_at_rank(found, length)])
    return Bar(returned, prominent, 1 + blocks // _ONE_BLOCK_IN if length in _SHORT else None)


def _at_rank(found: list[int], length: int) -> list[int]:
    """How often the last of the most frequent names stands; a long source has more of them."""
    rank = _PROMINENT_RANK + length // _ONE_MORE_IN
    return sorted(found, reverse=True)[rank - 1 : rank]
