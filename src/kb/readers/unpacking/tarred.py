"""The bytes of a tar.gz file to its members, never on disk, and never more of them than one can bear."""

import io
import tarfile
import zlib

_MOST_BYTES = 300_000_000
_MOST_TO_ONE = 200
_SMALL = 5_000_000

BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError, OverflowError)
"""What reading raises where the file is cut off or forged."""


def first_member(data: bytes) -> str:
    """The name of the first member, told without unpacking the rest; nothing where there is none."""
    if not data.startswith(b"\x1f\x8b"):
        return ""
    try:
        head = zlib.decompressobj(wbits=31).decompress(data[:65_536], 512)
    except zlib.error:
        return ""
    return head[:100].split(b"\0")[0].decode("utf-8", "replace") if head[257:262] == b"ustar" else ""


class Tarred:
    """The members of a tar.gz file, by name. Raises BROKEN errors for one that can't be opened."""

    def __init__(self, data: bytes) -> None:
        most = min(_MOST_BYTES, max(_SMALL, len(data) * _MOST_TO_ONE))
        unpacked = zlib.decompressobj(wbits=31).decompress(data, most + 1)
        if len(unpacked) > most:
            raise ValueError("unpacks to more than 300 MB or two hundred times its size")
        self._tar = tarfile.TarFile(fileobj=io.BytesIO(unpacked))
        plain = (one for one in self._tar.getmembers() if one.isfile() and not one.issparse())
        self._members = {one.name.removeprefix("./"): one for one in plain}

    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Raises KeyError where there is no such member, and BROKEN errors."""
        found = self._tar.extractfile(self._members[name])
        return found.read() if found else b""
