"""What a document with pages shows, line by line: what a PDF's parser says, and paragraphs are made of."""

from dataclasses import dataclass, field
from typing import NamedTuple

SOFT = "\ufffe"
"""Stands for a hyphen at the end of a line."""


class Printed(NamedTuple):
    """One printed line; lengths are in points, places from the lower left corner of its page."""

    page: int
    text: str
    """A tab stands where cells are far apart."""
    left: float
    right: float
    bottom: float
    size: float
    """Of its font, as printed."""
    bold: bool = False
    mono: bool = False
    turned: bool = False


@dataclass
class Pages:
    """What a PDF shows."""

    heights: list[float] = field(default_factory=list)
    lines: list[Printed] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    """Words that no reader of the page sees."""
    fault: str = ""
    """encrypted or broken, where it could not be opened."""
