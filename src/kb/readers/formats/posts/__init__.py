"""What one person posted on X or Mastodon, as a file or as an archive, to threads and months."""

from collections.abc import Callable, Collection, Sequence

from kb.knowledge import Reading
from kb.readers.formats.posts import mastodon, x_archive
from kb.readers.reader import Aside, Beside, Unreadable, broken
from kb.readers.unpacking import members, tarred
from kb.readers.unpacking.packed import is_zip

kind = "posts"

_FILES = ("tweets.js", "tweet.js", "outbox.json")
_OF_MASTODON = ("outbox.json", "actor.json", "likes.json", "bookmarks.json")
# Any of these may be the first member: only that one can be seen without unpacking all before it.
_FOLDERS_OF_MASTODON = ("media_attachments/", "avatar.", "header.")
_ARCHIVE = "an archive of posts"


def recognise(name: str, data: bytes) -> str | None:
    if is_zip(data):
        return "a ZIP file with an archive of posts" if main_file(members.names(data)) else None
    if x_archive.is_x_archive(data):
        return "a file of an X archive"
    if mastodon.is_mastodon(data):
        return "a file of a Mastodon archive"
    first = tarred.first_member(data).removeprefix("./")
    mine = first in _OF_MASTODON or first.startswith(_FOLDERS_OF_MASTODON)
    return "a tar.gz file with a Mastodon archive" if mine else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    if is_zip(data) or tarred.is_gzip(data):
        opened = members.opened(data, _ARCHIVE)
        return opened if isinstance(opened, Unreadable) else read_archive(*opened)
    found = x_archive.read(kind, name, data, beside) if x_archive.is_x_archive(data) else None
    found = mastodon.read(kind, data, beside) if found is None else found
    nothing = Unreadable("is a list of posts without words", "Remove it from raw/.")
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
    return broken(_ARCHIVE) if data is None else read(name, data, there)
