"""Pages of the wiki → an index in one SQLite file → the passages that fit a query, best first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kb.digest import Digest, sha256
from kb.errors import DiskError
from kb.search import rows
from kb.search.links import Coverage, boosted
from kb.search.mentions import count, mentioned
from kb.search.pages import passages_of
from kb.search.passages import Anchor, Passage, Piece
from kb.search.query import Query, phrase_of
from kb.search.snippet import Snippet, cut, unmark
from kb.search.store import Damaged, Store, discard

_POOL = 200
_PATIENCE = 30.0
_COMMON = 0.15
_FEW = 120
"""With so few passages a term that stands in many of them still tells something."""
_RANK = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
_HIGHLIGHT = f"SELECT highlight(words, 3, '{rows.OPEN}', '{rows.CLOSE}') FROM words WHERE words MATCH ? AND rowid = ?"

Found = TypeVar("Found")


_NAMED = 50
"""How far down a page that is called what was searched for is still found."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update found: paths of pages."""

    indexed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float
    snippet: Snippet
    piece: Piece
    """The part of the passage that the snippet begins in."""


class Index:
    """Safe to delete at any time: it holds nothing that is not in the pages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path, *, patience: float = _PATIENCE) -> "Index":
        """The index at `path`, made when it is missing. `patience` in seconds for others that write."""
        try:
            return cls(Store(path, patience))
        except Damaged:
            discard(path)
            return cls(Store(path, patience))

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def update(self, pages: Mapping[str, str]) -> Changes:
        """Make the index that of `pages` (text by path), reading only what changed since the last time."""
        try:
            return self._update(pages)
        except Damaged:
            self._store = self._store.anew()
            return self._update(pages)

    def _update(self, pages: Mapping[str, str]) -> Changes:
        digests = {path: sha256(text.encode("utf-8", "surrogatepass")) for path, text in pages.items()}
        if not self._stale(digests):
            return Changes()
        with self._store.writing():
            # Asked again under the lock: another process may have brought it up to date meanwhile.
            known = self._known()
            changed = [path for path in sorted(digests) if known.get(path) != digests[path]]
            removed = sorted(known.keys() - digests.keys())
            for path in [*removed, *changed]:
                rows.drop(self._store, path)
            for path in changed:
                rows.put(self._store, path, digests[path], passages_of(path, pages[path]))
        return Changes(tuple(changed), tuple(removed))

    def _stale(self, digests: Mapping[str, Digest]) -> bool:
        return self._known() != digests

    def _known(self) -> dict[str, str]:
        return {row["path"]: row["digest"] for row in self._store.rows("SELECT path, digest FROM pages")}

    def search(self, query: Query, limit: int = 10) -> list[Hit]:
        """The best passages, each with the stretch of it that shows most."""
        return self._guarded(lambda: self._search(query, limit))

    def _search(self, query: Query, limit: int) -> list[Hit]:
        match = query.match(self._telling(query))
        best = self._best(query, max(limit, _NAMED))
        # Who types a page's name wants that page, however often others use the word.
        best.sort(key=lambda found: not _named(found[1], query))
        return [self._hit(number, passage, score, match) for number, passage, score in best[:limit]]

    def _guarded(self, read: Callable[[], Found]) -> Found:
        """What was read; damage that shows only now is told, and the next run rebuilds."""
        try:
            return read()
        except Damaged as damage:
            self._store.discard()
            raise DiskError(f"{damage}; it was removed", hint="Run the command again: it is rebuilt.") from damage

    def __len__(self) -> int:
        """How many passages there are."""
        return int(self._store.rows("SELECT count(*) FROM passages")[0][0])

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term stands; counting ends where a term tells nothing any more."""
        enough = max(_FEW, int(len(self) * _COMMON)) + 1
        return {term: count(self._store, phrase_of(term), enough) for term in terms}

    def passages_with(self, anchors: Iterable[Anchor]) -> list[Passage]:
        """The passages that hold some blocks; a block that is not in the index has none."""
        return rows.holding(self._store, anchors)

    def citing(self, anchors: Iterable[Anchor], folder: str) -> list[Passage]:
        """The passages of a folder's pages, such as `disputes`, whose lines rest on some blocks."""
        return rows.citing(self._store, anchors, folder)

    def ranked(self, query: Query, limit: int) -> list[tuple[Passage, float]]:
        """The best passages with their scores."""
        best = self._guarded(lambda: self._best(query, limit))
        return [(passage, score) for _, passage, score in best]

    def coverage(self, query: Query) -> Coverage:
        """How much of the query texts hold."""
        return Coverage(self._telling(query), len(self))

    def _best(self, query: Query, limit: int) -> list[tuple[int, Passage, float]]:
        frequencies = self._telling(query)
        match = query.match(frequencies)
        if not match or limit < 1:
            return []
        ranked = [row[0] for row in self._store.rows(_RANK, (match, _POOL))]
        coverage = Coverage(frequencies, len(self))
        links = [] if query.filters else mentioned(self._store, ranked, coverage)
        best = boosted(ranked, links)[:limit]
        found = rows.load(self._store, [number for number, _ in best])
        return [(number, found[number], score) for number, score in best]

    def _telling(self, query: Query) -> dict[str, int]:
        """The terms to rank by: those that stand somewhere, without the common ones as long as others remain."""
        somewhere = {term: number for term, number in self.frequencies(query.terms).items() if number}
        common = max(_FEW, int(len(self) * _COMMON))
        return {term: number for term, number in somewhere.items() if number <= common} or somewhere

    def _hit(self, number: int, passage: Passage, score: float, match: str) -> Hit:
        marked = self._store.rows(_HIGHLIGHT, (match, number))
        whole = (
            unmark(marked[0][0].replace(rows.SEPARATOR, ""), rows.OPEN, rows.CLOSE) if marked else Snippet(passage.text)
        )
        snippet = cut(whole)
        return Hit(passage, score, snippet, passage.piece_at(snippet.at))


def _named(passage: Passage, query: Query) -> bool:
    """Whether its page is called just what the query says."""
    names = (passage.page.title, *passage.page.aliases)
    return bool(query.terms) and any(Query.parse(name).terms == query.terms for name in names)
