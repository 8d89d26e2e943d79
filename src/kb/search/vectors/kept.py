"""The SQLite file beside the index that keeps vectors, so that each text is read by the model once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kb.search.vectors.provider import NoVectors

if TYPE_CHECKING:
    from kb.search.vectors.provider import Vectors

_VERSION = 1
_SCHEMA = """
CREATE TABLE about (provider TEXT);
CREATE TABLE vectors (digest TEXT PRIMARY KEY, vector BLOB) WITHOUT ROWID;
CREATE TABLE places (passage INTEGER PRIMARY KEY, origin TEXT, digest TEXT);
"""
_TABLES = ("about", "vectors", "places")
_READ = "SELECT passage, vector FROM places JOIN vectors USING (digest) ORDER BY passage"


class Kept:
    """Safe to delete at any time: the vectors are made again."""

    def __init__(self, path: Path, patience: float = 30.0) -> None:
        """Raises NoVectors. `patience` in seconds for others that write."""
        self._path = path
        with self._told():
            self._db = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except NoVectors:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def belong(self, provider: str) -> None:
        """Vectors of another model are of no use any more."""
        with self._told():
            if self._db.execute("SELECT provider FROM about").fetchall() == [(provider,)]:
                return
            with self._writing():
                for table in _TABLES:
                    self._db.execute(f"DELETE FROM {table}")
                self._db.execute("INSERT INTO about VALUES (?)", (provider,))

    def origins(self) -> dict[int, str]:
        """Of each passage that has a vector, what it was made from."""
        with self._told():
            return dict(self._db.execute("SELECT passage, origin FROM places"))

    def lacking(self, digests: Iterable[str]) -> set[str]:
        """The texts that no vector is kept of."""
        with self._told():
            found = "SELECT 1 FROM vectors WHERE digest = ?"
            return {digest for digest in digests if not self._db.execute(found, (digest,)).fetchall()}

    def keep(self, places: Iterable[tuple[int, str, str]], vectors: Mapping[str, bytes]) -> None:
        """Passage, origin and digest of each place; the vector of each new digest."""
        with self._told(), self._writing():
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items())
            self._db.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?)", places)

    def drop(self, passages: Iterable[int]) -> None:
        """With the vectors that no passage needs any more."""
        with self._told(), self._writing():
            self._db.executemany("DELETE FROM places WHERE passage = ?", ((number,) for number in passages))
            self._db.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM places)")

    def width(self) -> int:
        """How many numbers a vector has; 0 when none is kept."""
        with self._told():
            row = self._db.execute("SELECT length(vector) FROM vectors LIMIT 1").fetchone()
            return row[0] // 2 if row else 0

    def everything(self) -> tuple[Sequence[int], "Vectors"]:
        """The numbers of the passages, and a row for each."""
        import numpy as np

        with self._told():
            rows = self._db.execute(_READ).fetchall()
        flat = np.frombuffer(b"".join(vector for _, vector in rows), dtype="<f2").astype(np.float32)
        return [number for number, _ in rows], flat.reshape(len(rows), -1 if rows else 0)

    def _prepare(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
        with self._writing():
            for table in _TABLES:
                self._db.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            hint = f"Search goes by words alone. When no other kb runs, delete {self._path}; it is made again."
            raise NoVectors(f"{self._path}: vectors can't be used: {error}", hint=hint) from error
