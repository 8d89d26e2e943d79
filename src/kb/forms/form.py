"""What a form is, and where its file will lie."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kb.asking.answers import Answer
from kb.asking.answers import Form as Answering
from kb.errors import KBError
from kb.stages.answer import ANSWER
from kb.wiki.citing import relative

Link = Callable[[str, str], str]
"""Path of a page from wiki/ and a block of it, which may be empty → what a link to it holds."""


class Stage(Answering, Protocol):
    """A stage that answers, by the name that engines know it under."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file will lie."""

    wiki: Path
    """The folder of the pages, absolute."""
    file: Path | None = None
    """Absolute; None where it is printed."""

    def link(self, page: str, block: str) -> str:
        """Relative to the file where that lies in the workspace, else from the workspace's top."""
        top = self.wiki.parent
        inside = self.file is not None and self.file.is_relative_to(top)
        here = self.file.relative_to(top).as_posix() if self.file is not None and inside else "printed"
        return relative(here, f"{self.wiki.name}/{page}") + (f"#^{block}" if block else "")

    @property
    def suffix(self) -> str:
        """Of the file, in small letters; empty where it is printed."""
        return self.file.suffix.lower() if self.file is not None else ""

    @property
    def stem(self) -> str:
        return self.file.stem if self.file is not None else "answer"


@dataclass(frozen=True, slots=True)
class Made:
    """What a form made of an answer."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """By suffix: what is made together lies side by side under one name."""
    trouble: KBError | None = None
    """Why something that was asked for could not be made; the rest was."""


def _alone(suffix: str) -> tuple[str, ...]:
    return (suffix,)


def _always(suffix: str) -> None:
    """Nothing stands in the way."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that answers can be had in."""

    name: str
    """As `--as` says it."""
    suffixes: tuple[str, ...]
    """That its file may have; it is printed as the first."""
    make: Callable[[Answer, Place], Made]
    stage: Stage = ANSWER
    """Who answers for it."""
    together: Callable[[str], tuple[str, ...]] = _alone
    """The suffixes of all files that come with a file of this suffix, its own among them."""
    ready: Callable[[str], None] = _always
    """Whether a file of this suffix can be made here. Raises KBError, so that nobody is asked for nothing."""
    printed: bool = True
    """Whether the file itself is printed where no file is named; else the terminal shows the answer in its own way."""
