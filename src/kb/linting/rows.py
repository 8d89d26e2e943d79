"""The pages as they stand → their rows: those of before where nothing that they depend on has changed, else anew."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from kb.digest import Digest, digest
from kb.linting.kept import Kept, shard_of
from kb.linting.looking import Look
from kb.linting.reading import Lost, Read, Reader, Same, Task
from kb.linting.row import Row, answers, consulted
from kb.side_by_side import cores, each
from kb.terminal import Advance

_PROCESSES = 4
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
    processes: int | None
    now: dict[str, Row] = field(default_factory=dict, init=False)
    lost: dict[str, str] = field(default_factory=dict, init=False)
    """Pages that can't be read and why; without a reason those that went while the others were read."""
    _changed: set[int] = field(default_factory=set, init=False)

    def bring(self) -> None:
        """Read what changed, check it and what depends on it, and keep what was found."""
        shards = self.kept.shards()
        moved = {number for number, shard in enumerate(shards) if shard.targets != self._targets}
        before = {row.path: row for shard in shards for row in shard.rows}
        todo: list[Task] = []
        for path, stamp in self.look.pages.items():
            row = before.get(path)
            if row is not None and stamp and row.stamp == stamp:
                self.now[path] = row
            else:
                todo.append(Task(path, stamp, row.digest if row is not None else ""))
        self._take(todo, before)
        doubtful = [row for row in self._same(before) if row.consulted or (moved and shard_of(row.path) in moved)]
        known = {f"{path} {row.digest}" for path, row in self.now.items()} if doubtful else set()
        again = [Task(row.path, row.stamp, "") for row in doubtful if self._is_stale(row, known, moved)]
        self._take(again, before)
        self._changed |= {shard_of(path) for path in before.keys() - self.now.keys()}
        self._changed |= {number for number in moved if shards[number].rows}
        self.kept.keep_rows(self.now.values(), self._targets, frozenset(self._changed))

    def _same(self, before: Mapping[str, Row]) -> Iterator[Row]:
        """Those whose pages hold what they held."""
        return (row for path, row in self.now.items() if path in before and before[path].digest == row.digest)

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
        processes = self.processes or min(cores(), _PROCESSES)
        if len(tasks) >= _MANY and processes > 1:
            for number, read in each(self.reader, portions, processes):
                if read is not None:
                    done.add(number)
                    yield from read
        # Also what a process died of: here it says why.
        for number, portion in enumerate(portions):
            if number not in done:
                yield from self.reader(portion)

    def _is_stale(self, row: Row, known: Set[str], moved: Set[int]) -> bool:
        """Whether what was found on a page may be found no more, though it holds what it held."""
        pages = consulted(row.consulted)
        if pages is None or any(self._differs(page) for page in pages if page not in known):
            return True
        ask = self.reader.targets.answer
        return shard_of(row.path) in moved and any(
            list(ask(how, target, row.path)) != told for how, target, told in answers(row.answers)
        )

    def _differs(self, page: str) -> bool:
        """Of a page that is not known as it was: whether it ever was there, or is now."""
        path, _, was = page.rpartition(" ")
        return bool(was) or path in self.now

    @cached_property
    def _targets(self) -> Digest:
        return digest([list(self.look.pages), sorted(self.look.files), sorted(self.reader.raw)])
