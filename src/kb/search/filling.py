"""Changed pages → the rows of the index."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence

from kb.search.mentions import note
from kb.search.rows import Rows, clear, drop, put
from kb.search.store import Store

MANY = 200
"""With so many pages a second process, and tables filled in one go, are worth their start."""


def fill(
    store: Store, pages: Iterable[Rows], gone: Iterable[str], about: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put about so many pages in, in place of what they were, and take others out; the paths of both.

    Within a transaction.
    """
    with store.filling() if about >= MANY else contextlib.nullcontext():
        known = {path: number for number, path in store.rows("SELECT id, path FROM pages")}
        removed = sorted(path for path in gone if path in known)
        for path in removed:
            drop(store, known[path])
        return tuple(_put(store, pages, known)), tuple(removed)


def _put(store: Store, pages: Iterable[Rows], known: Mapping[str, int]) -> list[str]:
    fresh: list[int] = []
    renamed: list[int] = []
    indexed = []
    for page in pages:
        if page.path in known:
            clear(store, known[page.path])
        number, numbers = put(store, page)
        indexed.append(page.path)
        fresh += numbers
        if _rename(store, number, page.names):
            renamed.append(number)
    note(store, fresh, renamed)
    return sorted(indexed)


def _rename(store: Store, page: int, names: Sequence[str]) -> bool:
    """Whether the page is called otherwise than before; who named it by its old names names it no more."""
    if tuple(sorted(name for (name,) in store.rows("SELECT name FROM titles WHERE page = ?", (page,)))) == tuple(names):
        return False
    store.insert("DELETE FROM titles WHERE page = ?", (page,))
    store.insert("DELETE FROM mentions WHERE page = ?", (page,))
    store.many("INSERT INTO titles (first, name, page) VALUES (?, ?, ?)", ((n.split(" ")[0], n, page) for n in names))
    return True
