"""What a folder format is: one module that says whether a folder is its kind and turns it into readings."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from kb.knowledge import Reading
from kb.readers.reader import Aside, Beside, Unreadable


class Folder(Protocol):
    """A module of this package with these four names is a folder format."""

    kind: str

    def recognise(self, names: Collection[str]) -> str | None:
        """The reason to take a folder for this kind, or None. `names` are what lies directly in it, hidden names
        too, those of folders with a slash at their end."""
        ...

    def of_their_own(self, paths: Mapping[str, int], beside: Beside) -> Collection[str]:
        """Those of its files that are sources of their own, as a repository's README is; the rest is left to `read`.
        A folder all of whose files are is nothing besides them, and not read. Asked by every command: it is quick.

        `paths` are all files below the folder but hidden ones, from the folder, with their sizes in bytes; `beside`
        reads any of them, and hidden ones too.
        """
        ...

    def read(self, name: str, paths: Mapping[str, int], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
        """What the folder itself says, as `Format.read` of one file, and the `reason` to take it for this kind. `name`
        is the folder's."""
        ...
