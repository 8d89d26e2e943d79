"""Which passages name which pages: found when either changes, kept in the index, followed by a search."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kb.search.links import Coverage, Link
from kb.search.query import Query, phrase_of
from kb.search.rows import BAGS, SEPARATOR, marks
from kb.search.store import Store
from kb.search.words import folded

_MOST_PAGES = 64
_OF_A_PAGE = 3
_COMMON_ENOUGH = 200
_AT_ONCE = 50
_MOST_WORDS = 200
_LONGEST = 12
"""A name of more words is only found in passages, not in what was asked."""
_MANY = 500
_KEEP = "INSERT OR IGNORE INTO mentions (passage, page) VALUES (?, ?)"
_NAMED = f"""
SELECT DISTINCT page, (SELECT count(*) FROM (SELECT 1 FROM mentions WHERE page = one.page LIMIT {_COMMON_ENOUGH}))
FROM mentions AS one WHERE passage = ?
"""
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM mentions WHERE page = ? LIMIT {_COMMON_ENOUGH})"


class Names:
    """Folded names of pages, found in a text by their first words."""

    def __init__(self, named: Iterable[tuple[str, int]]) -> None:
        self._single: dict[str, list[int]] = {}
        self._longer: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for name, page in named:
            first, *rest = name.split(" ")
            if rest:
                self._longer.setdefault((first, rest[0]), []).append((f" {name} ", page))
            else:
                self._single.setdefault(name, []).append(page)

    def within(self, text: str) -> set[int]:
        """The pages that a folded text names."""
        words = text.split()
        found = {page for word in self._single.keys() & set(words) for page in self._single[word]}
        for opening in self._longer.keys() & set(pairwise(words)):
            found.update(page for name, page in self._longer[opening] if name in text)
        return found


def note(store: Store, fresh: Sequence[int], renamed: Iterable[int]) -> None:
    """Keep what new passages name, and where pages that are newly called so are named."""
    names = _every_name(store) if len(fresh) > _MANY else None
    for start in range(0, len(fresh), _AT_ONCE):
        texts = [(*row, folded(row[2])) for row in _bodies(store, fresh[start : start + _AT_ONCE])]
        known = names or _names_opening_in(store, {word for text in texts for word in text[3].split()})
        store.many(_KEEP, ((n, page) for n, own, _, text in texts for page in known.within(text) if page != own))
    everything = len(fresh) == store.rows("SELECT count(*) FROM passages")[0][0]
    for page in () if everything else renamed:
        store.many(_KEEP, ((passage, page) for passage in _naming(store, page)))


def _every_name(store: Store) -> Names:
    return Names((name, page) for name, page in store.rows("SELECT name, page FROM titles"))


def _names_opening_in(store: Store, words: set[str]) -> Names:
    firsts = tuple(words)
    parts = (firsts[at : at + 9999] for at in range(0, len(firsts), 9999))
    sql = "SELECT name, page FROM titles WHERE first IN ({})"
    return Names((name, page) for part in parts for name, page in store.rows(sql.format(marks(part)), part))


def _naming(store: Store, page: int) -> Iterator[int]:
    """The passages of other pages that name this one."""
    names = [name for (name,) in store.rows("SELECT name FROM titles WHERE page = ?", (page,))]
    sql = "SELECT rowid FROM words WHERE words MATCH ?"
    for name in names:
        found = [number for (number,) in store.rows(sql, (f"body : {phrase_of(name)}",))]
        for start in range(0, len(found), _AT_ONCE):
            for number, own, body in _bodies(store, found[start : start + _AT_ONCE]):
                # The index compares word stems; a name is a name in its own form.
                if own != page and f" {name} " in folded(body):
                    yield number


def _bodies(store: Store, passages: Sequence[int]) -> list[tuple[int, int, str]]:
    sql = "SELECT id, page, body FROM passages JOIN words ON words.rowid = id WHERE id IN ({})"
    rows = store.rows(sql.format(marks(passages)), tuple(passages))
    return [(number, page, body.replace(SEPARATOR, "")) for number, page, body in rows]


def mentioned(store: Store, query: Query, ranked: Sequence[int], coverage: Coverage, seeds: int) -> list[Link]:
    """Links to the passages of the pages that the best passages name, and of those that the query names."""
    found = [(rank, seed, *named) for rank, seed in enumerate(ranked[:seeds], 1) for named in _named(store, seed)]
    found = found[:_MOST_PAGES] + [(0, 0, *named) for named in _asked(store, query.text)]
    passages = _passages(store, {page for _, _, page, _ in found}, ranked)
    bags = _bags(store, {*ranked[:seeds], *(number for numbers in passages.values() for number in numbers)})
    held = {number: coverage.in_bag(bag) for number, bag in bags.items()}
    return [
        Link(passage, rank, coverage.share(held[passage] | held.get(seed, frozenset())), count)
        for rank, seed, page, count in found
        for passage in passages.get(page, ())
        if held[passage] and passage != seed
    ]


def _named(store: Store, seed: int) -> list[tuple[int, int]]:
    """The pages that a passage names, and how often each is named; what few name first."""
    return sorted(((page, count) for page, count in store.rows(_NAMED, (seed,))), key=lambda one: (one[1], one[0]))


def _asked(store: Store, text: str) -> list[tuple[int, int]]:
    """The same of what was asked. A name that is part of a longer one there is not meant."""
    words = folded(text).split()[:_MOST_WORDS]
    runs = tuple({" ".join(words[at : at + length]) for at in range(len(words)) for length in range(1, _LONGEST + 1)})
    rows = store.rows(f"SELECT name, page FROM titles WHERE name IN ({marks(runs)})", runs)
    found = [(f" {name} ", page) for name, page in rows]
    meant = {page for name, page in found if not any(name != other and name in other for other, _ in found)}
    counts = ((page, int(store.rows(_COUNT, (page,))[0][0])) for page in meant)
    return sorted(counts, key=lambda one: (one[1], one[0]))[:_MOST_PAGES]


def _passages(store: Store, pages: set[int], ranked: Sequence[int]) -> dict[int, list[int]]:
    """Of each page the passages that match best, or else its first."""
    of_page: dict[int, list[int]] = {}
    sql = f"SELECT id, page FROM passages WHERE id IN ({marks(ranked)})"
    owners: dict[int, int] = {row["id"]: row["page"] for row in store.rows(sql, tuple(ranked))}
    for number in ranked:
        if owners[number] in pages and len(of_page.setdefault(owners[number], [])) < _OF_A_PAGE:
            of_page[owners[number]].append(number)
    others = tuple(pages - of_page.keys())
    sql = f"SELECT page, min(id) FROM passages WHERE page IN ({marks(others)}) GROUP BY page"
    return of_page | {page: [first] for page, first in store.rows(sql, others)}


def _bags(store: Store, numbers: Iterable[int]) -> dict[int, str]:
    wanted = tuple(numbers)
    return {row["id"]: row["bag"] for row in store.rows(BAGS.format(marks(wanted)), wanted)}
