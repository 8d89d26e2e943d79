"""The bytes of a tar.gz file to its members, never on disk, and never more of them than one can bear."""

import io
import tarfile
import zlib

from kb.readers.unpacking.packed import MOST_BYTES, MOST_TO_ONE, SMALL

_MAGIC = b"\x1f\x8b"

BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError, OverflowError)
"""What reading raises where the file is cut off or forged."""


def is_gzip(data: bytes) -> bool:
    """Whether bytes begin as gzip does."""
    return data.startswith(_MAGIC)


def first_member(data: bytes) -> str:
    """The name of the first member, told without unpacking the rest; nothing where there is none."""
    if not is_gzip(data):
        return ""
    try:
        head = zlib.decompressobj(wbits=31).decompress(data[:65_536], 512)
    except zlib.error:
        return ""
    # POSIX ustar: the name in the first 100 bytes, the magic word at byte 257.
    return head[:100].split(b"\0")[0].decode("utf-8", "replace") if head[257:262] == b"ustar" else ""


class Tarred:
    """The members of a tar.gz file, by name. Raises BROKEN errors for one that can't be opened."""

    def __init__(self, data: bytes) -> None:
        most = min(MOST_BYTES, max(SMALL, len(data) * MOST_TO_ONE))
        unpacked = zlib.decompressobj(wbits=31).decompress(data, most + 1)
        self._members: dict[str, tarfile.TarInfo] = {}
        self._is_bomb = len(unpacked) > most
        if self._is_bomb:
            return
        self._tar = tarfile.TarFile(fileobj=io.BytesIO(unpacked))
        # A sparse file of a few bytes may claim any size.
        plain = (one for one in self._tar.getmembers() if one.isfile() and not one.issparse())
        self._members = {one.name.removeprefix("./"): one for one in plain}

    def names(self) -> list[str]:
        return list(self._members)

    def fault(self, most_members: int) -> str:
        """Why the members are better left alone, or nothing."""
        many = len(self._members) > most_members
        return "that unpacks to more than 300 MB or two hundred times its size" if self._is_bomb or many else ""

    def read(self, name: str) -> bytes:
        """Raises KeyError where there is no such member, and BROKEN errors."""
        found = self._tar.extractfile(self._members[name])
        return found.read() if found else b""
