"""The best hits → links to the passages of the pages that their texts name by title or alias."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.search.links import SEEDS, Coverage, Link
from kb.search.query import phrase_of
from kb.search.rows import SEPARATOR, marks
from kb.search.store import Store
from kb.search.words import folded

_MOST_PAGES = 64
_OF_A_PAGE = 3
_COMMON_ENOUGH = 200
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"


@dataclass(frozen=True, slots=True)
class _Mention:
    rank: int
    seed: int
    page: int
    name: str


def mentioned(store: Store, ranked: Sequence[int], coverage: Coverage) -> list[Link]:
    texts = _texts(store, ranked[:SEEDS])
    found = [
        mention for rank, seed in enumerate(ranked[:SEEDS], 1) for mention in _named(store, rank, seed, texts[seed])
    ]
    found = found[:_MOST_PAGES]
    passages = _passages(store, {mention.page for mention in found}, ranked)
    texts |= _texts(store, [number for numbers in passages.values() for number in numbers])
    held = {number: coverage.held(text) for number, text in texts.items()}
    counts = {name: count(store, phrase_of(name), _COMMON_ENOUGH) for name in {mention.name for mention in found}}
    return [
        Link(passage, mention.rank, coverage.share(held[passage] | held[mention.seed]), counts[mention.name])
        for mention in found
        for passage in passages[mention.page]
        if held[passage] and passage != mention.seed
    ]


def count(store: Store, match: str, limit: int) -> int:
    """In how many passages the expression matches; counting ends at the limit."""
    return int(store.rows(_COUNT, (match, limit))[0][0])


def _named(store: Store, rank: int, seed: int, text: str) -> list[_Mention]:
    """The other pages whose names stand in a text."""
    text = folded(text)
    # Names by their first word: one look-up, where every run of words would be thousands.
    firsts = tuple(set(text.split()))
    own = "(SELECT page FROM passages WHERE id = ?)"
    names = store.rows(
        f"SELECT name, page FROM titles WHERE first IN ({marks(firsts)}) AND page != {own} ORDER BY name, page",
        (*firsts, seed),
    )
    return [_Mention(rank, seed, page, name) for name, page in names if f" {name} " in text]


def _passages(store: Store, pages: Iterable[int], ranked: Sequence[int]) -> dict[int, list[int]]:
    """Of each page the passages that match best, or else its first."""
    wanted = tuple(pages)
    order = {number: rank for rank, number in enumerate(ranked)}
    of_page: dict[int, list[int]] = {}
    for number, page in store.rows(
        f"SELECT id, page FROM passages WHERE page IN ({marks(wanted)}) ORDER BY id", wanted
    ):
        of_page.setdefault(page, []).append(number)
    return {
        page: sorted((n for n in numbers if n in order), key=order.__getitem__)[:_OF_A_PAGE] or numbers[:1]
        for page, numbers in of_page.items()
    }


def _texts(store: Store, numbers: Sequence[int]) -> dict[int, str]:
    """Everything that is searched of some passages, the title first."""
    sql = f"SELECT rowid, body FROM words WHERE rowid IN ({marks(numbers)})"
    return {number: text.replace(SEPARATOR, "") for number, text in store.rows(sql, tuple(numbers))}
