"""The pages as they stand → their rows: those of before where nothing that they depend on has changed, else anew."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kb.digest import Digest, digest
from kb.lint.outline import NEEDS_NOTHING, Row, cited, packed_leads
from kb.linting.kept import Kept, Shard, shard_of
from kb.linting.looking import Look
from kb.linting.reading import Lost, Read, Reader, Same, Task
from kb.side_by_side import each
from kb.terminal import Advance

_PORTION = 50
_MANY = 400
"""Pages that are worth a second process."""


# Without slots: what is derived from it is kept.
@dataclass
class Rows:
    """Rows of pages, by path, brought up to date."""

    look: Look
    reader: Reader
    kept: Kept
    advance: Advance
    processes: int
    now: dict[str, Row] = field(default_factory=dict, init=False)
    lost: dict[str, str] = field(default_factory=dict, init=False)
    """Pages that can't be read and why; without a reason those that went while the others were read."""
    _changed: set[int] = field(default_factory=set, init=False)

    def bring(self) -> None:
        """Read what changed, check it and what depends on it, and keep what was found."""
        shards = self.kept.shards()
        moved = {number for number, shard in enumerate(shards) if shard.targets != self._targets}
        before = {row.path: row for number in range(len(shards)) for row in self._led(shards[number], number in moved)}
        todo: list[Task] = []
        for path, stamp in self.look.pages.items():
            row = before.get(path)
            if row is not None and stamp and row.stamp == stamp:
                self.now[path] = row
            else:
                todo.append(Task(path, stamp, row.digest if row is not None else ""))
        self._take(todo, before)
        again = [Task(path, row.stamp, "") for path, row in self.now.items() if self._is_stale(row, before, moved)]
        self._take(again, before)
        self._changed |= {shard_of(path) for path in before.keys() - self.now.keys()}
        self._changed |= {number for number in moved if shards[number].rows}
        self.kept.keep_rows(self.now.values(), self._targets, frozenset(self._changed))

    def _led(self, shard: Shard, moved: bool) -> Iterable[Row]:
        """Rows that lead where there are files now."""
        if not moved:
            return shard.rows
        of = self.reader.targets.leads
        return (row._replace(leads=packed_leads(of(json.loads(row.routes), row.path))) for row in shard.rows)

    def _take(self, tasks: Sequence[Task], before: dict[str, Row]) -> None:
        for read in self._read(tasks):
            self.advance("pages")
            if isinstance(read, Lost):
                self.now.pop(read.path, None)
                self.lost[read.path] = read.reason
                continue
            if isinstance(read, Same):
                was = before[read.path]
                row = was if was.stamp == read.stamp else was._replace(stamp=read.stamp)
            else:
                row = read
            if row is not before.get(row.path):
                self._changed.add(shard_of(row.path))
            self.now[row.path] = row

    def _read(self, tasks: Sequence[Task]) -> Iterator[Read]:
        portions = [tasks[at : at + _PORTION] for at in range(0, len(tasks), _PORTION)]
        done: set[int] = set()
        if len(tasks) >= _MANY and self.processes > 1:
            for number, read in each(self.reader, portions, self.processes):
                if read is not None:
                    done.add(number)
                    yield from read
        # Also what a process died of: here it says why.
        for number, portion in enumerate(portions):
            if number not in done:
                yield from self.reader(portion)

    def _is_stale(self, row: Row, before: dict[str, Row], moved: set[int]) -> bool:
        """Whether what a row of before says of cited pages may be said no more."""
        was = before.get(row.path)
        if row.cited == NEEDS_NOTHING or was is None or was.cited is not row.cited:
            return False
        _, needed = cited(row.cited)
        if needed.everything or any(self._digest(path) != was for path, was in needed.pages.items()):
            return True
        of, path = self.reader.targets.of, row.path
        return shard_of(path) in moved and any(of(*route, path) != to for route, to in needed.routes.items())

    def _digest(self, path: str) -> Digest:
        row = self.now.get(path)
        return row.digest if row is not None else Digest("")

    @cached_property
    def _targets(self) -> Digest:
        return digest([list(self.look.pages), sorted(self.look.files), sorted(self.reader.raw)])
