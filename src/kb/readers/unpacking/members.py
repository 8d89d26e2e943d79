"""The files of an export that is one archive, ZIP or tar.gz, read as if they lay in a folder."""

import posixpath
import re
from collections.abc import Collection

from kb.readers.reader import Beside, Unreadable, broken
from kb.readers.unpacking import packed, tarred
from kb.readers.unpacking.packed import Packed, is_zip
from kb.readers.unpacking.tarred import Tarred

_MOST_MEMBERS = 200_000
"""A workspace of many channels has a file for each day of each."""
_BROKEN = (*packed.BROKEN, *tarred.BROKEN)
# A member's name stands 30 bytes behind where its header begins (APPNOTE.TXT 4.3.7).
_NAMES = re.compile(rb"PK\x03\x04.{26}([\w ./-]{1,200}?\.(?:json|js|txt|html))", re.S)


def names(data: bytes) -> list[str]:
    """The members of a ZIP file, told without unpacking; of one that is cut off those that can still be seen."""
    if not is_zip(data):
        return []
    try:
        return Packed(data).names()
    except packed.BROKEN:
        # The list of members stands at the end: without it only their own headers tell.
        return [one.decode() for one in _NAMES.findall(data[:1_000_000])]


def opened(data: bytes, what: str) -> tuple[list[str], Beside] | Unreadable:
    """The members of an archive and what reads one; `what` is the file in words, such as "a Slack export"."""
    try:
        archive = Packed(data) if is_zip(data) else Tarred(data)
        fault = archive.fault(_MOST_MEMBERS)
    except _BROKEN:
        return broken(what)
    if fault:
        return Unreadable(f"is {what} {fault}", "Unpack it into a folder of raw/.")

    def read(path: str) -> bytes | None:
        try:
            return archive.read(path)
        except _BROKEN:
            return None

    return archive.names(), read


def below(paths: Collection[str], read: Beside, name: str) -> tuple[list[str], Beside]:
    """The export that has file `name` at its top, where it was packed with the folders around it."""
    tops = sorted((posixpath.dirname(path) for path in paths if posixpath.basename(path) == name), key=len)
    top = f"{tops[0]}/" if tops and tops[0] else ""
    inside = [path.removeprefix(top) for path in paths if path.startswith(top)]
    return inside, lambda path: read(f"{top}{path}")
