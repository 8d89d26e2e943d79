"""The files of an unpacked export, whether they lie in a folder or in a ZIP file."""

import posixpath
import re
from collections.abc import Callable, Collection, Sequence

from kb.readers.unpacking.packed import BROKEN, Packed
from kb.readers.reader import Beside, Unreadable

Wanted = Callable[[Sequence[str]], bool]

_MOST_MEMBERS = 200_000
"""A workspace of many channels has a file for each day of each."""


def names(data: bytes) -> list[str]:
    """The members of a ZIP file, told without unpacking; of one that is cut off those that can still be seen."""
    if not data.startswith(b"PK\x03\x04"):
        return []
    try:
        return Packed(data).names()
    except BROKEN:
        seen = re.findall(rb"PK\x03\x04.{26}([\w ./-]{1,200}?\.(?:json|txt|html))", data[:1_000_000], re.S)
        return [one.decode() for one in seen]


def opened(data: bytes, what: str) -> tuple[list[str], Beside] | Unreadable:
    """The members of a ZIP file and what reads one; `what` is the file in words, such as "a Slack export"."""
    try:
        packed = Packed(data)
    except BROKEN:
        return Unreadable(f"is {what} that is broken or cut off", "Download it again.")
    if fault := packed.fault(_MOST_MEMBERS):
        return Unreadable(f"is {what} {fault}", "Unpack it, and put what it holds into raw/.")

    def read(path: str) -> bytes | None:
        try:
            return packed.read(path)
        except BROKEN:
            return None

    return packed.names(), read


def below(paths: Collection[str], read: Beside, name: str) -> tuple[list[str], Beside]:
    """The export that has file `name` at its top, where it was packed with the folders around it."""
    tops = sorted((posixpath.dirname(path) for path in paths if posixpath.basename(path) == name), key=len)
    top = f"{tops[0]}/" if tops and tops[0] else ""
    inside = [path.removeprefix(top) for path in paths if path.startswith(top)]
    return inside, lambda path: read(f"{top}{path}")
