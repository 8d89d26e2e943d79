"""Findings for the tests of what is said of them."""

from kb.diagnostics import Diagnostic, Edit, Fix, Severity
from kb.lint.baseline import fingerprints
from kb.lint.outcome import Outcome
from kb.lint.rule import rules

FIX = Fix("safe", "Write the name as the file has it", (Edit(3, 7, 3, 12, "[[y]]"),))


def finding(path="wiki/a.md", line=3, column=7, severity=Severity.ERROR, **more):
    said = {"message": "no file for [[x]]", "hint": "", "fix": None, **more}
    return Diagnostic(
        path, line, column, "LNK001", "unresolved-link", said["message"], severity, said["hint"], said["fix"]
    )


def outcome(*found, lines=(), **more):
    """What a run with these findings came to; every page has the same lines."""
    marks = {one: f"{mark.words}:{mark.number}" for one, mark in fingerprints(found, lambda path: lines).items()}
    return Outcome(found, 2, rules(), marks, **more)
