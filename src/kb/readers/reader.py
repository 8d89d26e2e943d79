"""What a reader is: one module a format, that says whether a file is its kind and turns it into blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kb.knowledge import Reading


@dataclass(frozen=True, slots=True)
class File:
    """A raw file as readers see it: decoded, line ends as \\n, without a byte order mark or control characters."""

    name: str
    """The base name: a hint for a title, never for the kind."""
    data: bytes
    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    """What decoding had to guess or drop."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person decided about a file, from its sidecar NAME.kb.yaml or the command line."""

    kind: str = ""
    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    language: str = ""
    split: tuple[int, ...] = field(default=())
    """Lines at which another post begins."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file gave no source, and what its owner can do."""

    message: str
    hint: str


class Reader(Protocol):
    """A module of this package with these three names is a reader."""

    kind: str

    def recognise(self, file: File) -> str | None:
        """The reason to take the file for this kind, or None. Content decides, never the extension alone."""
        ...

    def read(self, file: File) -> Sequence[Reading]:
        """The file as one or more readings."""
        ...
