"""The wiki's folder → what its pages look like from outside, so that only those that changed are read."""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.slug import RESERVED_PAGES
from kb.workspace import files

_NO_TEXT = re.compile(r"[\ud800-\udfff]")
_SECOND = 1_000_000_000
_FINE = _SECOND // 10
"""Clocks of disks move on in steps. No step is longer than this..."""
_COARSE = 2 * _SECOND
"""...but where times are kept in whole seconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stood in the folder."""

    stamps: Mapping[str, str]
    """Size, times and inode of each page, by path from wiki/; empty for one that may change and still look the same."""
    seen: str
    """Digest of all of it; empty when a stamp is."""


def look(wiki: Path, now: int) -> Look:
    """`now` in nanoseconds since the epoch, taken before. Raises DiskError when a folder can't be listed."""
    stamps = dict(_stamped(wiki, now))
    whole = "\n".join(f"{path}\0{stamps[path]}" for path in sorted(stamps))
    seen = hashlib.blake2b(whole.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return Look(stamps, seen if all(stamps.values()) else "")


def look_at(wiki: Path, paths: Iterable[str], now: int) -> Look:
    """The same of some pages only; those that are not there are left out."""
    stamps = {}
    for path in filter(_is_page, paths):
        with contextlib.suppress(OSError):
            stamps[path] = stamp((wiki / path).stat(), now)
    return Look(stamps, "")


def _stamped(wiki: Path, now: int) -> Iterator[tuple[str, str]]:
    top = len(str(wiki)) + 1
    for entry in files.walk(wiki):
        path = entry.path[top:].replace(os.sep, "/")
        if _is_page(path):
            # It may have gone meanwhile, or lead nowhere.
            with contextlib.suppress(OSError):
                yield path, stamp(entry.stat(), now)


def _is_page(path: str) -> bool:
    """The contents and the log say nothing of their own; what has no name in Unicode can't be told of."""
    name = path.rpartition("/")[2]
    return name.endswith(".md") and name not in RESERVED_PAGES and not _NO_TEXT.search(path)


def stamp(facts: os.stat_result, now: int) -> str:
    """What a file looks like from outside; empty where it may change and still look the same."""
    modified, changed = facts.st_mtime_ns, facts.st_ctime_ns
    # As git has it: a file that was written just now may be written again within the same step of the clock.
    step = _FINE if modified % _SECOND and changed % _SECOND else _COARSE
    if modified + step > now or changed + step > now:
        return ""
    return f"{facts.st_size} {modified} {changed} {facts.st_ino}"
