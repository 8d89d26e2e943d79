"""Pages of the wiki → an index in one SQLite file → the passages that fit a query, best first."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from kb.digest import Digest, sha256
from kb.errors import DiskError, KBError
from kb.search import rows
from kb.search.bringing import Changes, bring_up, seen
from kb.search.filling import fill
from kb.search.forms import forms
from kb.search.links import Candidates, Coverage, Weights
from kb.search.looking import look, look_at
from kb.search.mentions import mentioned
from kb.search.passages import Anchor, Page, Passage, Piece
from kb.search.query import Query, phrase_of, terms_of
from kb.search.ranking import POOL, filtered_out, ranked
from kb.search.snippet import Snippet, also, cut, unmark
from kb.search.spelling import alike, corrections
from kb.search.store import Damaged, Store, discard
from kb.search.words import fold, folded, stem, stems

_PATIENCE = 30.0
_WEIGHTS = Weights()
_COMMON = 0.15
_FEW = 120
"""With so few passages a term that stands in many of them still tells something."""
_MOST = 20_000
"""And in so many it tells nothing, however large the wiki."""
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
_TITLES = """
SELECT passages.id, title, aliases FROM passages JOIN pages ON pages.id = passages.page WHERE passages.id IN ({})
"""
_ORIGINS = """
SELECT passages.id, digest, row_number() OVER (PARTITION BY page ORDER BY passages.id)
FROM passages JOIN pages ON pages.id = passages.page ORDER BY passages.id
"""
_HERE = "SELECT id FROM passages WHERE id IN ({})"
_HIGHLIGHT = f"SELECT highlight(words, 3, '{rows.OPEN}', '{rows.CLOSE}') FROM words WHERE words MATCH ? AND rowid = ?"

Found = TypeVar("Found")


_NAMED = 50
"""How far down a page that is called what was searched for is still found."""


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float
    snippet: Snippet
    piece: Piece
    """The part of the passage that the snippet begins in."""


class Near(Protocol):
    """Another opinion on what fits: passages near in meaning."""

    fault: KBError | None
    """Why there is none."""

    def near(self, text: str, limit: int) -> Sequence[int]:
        """Numbers of passages, nearest first."""

    def close(self) -> None: ...


class Index:
    """Safe to delete at any time: it holds nothing that is not in the pages."""

    def __init__(self, store: Store, weights: Weights) -> None:
        self._store, self._weights = store, weights
        self._near: Near | None = None
        self._counts: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path, *, patience: float = _PATIENCE, weights: Weights = _WEIGHTS) -> "Index":
        """The index at `path`, made when it is missing. `patience` in seconds for others that write."""
        try:
            return cls(Store(path, patience), weights)
        except Damaged:
            discard(path)
            return cls(Store(path, patience), weights)

    def close(self) -> None:
        if self._near is not None:
            self._near.close()
        self._store.close()

    def consult(self, near: Near) -> None:
        """Let passages that are near in meaning join in. It is closed with the index."""
        self._near = near

    @property
    def fault(self) -> KBError | None:
        """What kept a search from being as good as it is set to be."""
        return self._near.fault if self._near else None

    def origins(self) -> dict[int, str]:
        """Of each passage, by number, what it was made from: another origin, perhaps another text."""
        version = self._store.rows("PRAGMA user_version")[0][0]
        return {number: f"{digest} {at} {version}" for number, digest, at in self._store.rows(_ORIGINS)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def update(self, pages: Mapping[str, str]) -> Changes:
        """Make the index that of `pages` (text by path), reading only what changed since the last time."""
        digests = {path: sha256(text.encode("utf-8", "surrogatepass")) for path, text in pages.items()}
        return self._mended(lambda: self._update(pages, digests))

    def look(self, wiki: Path) -> Changes:
        """Make the index that of the pages in a folder. Files that look as they did at the last look are not read.
        Raises DiskError."""
        return self._mended(lambda: self._look(wiki, None))

    def look_at(self, wiki: Path, paths: Iterable[str]) -> Changes:
        """As `look`, where only some pages, by path from the folder, may have changed or gone."""
        return self._mended(lambda: self._look(wiki, frozenset(paths)))

    def _mended(self, work: Callable[[], Found]) -> Found:
        self._counts.clear()
        try:
            return work()
        except Damaged:
            self._store = self._store.anew()
            return work()

    def _update(self, pages: Mapping[str, str], digests: Mapping[str, Digest]) -> Changes:
        if self._known() == digests:
            return Changes()
        from kb.search.taking import taken_apart

        with self._store.writing():
            # Asked again under the lock: another process may have brought it up to date meanwhile.
            known = self._known()
            changed = [path for path in sorted(digests) if known.get(path) != digests[path]]
            fresh = (taken_apart(path, pages[path], digests[path]) for path in changed)
            return Changes(*fill(self._store, fresh, known.keys() - digests.keys(), len(changed)))

    def _look(self, wiki: Path, paths: frozenset[str] | None) -> Changes:
        now = time.time_ns()
        found = look(wiki, now) if paths is None else look_at(wiki, paths, now)
        if found.seen and found.seen == seen(self._store):
            return Changes()
        return bring_up(self._store, wiki, found, paths)

    def _known(self) -> dict[str, str]:
        return {row["path"]: row["digest"] for row in self._store.rows("SELECT path, digest FROM pages")}

    def search(self, query: Query, limit: int = 10) -> list[Hit]:
        """The best passages, each with the stretch of it that shows most."""
        return self._guarded(lambda: self._search(query, limit))

    def _search(self, query: Query, limit: int) -> list[Hit]:
        match = query.match(self._telling(query))
        best = self._best(query, max(limit, _NAMED))
        # Who types a page's name wants that page, however often others use the word.
        named = self._named(query, [number for number, _ in best])
        best.sort(key=lambda found: found[0] not in named)
        passages = rows.load(self._store, [number for number, _ in best[:limit]])
        return [self._hit((number, passages[number], score), query, match) for number, score in best[:limit]]

    def _named(self, query: Query, numbers: Sequence[int]) -> frozenset[int]:
        """The passages whose page is called just what the query says."""
        if not query.typed:
            return frozenset()
        first = folded(query.typed[0]).strip()
        found = self._store.rows(_TITLES.format(rows.marks(numbers)), tuple(numbers))
        return frozenset(
            number
            for number, title, aliases in found
            for name in (title, *json.loads(aliases))
            # To take each name apart as a query takes long.
            if first in folded(name) and terms_of(name) == query.typed
        )

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
        enough = self._common() + 1
        return {term: self._count(term, enough) for term in terms}

    def _count(self, term: str, enough: int) -> int:
        if term not in self._counts:
            self._counts[term] = int(self._store.rows(_COUNT, (phrase_of(term), enough))[0][0])
        return self._counts[term]

    def _common(self) -> int:
        """In so many passages a term may stand and still tell something."""
        return min(max(_FEW, int(len(self) * _COMMON)), _MOST)

    def corrected(self, query: Query) -> Query:
        """The query with words that stand nowhere as a title or alias spells them, where one there is near."""
        return self._guarded(lambda: self._corrected(query))

    def _corrected(self, query: Query) -> Query:
        found = self.frequencies((*query.spellable, *query.variants))
        known = [variant for variant in query.variants if found[variant]]
        unknown = [term for term in query.spellable if not found[term] and not any(fold(term) in one for one in known)]
        return query.respelled(corrections(unknown, self._vocabulary())) if unknown else query

    def kinds(self, query: Query) -> tuple[str, ...]:
        """The kinds of pages that there are, where the query's filters leave no page to search in; else nothing."""
        if not filtered_out(self._store, query.only):
            return ()
        found = self._store.rows("SELECT lower(type) FROM pages UNION SELECT kind FROM pages")
        return tuple(sorted(str(row[0]) for row in found if row[0]))

    def nearest(self, text: str) -> list[Page]:
        """Pages whose titles or aliases are written much like a text, the most alike first."""
        return self._guarded(lambda: alike(folded(text), self._names()))

    def _vocabulary(self) -> str:
        """All folded names, one after the other."""
        return str(self._store.rows("SELECT coalesce(group_concat(name, ' '), '') FROM titles")[0][0])

    def _names(self) -> dict[str, Page]:
        """Pages by their folded names."""
        found = self._store.rows(
            "SELECT name, path, title, type, kind, published FROM titles JOIN pages ON pages.id = titles.page"
        )
        return {
            f" {name} ": Page(path, title, (), type_, kind, published)
            for name, path, title, type_, kind, published in found
        }

    def passages_with(self, anchors: Iterable[Anchor]) -> list[Passage]:
        """The passages that hold some blocks; a block that is not in the index has none."""
        return rows.holding(self._store, anchors)

    def citing(self, anchors: Iterable[Anchor], folder: str) -> list[Passage]:
        """The passages of a folder's pages, such as `disputes`, whose lines rest on some blocks."""
        return rows.citing(self._store, anchors, folder)

    def ranked(self, query: Query, limit: int) -> list[tuple[Passage, float]]:
        """The best passages with their scores."""
        return self._guarded(lambda: self._ranked(query, limit))

    def _ranked(self, query: Query, limit: int) -> list[tuple[Passage, float]]:
        best = self._best(query, limit)
        passages = rows.load(self._store, [number for number, _ in best])
        return [(passages[number], score) for number, score in best]

    def coverage(self, query: Query) -> Coverage:
        """How much of the query texts hold."""
        return Coverage(self._telling(query), len(self))

    def _best(self, query: Query, limit: int) -> list[tuple[int, float]]:
        return self._candidates(query).ordered(self._weights)[:limit] if limit > 0 else []

    def candidates(self, query: Query) -> Candidates:
        """What the order of the passages is made of."""
        return self._guarded(lambda: self._candidates(query))

    def _candidates(self, query: Query) -> Candidates:
        frequencies, passages = self._telling(query), len(self)
        best = ranked(self._store, query, frequencies, passages)
        if query.filters or query.only:
            return Candidates(tuple(best))
        coverage = Coverage(frequencies, passages)
        links = mentioned(self._store, query, best, coverage, self._weights.seeds)
        return Candidates(tuple(best), tuple(links), self._near_to(query) if best else ())

    def _near_to(self, query: Query) -> tuple[int, ...]:
        near = self._near.near(query.text, POOL) if self._near else ()
        here = {row[0] for row in self._store.rows(_HERE.format(rows.marks(near)), tuple(near))} if near else set()
        return tuple(number for number in near if number in here)

    def passages(self, numbers: Iterable[int]) -> list[Passage]:
        """Passages by the numbers that `candidates` tells, in that order."""
        wanted = tuple(numbers)
        found = self._guarded(lambda: rows.load(self._store, wanted))
        return [found[number] for number in wanted]

    def _telling(self, query: Query) -> dict[str, int]:
        """The terms to rank by: those that stand somewhere, without the common ones as long as others remain."""
        somewhere = {term: number for term, number in self.frequencies(query.terms).items() if number}
        common = self._common()
        return {term: number for term, number in somewhere.items() if number <= common} or somewhere

    def _hit(self, found: tuple[int, Passage, float], query: Query, match: str) -> Hit:
        number, passage, score = found
        marked = self._store.rows(_HIGHLIGHT, (match, number))
        whole = (
            unmark(marked[0][0].replace(rows.SEPARATOR, ""), rows.OPEN, rows.CLOSE) if marked else Snippet(passage.text)
        )
        wanted = {stem(term) for term in query.terms}
        # A match of another spelling stands beside the text in the index: here is the word that it is one of.
        snippet = cut(also(whole, (form.span for form in forms(whole.text) if stems(form.text) & wanted)))
        return Hit(passage, score, snippet, passage.piece_at(snippet.at))
