"""A bundle in, diagnostics out: pure, and the same in any order of pages and rules."""

from collections.abc import Iterable, Iterator

from kb.diagnostics import Diagnostic
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding, Rule
from kb.lint.selection import Selection
from kb.lint.suppressions import Suppressions

EVERYTHING = Selection()


def check(bundle: Bundle, selection: Selection = EVERYTHING) -> list[Diagnostic]:
    """What the selected rules find and no page allows, by place."""
    return told(bundle, _findings(bundle, selection))


def told(bundle: Bundle, found: Iterable[tuple[Rule, Finding]]) -> list[Diagnostic]:
    """What was found and no page allows, by place."""
    known = list(found)
    pages = {path: bundle.pages.get(path) for path in {finding.path for _, finding in known}}
    allowed = {path: Suppressions(page) for path, page in pages.items() if page is not None and page.comments}
    return sorted(
        _diagnostic(rule, finding)
        for rule, finding in known
        if finding.path not in allowed or not allowed[finding.path].cover(rule, finding)
    )


def _findings(bundle: Bundle, selection: Selection) -> Iterator[tuple[Rule, Finding]]:
    for rule in selection.rules():
        for finding in rule.check(bundle):
            yield rule, finding


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    path, line, column, message, hint, severity, fix = finding
    return Diagnostic(path, line, column, rule.code, rule.name, message, severity or rule.severity, hint, fix)
