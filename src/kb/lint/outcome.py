"""What a run of lint came to: everything that a report of it may say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kb.diagnostics import Diagnostic, Severity

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What people call the severities."""


class Explained(Protocol):
    """A rule, or a report of another command: what `kb explain` has a page for."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def page(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings that are to be told, by place, and what is to be said of the others."""

    found: Sequence[Diagnostic]
    pages: int
    """How many were checked."""
    rules: Sequence[Explained]
    """All that were looked for, and those that the findings are of."""
    fingerprints: Mapping[Diagnostic, str]
    """Of each finding what stays the same while lines move: 16 hexadecimal digits, a colon, a number."""
    strict: bool = False
    """Whether warnings fail."""
    top: str = ""
    """Path of the workspace within its repository, ending with a slash; empty when it is the repository's top."""
    notes: tuple[str, ...] = ()
    """What people are told besides: of a baseline, and of pages that were left out."""
    known: int = 0
    """Findings that a baseline holds; they are not among `found`."""
    gone: int = 0
    """Findings that a baseline holds and that are no more."""
    judged: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By code of each rule that had a model judge the wiki, how much it judged, and of how much."""
    web: Mapping[str, object] | None = None
    """What a search of the web for gaps came to, as JSON values; None where there was none."""

    @property
    def failed(self) -> bool:
        return any(self.fails(one) for one in self.found)

    def fails(self, one: Diagnostic) -> bool:
        """Whether a finding ends the run with exit code 1."""
        return one.severity is Severity.ERROR or (self.strict and one.severity is Severity.WARNING)


def ranked(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The worst first, else by place."""
    rank = list(Severity)
    return sorted(found, key=lambda one: (rank.index(one.severity), one))


def gist(explained: Explained) -> str:
    """The first paragraph of a rule's page, on one line."""
    return " ".join(explained.page.split("\n\n")[1].split())
