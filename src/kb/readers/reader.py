"""What a reader is: one module a format, that says whether a file is its kind and turns it into blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeAlias

from kb.knowledge import Reading

Beside: TypeAlias = Callable[[str], bytes | None]
"""The bytes of the file at a path such as `page_files/plan.png` or `../users.json`, from the folder of the raw file;
None where there is none, or it lies outside raw/. What was asked for is remembered: when it changes, the raw file is
read anew."""


def alone(path: str) -> bytes | None:
    """Beside a file that came without others."""
    return None


class Line(NamedTuple):
    """One line of a raw file."""

    number: int
    """1-based, in the whole file, also where only a part of it is read."""
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A raw file as readers see it: decoded, line ends as \\n, without a byte order mark or control characters."""

    name: str
    """The base name: a hint for a title, never for the kind."""
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    """What decoding had to guess or drop."""
    whole: bool = True
    """False for one of several parts of a file."""
    beside: Beside = alone

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def stem(self) -> str:
        """The name without its extension."""
        stem, dot, extension = self.name.rpartition(".")
        return stem if dot and stem and (len(extension) <= 5 or extension == "parquet") else self.name

    def part(self, lines: Sequence[Line]) -> "File":
        """A file of these lines only."""
        return replace(self, lines=tuple(lines), whole=False)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What was decided about a file: by a person in its sidecar NAME.kb.yaml, or where it is cut, by a model."""

    kind: str = ""
    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    language: str = ""
    split: tuple[int, ...] | None = None
    """Lines at which another post begins; () when it is one post, None when nobody has decided."""
    split_by: str = "hand"
    """Who decided: `hand` or `a model`."""
    captured: str = ""
    """The day on which it was saved or fetched."""
    fetched: str = ""
    """The address that it was fetched from, and where that led: what the file itself says of its address is better."""
    found_at: str = ""
    found_for: str = ""
    """What a search of the web was made for that led to it; empty where a person named the address."""
    found_by: str = ""
    """The model that searched."""
    caption: str = ""
    """Of a picture, as the three below: what it shows in a line, in paragraphs, and what is written in it."""
    description: str = ""
    transcription: str = ""
    described_by: str = ""
    """The model that described it; empty for a person."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file gave no source, and what its owner can do."""

    message: str
    """Follows the file's name: "is empty"."""
    hint: str


AGAIN = "Fetch it again, or save it anew."
"""What to do about a file that was damaged on its way, unless its format knows better."""


def broken(what: str, hint: str = AGAIN) -> Unreadable:
    """The fault of a file that is `what`, such as "a Slack export", and ends or breaks where it should not."""
    return Unreadable(f"is {what} that is broken or cut off", hint)


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a file is rightly no source of its own: another one reads it, or it holds nothing that anybody wrote."""

    reason: str
    """Follows the file's name: "lists the members of a Slack export"."""


def words_dropped(number: int) -> str:
    """The warning for words that no reader of the original sees."""
    return f"{number} hidden word{'' if number == 1 else 's'} dropped"


class Reader(Protocol):
    """A module of this package with these three names is a reader."""

    kind: str

    def recognise(self, file: File) -> str | None:
        """The reason to take the file for this kind, or None. Content decides, never the extension alone."""
        ...

    def read(self, file: File) -> Sequence[Reading]:
        """The file as one or more readings, with what only this format knows: the rest is filled in after."""
        ...
