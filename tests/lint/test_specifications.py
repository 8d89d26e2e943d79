"""Every rule does what its specification says, and none of the others has anything to add."""

from pathlib import Path

import pytest

from kb.diagnostics import Diagnostic
from kb.lint.rule import Rule, rules
from lint.specification import Case, cases

HERE = Path(__file__).parent
SPECIFICATIONS = sorted(HERE.glob("*.md"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case.name}")
    for file in SPECIFICATIONS
    if file.stem != "README"
    for case in cases(file)
]


@pytest.mark.parametrize("case", CASES)
def test_all_diagnostics_are_those_that_are_marked(case: Case) -> None:
    found = case.found()
    expected = list(case.marks)
    unexpected = []
    for diagnostic in found:
        mark = next((mark for mark in expected if mark.fits(diagnostic)), None)
        if mark:
            expected.remove(mark)
        else:
            unexpected.append(f"{_place(diagnostic)}: {diagnostic.message}")
    assert (unexpected, expected) == ([], [])


def _place(found: Diagnostic) -> str:
    return f"{found.path}:{found.line}:{found.column}: {found.code}"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_specification_with_cases_that_fire_and_cases_that_do_not(rule: Rule) -> None:
    marked = [any(mark.code == rule.code for mark in case.marks) for case in cases(HERE / f"{rule.name}.md")]
    assert True in marked
    assert False in marked


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page_that_says_what_why_and_how(rule: Rule) -> None:
    title, _, rest = rule.page.partition("\n\n")
    parts = [line for line in rest.splitlines() if line.startswith("### ")]
    assert title == f"{rule.code} {rule.name}"
    assert rest.partition("\n\n")[0].endswith(".")
    assert parts == ["### Why it matters", "### Example", "### How to mend it"]


def test_no_two_rules_share_a_code() -> None:
    assert len({rule.code for rule in rules()}) == len(rules())
