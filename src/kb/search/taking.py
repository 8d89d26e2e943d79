"""Files of pages → what the index keeps of them, made in processes side by side where there are many."""

from collections.abc import Iterator, Sequence

from kb.digest import Digest
from kb.search.files_read import File, Gone, Same, Task, read_page
from kb.search.pages import passages_of
from kb.search.rows import Rows, rows_of
from kb.side_by_side import cores, each

_PORTION = 50
_ENOUGH = 4
"""The process that writes keeps no more than this busy."""


Taken = Rows | Same | Gone


def take(task: Task) -> Taken:
    """Raises DiskError."""
    read = read_page(task)
    return rows_of_file(read) if isinstance(read, File) else read


def rows_of_file(file: File) -> Rows:
    return taken_apart(file.task.path, file.data.decode("utf-8", "replace"), file.digest, file.task.stamp)


def taken_apart(path: str, text: str, digest: Digest, stamp: str = "") -> Rows:
    return rows_of(path, digest, stamp, passages_of(path, text))


def read_portion(tasks: Sequence[Task]) -> list[Taken]:
    return [take(task) for task in tasks]


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
