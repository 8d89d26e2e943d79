"""Diagnostics → lines for people: a place that editors open with a click, code, name, message, and what to do once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.diagnostics import Diagnostic, Severity
from kb.lint.outcome import WORDS, Outcome


class Line(NamedTuple):
    text: str
    severity: Severity | None = None
    """Of the finding; None for a hint or the closing line."""


def lines(outcome: Outcome) -> Iterator[Line]:
    """A line for each finding, grouped by file; the first of a kind says what to do; the last line counts."""
    told: set[tuple[str, str]] = set()
    for one in outcome.found:
        yield Line(_printable(f"{place(one)}: {one.code} {one.rule} {one.message}{_mildly(one)}"), one.severity)
        if one.hint and (one.code, one.hint) not in told:
            told.add((one.code, one.hint))
            yield Line(_printable(f"    {one.hint}"))
    for note in outcome.notes:
        yield Line(_printable(note))
    yield Line(closing(outcome))


def counts(found: Sequence[Diagnostic]) -> dict[str, int]:
    """How many findings there are of each severity: errors, warnings, notes."""
    by_severity = Counter(one.severity for one in found)
    return {f"{word}s": by_severity[severity] for severity, word in WORDS.items()}


def place(one: Diagnostic) -> str:
    """The file, with line and column as far as there are any."""
    line = f":{one.line}" if one.line else ""
    return f"{one.path}{line}:{one.column}" if one.line and one.column else f"{one.path}{line}"


def _mildly(one: Diagnostic) -> str:
    return "" if one.severity is Severity.ERROR else f" ({WORDS[one.severity]})"


def closing(outcome: Outcome) -> str:
    """How many pages and findings there were."""
    found, pages = outcome.found, outcome.pages
    checked = f"{pages:,} page{'' if pages == 1 else 's'} checked"
    if not found:
        return f"{checked}: nothing to find fault with."
    some = [f"{n:,} {word if n != 1 else word[:-1]}" for word, n in counts(found).items() if n]
    places = len({one.path for one in found})
    worst = min(found, key=lambda one: list(Severity).index(one.severity))
    where = f"in {places:,} file{'' if places == 1 else 's'}"
    return f"{checked}: {', '.join(some)} {where}. kb explain {worst.code} says more."


def _printable(text: str) -> str:
    """A page can't steer the terminal that its faults are printed on."""
    return "".join(char if char.isprintable() else " " for char in text)
