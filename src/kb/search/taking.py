"""Files of pages → what the index keeps of them, made in processes side by side where there are many."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kb.digest import Digest, sha256
from kb.search.pages import passages_of
from kb.search.rows import Rows, rows_of
from kb.side_by_side import cores, each
from kb.workspace import files

_PORTION = 50
_ENOUGH = 4
"""The process that writes keeps no more than this busy."""


class Task(NamedTuple):
    """A page to be read, and what is known of it."""

    wiki: Path
    path: str
    stamp: str
    digest: str


class Same(NamedTuple):
    """A page that was read and holds what it held."""

    path: str
    stamp: str


class Gone(NamedTuple):
    """A page that is not there any more."""

    path: str


Taken = Rows | Same | Gone


def read_page(task: Task) -> Taken:
    """Raises DiskError."""
    data = files.read(task.wiki / task.path)
    if data is None:
        return Gone(task.path)
    digest = sha256(data)
    if digest == task.digest:
        return Same(task.path, task.stamp)
    return taken_apart(task.path, data.decode("utf-8", "replace"), digest, task.stamp)


def taken_apart(path: str, text: str, digest: Digest, stamp: str = "") -> Rows:
    return rows_of(path, digest, stamp, passages_of(path, text))


def read_portion(tasks: Sequence[Task]) -> list[Taken]:
    return [read_page(task) for task in tasks]


def read_all(tasks: Sequence[Task], many: int) -> Iterator[Taken]:
    """Every page, in order; `many` of them are worth a second process."""
    portions = [tasks[at : at + _PORTION] for at in range(0, len(tasks), _PORTION)]
    done: dict[int, list[Taken]] = {}
    at = 0
    if len(tasks) >= many and cores() > 1:
        for number, taken in each(read_portion, portions, min(cores(), _ENOUGH)):
            # What a process died of is read here: it says why.
            done[number] = taken if taken is not None else read_portion(portions[number])
            while at in done:
                yield from done.pop(at)
                at += 1
    for number in range(at, len(portions)):
        yield from done.pop(number) if number in done else read_portion(portions[number])
