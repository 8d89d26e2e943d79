"""The bytes of a ZIP file to its members, never on disk, and never more of them than one can bear."""

import io
import posixpath
import zipfile
import zlib

_MOST_MEMBERS = 10_000
_MOST_BYTES = 300_000_000
_MOST_TO_ONE = 200
_SMALL = 5_000_000

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError, OverflowError)
"""What reading a member raises where the file is cut off or forged."""


class Packed:
    """The members of a ZIP file, by name. Raises BROKEN errors for one that can't be opened."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._members = {member.filename: member for member in self._zip.infolist()}

    def names(self) -> list[str]:
        return list(self._members)

    def fault(self, most_members: int = _MOST_MEMBERS) -> str:
        """Why the members are better left alone, or nothing."""
        sizes = [member.file_size for member in self._members.values()]
        packed = sum(member.compress_size for member in self._members.values())
        if any(member.flag_bits & 1 for member in self._members.values()):
            return "locked with a password"
        if len(sizes) > most_members or sum(sizes) > _MOST_BYTES:
            return f"that unpacks to more than 300 MB or {most_members:,} files"
        if sum(sizes) > max(_SMALL, packed * _MOST_TO_ONE):
            return "that unpacks to more than two hundred times its size"
        return ""

    def read(self, name: str) -> bytes:
        """Raises KeyError where there is no such member, and BROKEN errors."""
        return self._zip.read(self._members[name])


def beside(name: str, reference: str) -> str:
    """The member that `reference` in member `name` means; it can't leave the archive, only miss."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))


def holds(data: bytes, *names: str) -> bool:
    """Whether bytes are a ZIP file with a member of one of these names, told without unpacking."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in archive.NameToInfo for name in names)
    except BROKEN:
        # Cut off: what is left of it still says what it was.
        return any(name.encode() in data[:100_000] for name in names)
