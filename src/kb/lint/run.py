"""A bundle in, diagnostics out: pure, and the same in any order of pages and rules."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from kb.diagnostics import Diagnostic
from kb.lint.rule import Finding, Rule
from kb.lint.selection import Selection
from kb.lint.suppressions import Allowances, allowances, settle

if TYPE_CHECKING:
    from kb.lint.bundle import Bundle

EVERYTHING = Selection()


def check(
    bundle: "Bundle", selection: Selection = EVERYTHING, judged: Iterable[tuple[Rule, Finding]] = ()
) -> list[Diagnostic]:
    """What the selected rules find and no page allows, by place. `judged` is what rules found that asked a model."""
    allowed = {path: ours for path, page in bundle.pages.items() if (ours := allowances(page))}
    return told(allowed, chain(_findings(bundle, selection), judged), selection)


def told(
    allowed: Mapping[str, Allowances], found: Iterable[tuple[Rule, Finding]], selection: Selection
) -> list[Diagnostic]:
    """What was found and no page allows, by place. `allowed` is what pages allow, by path."""
    return sorted(_diagnostic(*one) for one in settle(found, allowed, selection))


def _findings(bundle: "Bundle", selection: Selection) -> Iterator[tuple[Rule, Finding]]:
    for rule in selection.rules():
        for finding in rule.check(bundle):
            if selection.at(rule, finding.path):
                yield rule, finding


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    path, line, column, message, hint, severity, fix = finding
    return Diagnostic(path, line, column, rule.code, rule.name, message, severity or rule.severity, hint, fix)
