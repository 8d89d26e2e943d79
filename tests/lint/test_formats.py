"""Reports for programs: what each format says of a finding, and what no format can be made to say."""

import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.diagnostics import Diagnostic, Fix, Severity
from kb.lint.formats import FORMATS, github, jsons, junit, sarif
from kb.lint.rule import rules
from lint.findings import FIX, finding, outcome

TWO = outcome(finding(), finding("raw/b.txt", 0, 0, Severity.WARNING))
ODD = st.text(st.sampled_from("a%:,;=\r\n\t\x00\x1b\x85\u2028{}[]()<>&\"'\\\ud7ff\ufffe\U0001f41f ")).filter(len)


def results(*found: Diagnostic, **more):
    (run,) = json.loads(sarif.report(outcome(*found, **more)))["runs"]
    return run["results"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            finding(),
            "::error file=wiki/a.md,line=3,col=7,title=LNK001 unresolved-link::no file for [[x]]",
            id="an error with its place",
        ),
        pytest.param(
            finding(severity=Severity.WARNING, column=0),
            "::warning file=wiki/a.md,line=3,title=LNK001 unresolved-link::no file for [[x]]",
            id="a warning about a line",
        ),
        pytest.param(
            finding(severity=Severity.INFO, line=0, column=0),
            "::notice file=wiki/a.md,line=1,title=LNK001 unresolved-link::no file for [[x]]",
            id="a note about the file stands at its first line",
        ),
        pytest.param(
            finding("wiki/50% of: a,b.md", message="100%: a,\r\nb", hint="Mend it."),
            "::error file=wiki/50%25 of%3A a%2Cb.md,line=3,col=7,title=LNK001 unresolved-link"
            "::100%25: a,%0D%0Ab%0AMend it.",
            id="signs that mean something to GitHub are escaped, and the hint follows",
        ),
    ],
)
def test_a_finding_is_a_workflow_command(found: Diagnostic, expected: str) -> None:
    assert github.report(outcome(found)).splitlines()[0] == expected


def test_github_is_told_paths_from_the_top_of_the_repository() -> None:
    assert "file=docs/wiki/a.md," in github.report(outcome(finding(), top="docs/"))


def test_github_shows_ten_of_a_kind_so_the_worst_come_first_and_the_log_says_so() -> None:
    warnings = [finding(line=line, severity=Severity.WARNING) for line in range(1, 12)]
    *commands, note, _ = github.report(outcome(*warnings, finding("wiki/z.md"))).splitlines()
    assert [command.split()[0] for command in commands] == ["::error", *["::warning"] * 11]
    assert note == "GitHub shows 10 findings of each severity at their lines; all stand in this log."


@given(ODD, ODD)
def test_no_text_of_a_page_becomes_a_command_of_its_own(path: str, message: str) -> None:
    told = github.report(outcome(finding(path, message=message)))
    (command, *_) = told.split("\n")
    assert told.count("\n") == 2
    assert re.fullmatch(r"::error file=[^:,]*,line=3,col=7,title=[\w -]+::[^\r\n]*", command)


def test_a_result_names_rule_level_place_and_fingerprint() -> None:
    (result, _) = results(finding(), finding("raw/b.txt", 0, 0, Severity.WARNING), lines=("", "", "See [[x]]."))
    assert (result["ruleId"], result["level"], result["message"]["text"]) == ("LNK001", "error", "no file for [[x]]")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "wiki/a.md", "uriBaseId": "REPOSITORY"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert re.fullmatch(r"[0-9a-f]{16}:1", result["partialFingerprints"]["kbFinding/v1"])


def test_a_result_leads_to_its_rule_which_has_help() -> None:
    (run,) = json.loads(sarif.report(TWO))["runs"]
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert (rule["id"], rule["name"]) == ("LNK001", "unresolved-link")
    assert "### How to mend it" in rule["help"]["markdown"]


def test_a_finding_about_a_whole_file_stands_at_its_first_line() -> None:
    assert results(finding(line=0, column=0))[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


@pytest.mark.parametrize("path", ["wiki/ä ö.md", "wiki/50%.md", "wiki/#a?b.md", "wiki/a:b.md", "wiki/鳗鱼.md"])
def test_the_address_of_a_file_is_percent_encoded(path: str) -> None:
    (result,) = results(finding(path), top="my notes/")
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w/.%~-]+", uri, re.A)
    assert unquote(uri) == f"my notes/{path}"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("no {date} here", "no {{date}} here", id="braces are no placeholders"),
        pytest.param("see [a](b.md)", r"see \[a](b.md)", id="a link of the page is none of the report"),
        pytest.param(r"no [[x]] in C:\y", r"no [[x]] in C:\y", id="brackets and backslashes are plain text"),
    ],
)
def test_a_message_of_sarif_is_literal(message: str, expected: str) -> None:
    assert results(finding(message=message))[0]["message"]["text"] == expected


def test_a_fix_says_what_to_replace() -> None:
    (fix,) = results(finding(fix=FIX))[0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == "Write the name as the file has it"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 12},
            "insertedContent": {"text": "[[y]]"},
        }
    ]


def test_an_unsafe_fix_says_so_and_a_suggestion_is_none() -> None:
    unsafe, suggested = (finding(fix=Fix(grade, "Do it", FIX.edits)) for grade in ("unsafe", "suggestion"))
    assert results(unsafe)[0]["fixes"][0]["description"]["text"] == "Do it (unsafe)"
    assert "fixes" not in results(suggested)[0]


def test_sarif_says_nothing_of_this_machine() -> None:
    (run,) = json.loads(sarif.report(TWO))["runs"]
    assert run["originalUriBaseIds"] == {"REPOSITORY": {"description": {"text": "The top of the repository."}}}
    assert run["columnKind"] == "unicodeCodePoints"


def test_json_has_all_that_is_known_of_a_finding() -> None:
    (one,) = jsons.data(outcome(finding(fix=FIX, hint="Mend it.")))["diagnostics"]
    assert {key: one[key] for key in ("path", "line", "column", "code", "rule", "severity", "message", "hint")} == {
        "path": "wiki/a.md",
        "line": 3,
        "column": 7,
        "code": "LNK001",
        "rule": "unresolved-link",
        "severity": "error",
        "message": "no file for [[x]]",
        "hint": "Mend it.",
    }
    assert one["fix"]["edits"] == [{"line": 3, "column": 7, "end_line": 3, "end_column": 12, "text": "[[y]]"}]


def test_json_says_whether_the_run_failed() -> None:
    warning = finding(severity=Severity.WARNING)
    assert [jsons.data(outcome(warning, strict=strict))["failed"] for strict in (False, True)] == [False, True]


def test_junit_has_a_suite_a_file_and_a_case_a_finding() -> None:
    suites = ElementTree.fromstring(junit.report(TWO))
    assert [(suite.get("name"), [case.get("name") for case in suite]) for suite in suites] == [
        ("wiki/a.md", ["LNK001 unresolved-link at 3:7"]),
        ("raw/b.txt", ["LNK001 unresolved-link"]),
        ("kb lint", ["1 page without a finding"]),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reports_a_clean_wiki(name: str) -> None:
    assert FORMATS[name](outcome()).endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
@given(ODD, ODD)
def test_every_format_holds_any_path_and_message(name: str, path: str, message: str) -> None:
    said = FORMATS[name](outcome(finding(path, message=message, hint=message)))
    assert said.encode()
    if name in ("json", "sarif"):
        json.loads(said)
    if name == "junit":
        ElementTree.fromstring(said)


def test_every_rule_has_a_name_that_a_report_can_show() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+", rule.name) for rule in rules())
