"""What a format is: one module that says whether bytes are its kind and turns them into readings."""

from collections.abc import Sequence
from typing import Protocol

from kb.knowledge import Reading
from kb.readers.reader import Aside, Beside, Unreadable


class Format(Protocol):
    """A module of this package with these three names is a format."""

    kind: str

    def recognise(self, name: str, data: bytes) -> str | None:
        """The reason to take the bytes for this kind, or None. Content decides, never the extension alone."""
        ...

    def read(self, name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
        """One or more readings, with what only this format knows: title, author, date, address, and the blocks with
        their places. What is left empty is filled in after. Never raises for what the bytes hold."""
        ...
