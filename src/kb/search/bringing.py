"""A look at the wiki's folder → the index of what stands there, with only those pages read that may have changed."""

import contextlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from kb.errors import KBError
from kb.search.files_read import File, Gone, Same, Task, read_page
from kb.search.filling import MANY, fill
from kb.search.looking import Look
from kb.search.rows import Rows
from kb.search.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update found: paths of pages."""

    indexed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """Pages that were read."""

    changed: list[File] = field(default_factory=list)
    same: list[Task] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def add(self, read: File | Same | Gone) -> None:
        match read:
            case File():
                self.changed.append(read)
            case Same(task):
                self.same.append(task)
            case Gone(task):
                self.gone.append(task.path)


def seen(store: Store) -> str:
    """What the last whole look saw; empty when it is not to be trusted."""
    rows = store.rows("SELECT seen FROM looks")
    return str(rows[0][0]) if rows else ""


def bring_up(store: Store, wiki: Path, look: Look, paths: Set[str] | None) -> Changes:
    """`paths` are those that were looked at; None: all. Raises DiskError, Locked."""
    tasks, gone = _suspects(store, wiki, look, paths)
    if len(tasks) < MANY and not gone:
        read = _read(tasks)
        # Nobody else has to wait when it turns out that nothing changed.
        if not read.changed and not read.gone:
            _remember(store, read.same, look)
            return Changes()
    with store.writing():
        # Asked again under the lock: another process may have brought it up to date meanwhile.
        tasks, gone = _suspects(store, wiki, look, paths)
        read = _read(tasks) if len(tasks) < MANY else _Sorted()
        fresh = _taken(read.changed) if len(tasks) < MANY else _taken_from_many(tasks, read)
        indexed, removed = fill(store, fresh, [*gone, *read.gone], len(tasks))
        _keep(store, read.same, look)
    return Changes(indexed, removed)


def _read(tasks: Sequence[Task]) -> _Sorted:
    read = _Sorted()
    for task in tasks:
        read.add(read_page(task))
    return read


def _taken(changed: Sequence[File]) -> Iterator[Rows]:
    if changed:
        # Only what changed needs the scanner of pages, which takes longer to load than a search to answer.
        from kb.search.taking import rows_of_file

        yield from map(rows_of_file, changed)


def _taken_from_many(tasks: Sequence[Task], read: _Sorted) -> Iterator[Rows]:
    """Those that changed; the others are told to `read`. One that goes meanwhile is found gone by the next look."""
    from kb.search.taking import read_all

    for taken in read_all(tasks, MANY):
        if isinstance(taken, Rows):
            yield taken
        else:
            read.add(taken)


def _suspects(store: Store, wiki: Path, look: Look, paths: Set[str] | None) -> tuple[list[Task], list[str]]:
    """Pages that don't look as they did, and those that are not there any more."""
    known = {path: (stamp, digest) for path, stamp, digest in store.rows("SELECT path, stamp, digest FROM pages")}
    unlike = sorted(path for path, stamp in look.stamps.items() if not stamp or known.get(path, ("",))[0] != stamp)
    gone = [path for path in (known if paths is None else paths & known.keys()) if path not in look.stamps]
    return [Task(wiki, path, look.stamps[path], known.get(path, ("", ""))[1]) for path in unlike], gone


def _remember(store: Store, same: Sequence[Task], look: Look) -> None:
    """As `_keep`; an index that can't be written now is right all the same."""
    with contextlib.suppress(KBError), store.writing():
        _keep(store, same, look)


def _keep(store: Store, same: Sequence[Task], look: Look) -> None:
    store.many("UPDATE pages SET stamp = ? WHERE path = ?", ((task.stamp, task.path) for task in same))
    store.insert("DELETE FROM looks")
    store.insert("INSERT INTO looks (seen) VALUES (?)", (look.seen,))
