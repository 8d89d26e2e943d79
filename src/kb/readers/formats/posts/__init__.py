"""What one person posted on X or Mastodon, as a file or as an archive, to threads and months."""

from collections.abc import Callable, Collection, Sequence

from kb.knowledge import Reading
from kb.readers.formats.posts import mastodon, x_archive
from kb.readers.unpacking import packed, tarred
from kb.readers.unpacking.packed import Packed
from kb.readers.unpacking.tarred import Tarred
from kb.readers.reader import Aside, Beside, Unreadable

kind = "posts"

_FILES = ("tweets.js", "tweet.js", "outbox.json")
_OF_MASTODON = ("outbox.json", "actor.json", "likes.json", "bookmarks.json")
_FOLDERS_OF_MASTODON = ("media_attachments/", "avatar.", "header.")
_BROKEN = Unreadable("is an archive of posts that is broken or cut off", "Download it again.")


def recognise(name: str, data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return "a ZIP file with an archive of posts" if main_file(_names(data)) else None
    if x_archive.is_x_archive(data):
        return "a file of an X archive"
    if mastodon.is_mastodon(data):
        return "a file of a Mastodon archive"
    first = tarred.first_member(data).removeprefix("./")
    mine = first in _OF_MASTODON or first.startswith(_FOLDERS_OF_MASTODON)
    return "a tar.gz file with a Mastodon archive" if mine else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        return _unpacked(data)
    found = x_archive.read(kind, name, data, beside) if x_archive.is_x_archive(data) else None
    found = mastodon.read(kind, data, beside) if found is None else found
    nothing = Unreadable("is a list of posts without a word", "Remove it from raw/.")
    return found if isinstance(found, Unreadable | Aside) else found or nothing


def main_file(paths: Collection[str]) -> str:
    """Which file of an archive lists its posts; nothing where none does. X puts it into a folder, named data/."""
    found = [path for path in paths if path.rpartition("/")[2] in _FILES and path.count("/") <= 2]
    return min(found, key=lambda path: (path.count("/"), len(path), path), default="")


def read_archive(paths: Collection[str], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    """What the files of an archive say; `beside` reads those of `paths`."""
    main = main_file(paths)
    folder, _, name = main.rpartition("/")
    there: Callable[[str], bytes | None] = (lambda path: beside(f"{folder}/{path}")) if folder else beside
    data = there(name) if main else None
    return _BROKEN if data is None else read(name, data, there)


def _names(data: bytes) -> list[str]:
    try:
        return Packed(data).names()
    except packed.BROKEN:
        # Cut off: what is left of it still says what it was.
        return [name for name in _FILES if f"/{name}".encode() in data[:100_000]]


def _unpacked(data: bytes) -> Sequence[Reading] | Unreadable | Aside:
    broken = (*packed.BROKEN, *tarred.BROKEN)
    try:
        members = Packed(data) if data.startswith(b"PK") else Tarred(data)
        fault = members.fault() if isinstance(members, Packed) else ""
    except broken:
        return _BROKEN
    if fault:
        return Unreadable(f"is an archive of posts {fault}", "Unpack it into a folder of raw/.")
    known = frozenset(members.names())

    def beside(path: str) -> bytes | None:
        try:
            return members.read(path) if path in known else None
        except broken:
            return None

    return read_archive(known, beside)
