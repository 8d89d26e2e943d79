"""Statements → pairs that share a subject and differ in a number, a date or a "not": as many as statements, at most a
few for each, whatever the size of a wiki.

Statements of one subject are compared where they share a word that is rare among them, or two words that are not. A
block of statements that share these holds at most `_CROWD`, larger ones are cut, and each statement is in a few
blocks: so the work grows with the wiki and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log, sqrt
from typing import NamedTuple

from kb.lint.cases.statements import Statement
from kb.numbers import missing
from kb.verifying.hints import hints
from kb.verifying.quoted import Quoted
from kb.verifying.text import Text

_CROWD = 12
"""Statements that may share a word, within a subject, for it to tell anything."""
_RAREST, _TOGETHER = 4, 3
"""Words of a statement, within a subject, by which others are looked up: rare ones, and common ones by twos."""
_CLOSEST = 3
"""Pairs of one statement that are kept."""
_ALIKE, _ALIKE_IN_WORDS = 0.3, 0.4
"""How alike two statements must be, from 0 to 1: with other numbers, and with a "not" or an opposite alone."""
_SHARED, _SHARED_IN_WORDS = 1, 2
"""Words that they must share besides names: what is said of somebody, not only of whom."""
_TURNS = frozenset({"negated", "affirmed", "opposite"})
_ONE_SOURCE = 0.5
"""What is left of the likeness where both stand on one source: nobody contradicts himself in one breath."""
_OTHER_YEARS = 0.5
"""What is left of the likeness where each gives another year and other numbers: mostly a series."""


class Pair(NamedTuple):
    one: Statement
    other: Statement
    """Behind `one` in order of place."""
    likeness: float
    """From 0 to 1: the most alike are the most doubtful."""


def pairs(statements: Sequence[Statement]) -> list[Pair]:
    """The most alike first, then by place; the order of the statements does not matter."""
    weights = _weights(statements)
    heavy = [sum(weights[stem] for stem in one.stems) for one in statements]
    met = {pair for block in _blocks(statements) for pair in combinations(block, 2)}
    doubts = ((a, b, _doubt(statements[a], statements[b], weights, heavy[a] * heavy[b])) for a, b in met)
    ranked = sorted(
        (_pair(statements[a], statements[b], doubt) for a, b, doubt in doubts if doubt),
        key=lambda pair: (-pair.likeness, pair.one.place, pair.other.place),
    )
    return list(_closest(ranked))


def _pair(one: Statement, other: Statement, likeness: float) -> Pair:
    first, second = sorted((one, other), key=lambda statement: statement.place)
    return Pair(first, second, round(likeness, 6))


def _closest(ranked: Iterable[Pair]) -> Iterator[Pair]:
    """Without those for which both statements have closer ones."""
    taken: Counter[tuple[str, int]] = Counter()
    for pair in ranked:
        if min(taken[pair.one.place], taken[pair.other.place]) < _CLOSEST:
            taken.update((pair.one.place, pair.other.place))
            yield pair


def _weights(statements: Sequence[Statement]) -> Mapping[str, float]:
    """By stem: the rarer, the more it tells."""
    held = Counter(stem for one in statements for stem in one.stems)
    return {stem: log(1 + len(statements) / number) for stem, number in held.items()}


def _blocks(statements: Sequence[Statement]) -> Iterator[Sequence[int]]:
    """Statements of one subject that share words of it, each block in order."""
    subjects: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(statements):
        for subject in one.subjects:
            subjects[subject].append(at)
    for members in subjects.values():
        if len(members) > 1:
            yield from _sharing(statements, members)


def _sharing(statements: Sequence[Statement], members: Sequence[int]) -> Iterator[Sequence[int]]:
    held = Counter(stem for at in members for stem in statements[at].stems)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in members:
        ranked = sorted((stem for stem in statements[at].stems if held[stem] > 1), key=lambda stem: (held[stem], stem))
        rare = [stem for stem in ranked if held[stem] <= _CROWD]
        common = ranked[len(rare) : len(rare) + _TOGETHER]
        for key in (*((stem,) for stem in rare[:_RAREST]), *combinations(sorted(common), 2)):
            blocks[key].append(at)
    for block in blocks.values():
        yield from (block[start : start + _CROWD] for start in range(0, len(block), _CROWD))


def _doubt(one: Statement, other: Statement, weights: Mapping[str, float], heavy: float) -> float:
    """Their likeness, less where they hardly contradict each other."""
    alike = _likeness(one, other, weights, heavy)
    return alike * _ONE_SOURCE if alike and len(one.sources | other.sources) == 1 else alike


def _likeness(one: Statement, other: Statement, weights: Mapping[str, float], heavy: float) -> float:
    """`heavy` is the product of what each weighs. 0 for a pair that nobody need look at."""
    shared = one.stems & other.stems
    said = len(shared - one.named - other.named)
    same_place = one.path == other.path and one.sources == other.sources
    if said < _SHARED or same_place or one.evidence == other.evidence:
        return 0.0
    alike = sum(weights[stem] for stem in shared) / sqrt(heavy)
    if alike < _ALIKE:
        return 0.0
    if one.figures and other.figures and missing(one.text, [other.text]) and missing(other.text, [one.text]):
        series = one.years and other.years and not one.years & other.years and not _only_years(one, other)
        return alike * _OTHER_YEARS if series else alike
    far = alike < _ALIKE_IN_WORDS or said < _SHARED_IN_WORDS
    return 0.0 if far or not _turned(one, other) else alike


def _only_years(one: Statement, other: Statement) -> bool:
    """Whether the years are all that differs."""
    return {*missing(one.text, [other.text])} <= one.years and {*missing(other.text, [one.text])} <= other.years


def _turned(one: Statement, other: Statement) -> bool:
    """Whether one denies a word that the other affirms, or has an opposite in its place."""
    beside = Quoted([other.text])
    return any(hint.kind in _TURNS for hint in hints(Text(one.text), beside, beside.text.words))
