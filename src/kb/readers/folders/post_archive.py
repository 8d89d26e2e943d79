"""The unpacked archive of what one person posted on X or Mastodon to threads and months."""

from collections.abc import Collection, Mapping, Sequence

from kb.knowledge import Reading
from kb.readers.formats import posts
from kb.readers.reader import Aside, Beside, Unreadable

kind = posts.kind

_OF_X = ({"Your archive.html", "data/"}, {"tweets.js", "account.js"}, {"tweet.js", "account.js"})
_OF_MASTODON = {"outbox.json", "actor.json"}


def recognise(names: Collection[str]) -> str | None:
    """An archive as a whole, or only the folder of X that holds its files."""
    if any(files <= set(names) for files in _OF_X):
        return "a folder with an X archive"
    return "a folder with a Mastodon archive" if set(names) >= _OF_MASTODON else None


def of_their_own(paths: Mapping[str, int], beside: Beside) -> Collection[str]:
    """None: likes, messages and advertisements are no posts, and pictures are shown by the posts they belong to."""
    return ()


def read(name: str, paths: Mapping[str, int], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    return posts.read_archive(paths, beside)
