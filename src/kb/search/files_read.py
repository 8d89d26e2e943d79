"""A page that looks changed → its bytes where they are others than they were."""

from pathlib import Path
from typing import NamedTuple

from kb.digest import Digest, sha256
from kb.workspace import files


class Task(NamedTuple):
    """A page to be read, and what is known of it."""

    wiki: Path
    path: str
    stamp: str
    digest: str


class Same(NamedTuple):
    """A page that holds what it held."""

    task: Task


class Gone(NamedTuple):
    """A page that is not there any more."""

    task: Task


class File(NamedTuple):
    """A page that changed."""

    task: Task
    data: bytes
    digest: Digest


def read_page(task: Task) -> File | Same | Gone:
    """Raises DiskError."""
    data = files.read(task.wiki / task.path)
    if data is None:
        return Gone(task)
    digest = sha256(data)
    return Same(task) if digest == task.digest else File(task, data, digest)
