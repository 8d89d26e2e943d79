"""The folders of a workspace → what their files look like from outside."""

import hashlib
import importlib.util
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kb
from kb.digest import Digest, digest, sha256
from kb.errors import DiskError
from kb.search.looking import stamp
from kb.workspace import Workspace, files

_SETTINGS = ("kb.yaml", "concepts.yaml")
"""Files at the workspace's top that findings may depend on."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stood in wiki/ and raw/. Paths are from the workspace's top, printable."""

    pages: Mapping[str, str]
    """Stamps of the wiki's pages; an empty one where a file may change and still look the same."""
    files: frozenset[str]
    """What else lies in the wiki."""
    raw: Mapping[str, str]
    """Stamps of everything in raw/, sidecars too."""
    unreadable: Mapping[str, str]
    real: Mapping[str, str]
    """Names on disk, from the workspace's top, of the files whose printable names are others."""
    seen: Digest
    """Of all of it, and of the settings; empty when something in it may change and still look the same."""
    seen_raw: Digest


def look(workspace: Workspace) -> Look:
    """Reads no page. A folder that can't be listed is told among what is unreadable."""
    now = time.time_ns()
    unreadable: dict[str, str] = {}
    real: dict[str, str] = {}
    pages: dict[str, str] = {}
    others: list[str] = []
    for path, entry in _entries(workspace, workspace.wiki, unreadable, real):
        if path.endswith(".md"):
            _page(path, entry, now, pages, unreadable)
        else:
            others.append(path)
    raw = {path: _stamp(entry, now) for path, entry in _entries(workspace, workspace.raw, unreadable, real)}
    settings = [sha256(files.read(workspace.root / name) or b"") for name in _SETTINGS]
    raw_seen = _seen(raw, [], unreadable, settings)
    return Look(
        pages, frozenset(others), raw, unreadable, real, _seen({**pages, **raw}, others, unreadable, settings), raw_seen
    )


@cache
def code() -> Digest:
    """Digest of what findings depend on besides the workspace: kb itself, and what parses for it."""
    now = time.time_ns()
    sources = [entry.path for entry in files.walk(Path(kb.__file__).parent) if entry.name.endswith(".py")]
    # It says its version there; to load it takes longer.
    parser = importlib.util.find_spec("yaml")
    told = [(path, _stamp_of(path, now)) for path in (*sources, (parser and parser.origin) or "")]
    return digest([sys.version, told])


def _stamp_of(path: str, now: int) -> str:
    """As of a page; where that tells nothing, the digest of what it holds."""
    try:
        return stamp(os.stat(path), now) or sha256(Path(path).read_bytes())  # noqa: PTH116
    except OSError:
        return ""


def _entries(
    workspace: Workspace, folder: Path, unreadable: dict[str, str], real: dict[str, str]
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    closed: dict[Path, DiskError] = {}
    top = len(str(workspace.root)) + 1
    for entry in files.walk(folder, closed):
        on_disk = entry.path[top:] if os.sep == "/" else entry.path[top:].replace(os.sep, "/")
        path = on_disk if on_disk.isascii() and on_disk.isprintable() else files.printable(on_disk)
        if path != on_disk:
            real[path] = on_disk
        yield path, entry
    for at, error in closed.items():
        unreadable[files.printable(at.relative_to(workspace.root).as_posix())] = str(error.__cause__ or error)


def _page(path: str, entry: "os.DirEntry[str]", now: int, pages: dict[str, str], unreadable: dict[str, str]) -> None:
    try:
        facts = entry.stat()
    except FileNotFoundError:
        # It has gone meanwhile, or is a link that leads nowhere.
        return
    except OSError as error:
        unreadable[path] = files.reason(error)
        return
    if stat.S_ISREG(facts.st_mode):
        pages[path] = stamp(facts, now)
    else:
        unreadable[path] = "it is not a regular file"


def _stamp(entry: "os.DirEntry[str]", now: int) -> str:
    try:
        return stamp(entry.stat(), now)
    except OSError:
        return ""


def _seen(
    stamps: Mapping[str, str], others: list[str], unreadable: Mapping[str, str], settings: list[Digest]
) -> Digest:
    if unreadable or not all(stamps.values()):
        return Digest("")
    lines = (f"{path}\0{stamps[path]}" for path in sorted(stamps))
    whole = "\n".join([code(), *settings, *sorted(others), "", *lines])
    return Digest(hashlib.blake2b(whole.encode(), digest_size=16).hexdigest())
