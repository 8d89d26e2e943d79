"""What is wrong with content: values that say where, what, and what to do."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple


class Severity(StrEnum):
    """How much a diagnostic matters: an error fails the run, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


Grade = Literal["safe", "unsafe", "suggestion"]
"""Of a fix: `safe` keeps what the page says, `unsafe` may not, `suggestion` is for a person to look at."""


class Edit(NamedTuple):
    """Text in place of a stretch of a page. Lines and columns are 1-based, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What removes a finding."""

    grade: Grade
    title: str
    """What it does, as an order: "Write the name as the file has it"."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. Sorts by place, so a report is the same in any order of work."""

    path: str
    """Of the file, from the workspace's top, with forward slashes."""
    line: int
    """1-based; 0 when the finding is about the whole file."""
    column: int
    """1-based, in characters; 0 when the finding is about the whole line."""
    code: str
    """Permanent, such as CIT003; `kb explain` prints its page."""
    rule: str
    """The fault's name, such as quote-not-in-source."""
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)


def failing(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether the run must end with exit code 1."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
