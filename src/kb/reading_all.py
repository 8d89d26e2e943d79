"""Raw files → what they say: what is known is not read again, and many new files are read in several processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from kb.raw_files import RawFile
from kb.readers.reader import Unreadable
from kb.reading import Cuts, Told, read, recall
from kb.side_by_side import cores, each
from kb.workspace import Workspace

_FEW = 40
_LITTLE = 4_000_000
"""Bytes. So few files with so little in them are read before other processes have begun."""
_MOST = 8
"""Processes: each takes memory of its own."""
_DIED = Unreadable(
    "ended the process that read it",
    "If memory was short, run the same command again; else take the file out of raw/: it is broken, or kb is.",
)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, by a process that has nothing else of this one."""

    kind: Callable[[Path], Workspace]
    root: Path
    file: RawFile
    cuts: Cuts


Work: TypeAlias = Callable[[Task], Told]


def read_task(task: Task) -> Told:
    return read(_workspace(task.kind, task.root), task.file, task.cuts)


@cache
def _workspace(kind: Callable[[Path], Workspace], root: Path) -> Workspace:
    return kind(root)


def tell_all(
    workspace: Workspace, files: Sequence[RawFile], cuts: Cuts, processes: int | None = None, work: Work = read_task
) -> Iterator[tuple[int, Told, bool]]:
    """For each file, in no order, its number, what it says, and whether it had to be read."""
    unread: list[int] = []
    for at, file in enumerate(files):
        told = recall(workspace, file, cuts)
        if told is None:
            unread.append(at)
        else:
            yield at, told, False
    tasks = [Task(type(workspace), workspace.root, files[at], cuts) for at in unread]
    for number, told in _done(tasks, processes, work):
        yield unread[number], told, True


def _done(tasks: Sequence[Task], processes: int | None, work: Work) -> Iterator[tuple[int, Told]]:
    # What reads a folder is a module, which no process can be sent.
    apart = [at for at, task in enumerate(tasks) if task.file.folder is None]
    processes = _worth([tasks[at] for at in apart]) if processes is None else processes
    left = set(range(len(tasks)))
    for number, told in each(work, [tasks[at] for at in apart], processes) if processes > 1 else ():
        left.discard(apart[number])
        yield apart[number], told or Told(_DIED)
    for at in sorted(left):
        yield at, work(tasks[at])


def _worth(tasks: Sequence[Task]) -> int:
    """How many processes are worth their start."""
    much = len(tasks) > _FEW or sum(map(_size, tasks)) > _LITTLE
    return min(cores(), len(tasks), _MOST) if much else 1


def _size(task: Task) -> int:
    try:
        return task.file.real.stat().st_size
    except OSError:
        return 0
