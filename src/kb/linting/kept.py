"""What was found before ↔ files below .kb/lint: rows of pages in a few shards, facts of raw/, the last result.

Each file begins with a line that says for which code and place it was written and what its bytes add up to. One that
is broken, old, or came from elsewhere is as good as none, and one that can't be written costs only time.
"""

import contextlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kb.digest import Digest, digest
from kb.errors import DiskError
from kb.linting.looking import code
from kb.linting.row import Row
from kb.workspace import Workspace

_FOLDER = ".kb/lint"
_SHARDS = 16
_COLUMNS = len(Row._fields)


@dataclass(slots=True)
class Shard:
    targets: str
    """Digest of all the files that links could lead to when its rows were made."""
    rows: list[Row] = field(default_factory=list)


# Without slots: what is derived from it is kept.
@dataclass(frozen=True)
class Kept:
    workspace: Workspace

    def result(self) -> Mapping[str, object]:
        """The last result; empty when there is none."""
        return self.value("result")

    def value(self, name: str) -> Mapping[str, object]:
        found = self._read(name)
        with contextlib.suppress(ValueError, RecursionError):
            value = json.loads(found[1]) if found else {}
            return value if isinstance(value, dict) else {}
        return {}

    def keep(self, name: str, value: Mapping[str, object]) -> None:
        self._write(name, "", json.dumps(value, separators=(",", ":")))

    def shards(self) -> list[Shard]:
        """All of them; one that is not there, or not ours, has no rows and no targets."""
        return [self._shard(number) for number in range(_SHARDS)]

    def keep_rows(self, rows: Iterable[Row], targets: Digest, changed: frozenset[int]) -> None:
        """Write the shards that changed."""
        by_shard: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            number = shard_of(row.path)
            if number in changed:
                by_shard[number].append("\t".join(row))
        for number in changed:
            self._write(f"pages-{number:x}", targets, "\n".join(by_shard[number]))

    def _shard(self, number: int) -> Shard:
        found = self._read(f"pages-{number:x}")
        if found is None:
            return Shard("")
        rows = [line.split("\t") for line in found[1].split("\n") if line]
        if not set(map(len, rows)) <= {_COLUMNS}:
            return Shard("")
        return Shard(found[0], [Row._make(row) for row in rows])

    def _read(self, name: str) -> tuple[str, str] | None:
        """What was said of the file, and its text."""
        try:
            data = (self.workspace.root / _FOLDER / name).read_bytes()
            head, _, rest = data.partition(b"\n")
            ours, said, total = head.decode().split(" ")
            if ours != self._ours or int(total) != zlib.crc32(rest):
                return None
            return said, rest.decode()
        except (OSError, ValueError):
            return None

    def _write(self, name: str, said: str, text: str) -> None:
        data = text.encode("utf-8")
        head = f"{self._ours} {said} {zlib.crc32(data)}\n"
        with contextlib.suppress(DiskError):
            self.workspace.memorise(f"{_FOLDER}/{name}", head.encode() + data)

    @cached_property
    def _ours(self) -> Digest:
        """This code, in this very folder: what came with a copy or a clone was perhaps written by somebody else."""
        folder = self.workspace.root / _FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
            facts = folder.stat()
        except OSError:
            return Digest("none")
        return digest([code(), str(self.workspace.root), facts.st_dev, facts.st_ino])


def shard_of(path: str) -> int:
    return zlib.crc32(path.encode()) % _SHARDS
