"""A look at the wiki's folder → the index of what stands there, with only those pages read that may have changed."""

import contextlib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KBError
from kb.search.filling import MANY, fill
from kb.search.looking import Look
from kb.search.rows import Rows
from kb.search.store import Store

if TYPE_CHECKING:
    from kb.search.taking import Task


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update found: paths of pages."""

    indexed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def seen(store: Store) -> str:
    """What the last whole look saw; empty when it is not to be trusted."""
    rows = store.rows("SELECT seen FROM looks")
    return str(rows[0][0]) if rows else ""


def bring_up(store: Store, wiki: Path, look: Look, paths: Set[str] | None) -> Changes:
    """`paths` are those that were looked at; None: all. Raises DiskError, Locked."""
    tasks, gone = _suspects(store, wiki, look, paths)
    if len(tasks) < MANY and not gone:
        calm = _Calm()
        # Nobody else has to wait when it turns out that nothing changed.
        if not any(True for _ in calm.changed(tasks)) and not calm.gone:
            _remember(store, calm.same, look)
            return Changes()
    with store.writing():
        # Asked again under the lock: another process may have brought it up to date meanwhile.
        tasks, gone = _suspects(store, wiki, look, paths)
        calm = _Calm()
        indexed, removed = fill(store, calm.changed(tasks), gone, len(tasks))
        more = fill(store, (), calm.gone, 0)[1]
        _keep(store, calm.same, look)
    return Changes(indexed, (*removed, *more))


class _Calm:
    """Tells pages that changed from those that only looked so."""

    def __init__(self) -> None:
        self.same: list[tuple[str, str]] = []
        """Stamp and path."""
        self.gone: list[str] = []

    def changed(self, tasks: list["Task"]) -> Iterator[Rows]:
        if not tasks:
            return
        # Only what changed needs the scanner of pages, which takes longer to load than a search to answer.
        from kb.search.taking import Gone, Same, read_all

        for taken in read_all(tasks, MANY):
            if isinstance(taken, Same):
                self.same.append((taken.stamp, taken.path))
            elif isinstance(taken, Gone):
                self.gone.append(taken.path)
            else:
                yield taken


def _suspects(store: Store, wiki: Path, look: Look, paths: Set[str] | None) -> tuple[list["Task"], list[str]]:
    """Pages that don't look as they did, and those that are not there any more."""
    known = {path: (stamp, digest) for path, stamp, digest in store.rows("SELECT path, stamp, digest FROM pages")}
    unlike = sorted(path for path, stamp in look.stamps.items() if not stamp or known.get(path, ("",))[0] != stamp)
    gone = [path for path in (known if paths is None else paths & known.keys()) if path not in look.stamps]
    if not unlike:
        return [], gone
    from kb.search.taking import Task

    return [Task(wiki, path, look.stamps[path], known.get(path, ("", ""))[1]) for path in unlike], gone


def _remember(store: Store, same: list[tuple[str, str]], look: Look) -> None:
    """As `_keep`; an index that can't be written now is right all the same."""
    with contextlib.suppress(KBError), store.writing():
        _keep(store, same, look)


def _keep(store: Store, same: list[tuple[str, str]], look: Look) -> None:
    store.many("UPDATE pages SET stamp = ? WHERE path = ?", same)
    store.insert("DELETE FROM looks")
    store.insert("INSERT INTO looks (seen) VALUES (?)", (look.seen,))
