"""A query's terms → the passages that hold the most telling of them, weighed by BM25.

SQLite's own ranking weighs every passage that holds any of the terms, which in a large wiki are most of them. Here only
the numbers of passages are fetched, the rarest terms first, until there are enough; the best of them are weighed.
"""

import heapq
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from kb.search.query import Only, Query, phrase_of
from kb.search.rows import BAGS, marks
from kb.search.store import Store
from kb.search.words import folded, stem

POOL = 128
"""So many are weighed."""
_TIED = 1000
"""At most, where more are as good as the last of these."""
_ROWS = 30_000
"""Numbers of passages that are fetched for all terms together."""
_TITLED = 2_000
_K, _B = 1.2, 0.75
_FETCH = "SELECT group_concat(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)"


@dataclass(frozen=True, slots=True)
class Sought:
    """A term or phrase, with what it is worth and where it stands as far as that was looked up."""

    stem: str
    weight: float
    places: Set[int]
    everywhere: bool = True
    """Whether these are all of its places."""


def ranked(store: Store, query: Query, frequencies: Mapping[str, int], passages: int) -> list[int]:
    """The best passages, best first; `frequencies` are those of the terms that count."""
    phrases = {phrase: _places(store, phrase_of(phrase), _ROWS) for phrase in query.phrases}
    allowed = _allowed(store, query.only)
    if query.strict:
        for places in phrases.values():
            allowed = places if allowed is None else allowed & places
    unwanted = frozenset(place for phrase in query.without for place in _places(store, phrase_of(phrase), passages))
    sought = [Sought("", _weight(len(places), passages), places) for places in phrases.values()]
    sought += _sought(store, frequencies, passages)
    scores: dict[int, float] = {}
    for one in sought:
        places = one.places if allowed is None else one.places & allowed
        for place in places - unwanted:
            scores[place] = scores.get(place, 0.0) + one.weight
    return _weighed(store, _pool(scores), sought)


def _pool(scores: Mapping[int, float]) -> list[int]:
    """The best candidates, and all that are as good as the last of them: else it would depend on when a page was
    indexed which of them are weighed."""
    if len(scores) <= POOL:
        return [*scores]
    least = heapq.nlargest(POOL, scores.values())[-1]
    best = [place for place, score in scores.items() if score >= least]
    return heapq.nsmallest(_TIED, best, key=lambda place: (-scores[place], place)) if len(best) > _TIED else best


def _sought(store: Store, frequencies: Mapping[str, int], passages: int) -> list[Sought]:
    """The rarest first. Of a term that is too common to be looked up the titles count, and it weighs in the end."""
    left = _ROWS
    sought = []
    for term, number in sorted(frequencies.items(), key=lambda one: one[1]):
        phrase, rare = phrase_of(term), number <= left
        places = _places(store, phrase, left) if rare else _places(store, f"{{title aliases}} : {phrase}", _TITLED)
        left -= number if rare else 0
        sought.append(Sought(_stem(term), _weight(number, passages), places, rare))
    return sought


def _stem(term: str) -> str:
    return "  ".join(map(stem, folded(term).split()))


def _weight(number: int, passages: int) -> float:
    return max(math.log((passages - number + 0.5) / (number + 0.5)), 1e-6)


def _places(store: Store, match: str, limit: int) -> Set[int]:
    found = store.rows(_FETCH, (match, limit))[0][0]
    return frozenset(map(int, found.split(","))) if found else frozenset()


def _weighed(store: Store, pool: Sequence[int], sought: Sequence[Sought]) -> list[int]:
    bags = {row["id"]: row["bag"] for row in store.rows(BAGS.format(marks(pool)), tuple(pool))}
    lengths = {number: bag.count("  ") for number, bag in bags.items()}
    usual = sum(lengths.values()) / len(lengths) if lengths else 1.0
    scores = {}
    for number, bag in bags.items():
        room = _K * (1 - _B + _B * lengths[number] / usual)
        counts = ((one.weight, _count(one, number, bag)) for one in sought)
        scores[number] = sum(weight * count * (_K + 1) / (count + room) for weight, count in counts if count)
    return sorted(scores, key=lambda number: (-scores[number], number))


def _count(one: Sought, number: int, bag: str) -> int:
    """How often it stands there. The index knows more endings than we do: what it found stands there at least once."""
    found = number in one.places
    if not one.stem or (one.everywhere and not found):
        return int(found)
    return bag.count(f" {one.stem} ") or int(found)


def filtered_out(store: Store, only: Only) -> bool:
    """Whether the filters alone leave nothing to search in."""
    return _allowed(store, only) == frozenset()


def _allowed(store: Store, only: Only) -> Set[int] | None:
    """The passages that may answer; None for all."""
    if only == Only():
        return None
    tests: list[str] = []
    values: list[str] = []
    if only.kinds:
        tests.append(f"(kind IN ({marks(only.kinds)}) OR lower(type) IN ({marks(only.kinds)}))")
        values += [kind.lower() for kind in only.kinds] * 2
    if only.sources:
        tests.append(f"({' OR '.join(['instr(called, ?)'] * len(only.sources))})")
        values += map(folded, only.sources)
    for sign, date in ((">=", only.after), ("<", only.before)):
        if date:
            tests.append(f"published != '' AND published {sign} ?")
            values.append(date)
    sql = "SELECT group_concat(id) FROM passages WHERE page IN (SELECT id FROM pages WHERE {})"
    found = store.rows(sql.format(" AND ".join(tests)), values)[0][0]
    return frozenset(map(int, found.split(","))) if found else frozenset()
