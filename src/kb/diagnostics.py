"""What is wrong with content: values that say where, what, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error fails the run, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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


def failing(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether the run must end with exit code 1."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
