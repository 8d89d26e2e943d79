"""The SQLite file behind the index: its tables, its transactions, and what can go wrong with it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.digest import code_digest
from kb.errors import DiskError, KBError, Locked

_PACKAGE = Path(__file__).parent.parent
_DETERMINES_CONTENT = ("search/*.py", "wiki/*.py", "markup.py")
_SCHEMA = """
CREATE TABLE looks (seen TEXT);
CREATE TABLE pages (id INTEGER PRIMARY KEY, path TEXT UNIQUE, digest TEXT, stamp TEXT, title TEXT, aliases TEXT,
    type TEXT, kind TEXT, called TEXT, published TEXT);
CREATE TABLE passages (id INTEGER PRIMARY KEY, page INTEGER, heading TEXT, pieces TEXT, bag TEXT);
CREATE INDEX passages_of_page ON passages (page);
CREATE TABLE titles (first TEXT, name TEXT, page INTEGER);
CREATE INDEX titles_by_first ON titles (first);
CREATE INDEX titles_by_name ON titles (name);
CREATE INDEX titles_of_page ON titles (page);
CREATE TABLE mentions (passage INTEGER, page INTEGER, PRIMARY KEY (passage, page)) WITHOUT ROWID;
CREATE INDEX mentions_of_page ON mentions (page);
CREATE VIRTUAL TABLE words USING fts5 (title, aliases, context, body,
    tokenize = 'porter unicode61 remove_diacritics 2');
"""
_PROBE = "SELECT 1 FROM words, passages, titles WHERE words MATCH 'a' AND passages.id = words.rowid LIMIT 1"
"""Meets a damaged file before anything is told of it, at no cost."""
_TABLES = ("looks", "pages", "passages", "titles", "mentions", "words")
_CACHE = "PRAGMA cache_size = -32768"
"""32 MB. No mmap: a file that another program cuts short would kill the process."""
_FILLING = (
    "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO words (words, rank) VALUES ('automerge', 0)",
    "DROP INDEX mentions_of_page",
)
_FILLED = (
    "INSERT INTO words (words) VALUES ('optimize')",
    "INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)",
    "INSERT INTO words (words, rank) VALUES ('automerge', 4)",
    "CREATE INDEX mentions_of_page ON mentions (page)",
)

Value = str | int | float


class Damaged(DiskError):
    """The file is no database, or a broken one. Nothing is lost: it is rebuilt from the pages."""


class Store:
    """One connection. The journal is SQLite's default and not WAL: at rest the index is a single file that may be
    deleted, copied, or opened from a read-only or network folder; writers are rare and short, readers wait for them.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path, self._patience = path, patience
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiskError(f"{path}: there is no place for the search index: {error}") from error
        with self._told():
            self._db = sqlite3.connect(path, timeout=patience, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._db.execute(_CACHE)
        try:
            self._prepare()
        except KBError:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def discard(self) -> None:
        """Close and delete the file, with the journal that a killed writer may have left."""
        self._db.close()
        discard(self._path)

    def anew(self) -> "Store":
        """An empty one in its place."""
        self.discard()
        return Store(self._path, self._patience)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing, also when the process is killed; a second writer waits."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        with self._told():
            return self._db.execute(sql, values).fetchall()

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement that writes; the id of the row it made."""
        return self._db.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement that writes for each row."""
        self._db.executemany(sql, rows)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Very many rows at once: what makes each of them slow is done once, at the end."""
        for statement in _FILLING:
            self._db.execute(statement)
        yield
        for statement in _FILLED:
            self._db.execute(statement)

    def _prepare(self) -> None:
        """Make the tables, unless this very code made them."""
        version = _version()
        if self._found() == version:
            self.rows(_PROBE)
            return
        with self.writing():
            if self._found() == version:
                return
            for table in _TABLES:
                self._db.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {version}")

    def _found(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(self._path, error) from error


def discard(path: Path) -> None:
    for file in (path, path.with_name(path.name + "-journal")):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise DiskError(f"{path}: the search index is damaged and can't be removed: {error}") from error


def _version() -> int:
    """Of whatever decides what stands in the index: changed code rebuilds it."""
    return int(code_digest(_PACKAGE, _DETERMINES_CONTENT)[:7], 16)


def _translated(path: Path, error: sqlite3.Error) -> KBError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(f"{path}: another kb is writing the search index", hint="Try again when it has ended.")
    # The statements are ours and fixed: one that fails by itself has met tables that are not what they were.
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return Damaged(f"{path}: the search index is damaged: {error}", hint=f"Delete {path}; it is rebuilt.")
    return DiskError(f"{path}: the search index can't be used: {error}", hint="Check the folder and the disk space.")
