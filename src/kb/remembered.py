"""Readings of raw files, remembered in .kb/read by all that they depend on, with the pictures that came with them."""

from collections.abc import Mapping

from kb import readers
from kb.digest import Digest, sha256
from kb.errors import DiskError
from kb.knowledge import Reading
from kb.readers import Found, Known
from kb.readers.reader import Beside
from kb.workspace import Workspace

PICTURES = ".kb/pictures"
"""Every picture that a reading showed, by its name, until its page is written."""


def outlined(workspace: Workspace, key: Digest, beside: Beside | None = None) -> Known | None:
    """The reading under a key but its blocks, if the files beside it that it rested on are as they were. Without
    `beside`: whatever they are now."""
    try:
        with (workspace.root / _memo(key)).open("rb") as memo:
            known, seen = readers.outlined(memo.readline())
    except (OSError, ValueError):
        return None
    if beside is not None and any(_digest(beside(path)) != was for path, was in seen.items()):
        return None
    return known if not isinstance(known, tuple) or _has_pictures(workspace, [one.reading for one in known]) else None


def remembered(workspace: Workspace, key: Digest) -> Known | None:
    """All of the reading under a key, as it was."""
    try:
        return readers.unpacked((workspace.root / _memo(key)).read_bytes())
    except (OSError, ValueError):
        return None


def remember(workspace: Workspace, key: Digest, found: Found, known: Known, seen: Mapping[str, Digest | None]) -> bool:
    """Keep what was found, its pictures first. Whether it can be had again: not where the disk has no room."""
    try:
        for reading in found if isinstance(found, tuple) else ():
            for picture in reading.pictures:
                workspace.write_bytes(f"{PICTURES}/{picture.name}", picture.data)
        workspace.memorise(_memo(key), readers.packed(known, seen))
    except (DiskError, ValueError):
        return False
    return (workspace.root / _memo(key)).is_file()


def _has_pictures(workspace: Workspace, found: list[Reading]) -> bool:
    return all((workspace.root / PICTURES / one.name).is_file() for reading in found for one in reading.pictures)


def _digest(data: bytes | None) -> Digest | None:
    return None if data is None else sha256(data)


def _memo(key: Digest) -> str:
    return f".kb/read/{key[:2]}/{key}.json"
