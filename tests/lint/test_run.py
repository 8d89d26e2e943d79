"""Running the rules: which of them, in which order, and how the outcome reads."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.commands import explain, lint
from kb.diagnostics import Diagnostic, Severity
from kb.errors import UsageError
from kb.lint.bundle import Bundle
from kb.lint.outcome import Outcome
from kb.lint.report import lines
from kb.lint.rule import rules
from kb.lint.run import check
from kb.lint.selection import Selection
from kb.reports import REPORTS, Report
from kb.wiki.scan import scan

BROKEN = "---\ntype: Note\ntitle: A\n---\n[[nowhere]] and [[C]]\n"
PAGES = {f"wiki/{name}.md": scan(f"wiki/{name}.md", BROKEN) for name in "abcdefgh"}
FOUND = check(Bundle(PAGES, {}))


def finding(path: str, line: int, column: int, severity: Severity = Severity.ERROR, hint: str = "") -> Diagnostic:
    return Diagnostic(path, line, column, "LNK001", "unresolved-link", "no file for [[x]]", severity, hint)


def codes(selection: Selection) -> set[str]:
    return {diagnostic.code for diagnostic in check(Bundle(PAGES, {}), selection)}


@given(st.text(st.sampled_from('[]()^!`$%<>-#|\\~:. \n\tab1"'), max_size=80))
def test_no_page_breaks_a_rule(text: str) -> None:
    pages = {path: scan(path, text) for path in ("wiki/a.md", "wiki/index.md", "wiki/log.md")}
    assert all(found.path in pages for found in check(Bundle(pages, {})))


def test_the_order_of_pages_does_not_matter() -> None:
    shuffled = list(PAGES.items())
    Random(1).shuffle(shuffled)
    assert check(Bundle(dict(shuffled), {})) == FOUND


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param(Selection(), {"LNK001", "LNK002", "LNK003", "OKF005"}, id="all"),
        pytest.param(Selection(("LNK",)), {"LNK001", "LNK002", "LNK003"}, id="a family"),
        pytest.param(Selection(("LNK",), ("LNK002",)), {"LNK001", "LNK003"}, id="a family but one"),
        pytest.param(Selection(("unresolved-link", "okf005")), {"LNK001", "OKF005"}, id="a name, a code in small"),
        pytest.param(Selection((), ("LNK", "OKF")), set(), id="nothing left"),
    ],
)
def test_rules_are_selected_and_ignored(selection: Selection, expected: set[str]) -> None:
    assert codes(selection) == expected


def test_a_word_that_names_no_rule_is_told_with_the_nearest() -> None:
    assert list(Selection(("LNK0001", "unresolved-links"), ("CIT",)).unknown()) == [
        ("LNK0001", "LNK001"),
        ("unresolved-links", "unresolved-link"),
    ]


def test_a_report_names_places_codes_and_counts() -> None:
    found = [
        finding("wiki/a.md", 3, 7, hint="Write [[y]]."),
        finding("wiki/a.md", 4, 0, Severity.WARNING, hint="Write [[y]]."),
        finding("raw/b.txt", 0, 0, Severity.INFO),
    ]
    assert [line.text for line in lines(Outcome(found, 2, (), {}))] == [
        "wiki/a.md:3:7: LNK001 unresolved-link no file for [[x]]",
        "    Write [[y]].",
        "wiki/a.md:4: LNK001 unresolved-link no file for [[x]] (warning)",
        "raw/b.txt: LNK001 unresolved-link no file for [[x]] (note)",
        "2 pages checked: 1 error, 1 warning, 1 note in 2 files. kb explain LNK001 says more.",
    ]


def test_a_clean_wiki_is_told_in_one_line() -> None:
    assert [line.text for line in lines(Outcome((), 1, (), {}))] == ["1 page checked: nothing to find fault with."]


def test_a_page_can_not_steer_the_terminal() -> None:
    (line, _) = lines(Outcome([finding("wiki/\x1b[2J\n.md", 1, 1)], 1, (), {}))
    assert line.text.isprintable()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "kb.yaml").write_text("lint: {ignore: [OKF004]}\n")
    (tmp_path / "raw").mkdir()
    (tmp_path / "wiki").mkdir()
    (tmp_path / "wiki" / "index.md").write_text("* [A](a.md) - A page.\n")
    (tmp_path / "wiki" / "a.md").write_text("---\ntype: Answer\ndescription: A page.\n---\n[[index]]\n")
    return tmp_path


def test_a_clean_wiki_exits_with_0(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.run(workspace / "wiki") == 0
    assert "2 pages checked: nothing to find fault with." in capsys.readouterr().out


def test_an_error_exits_with_1_and_keeps_its_brackets(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "wiki" / "a.md").write_text(
        "---\ntype: Answer\ndescription: A page.\n---\n[^x]: a\n\n[[b [red]c]]\n[[b]]\n"
    )
    assert lint.run(workspace) == 1
    assert "nothing refers to [^x]" in capsys.readouterr().out


def test_a_warning_fails_only_when_strict(workspace: Path) -> None:
    (workspace / "raw" / "new.txt").write_text("Words.")
    assert lint.run(workspace) == 0
    assert lint.run(workspace, lint.Asked(strict=True)) == 1
    assert lint.run(workspace, lint.Asked(ignore="SRC", strict=True)) == 0


def test_json_is_one_object(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "wiki" / "b.md").write_bytes(b"---\ntype: Answer\ntitle: Z\xfcrich\ndescription: b\n---\n")
    (workspace / "wiki" / "b.md.new").write_text("An offer is no page.")
    assert lint.run(workspace, as_json=True) == 1
    data = json.loads(capsys.readouterr().out)
    assert {key: data[key] for key in ("pages", "errors", "warnings", "notes")} == {
        "pages": 3,
        "errors": 1,
        "warnings": 1,
        "notes": 0,
    }
    assert [found["code"] for found in data["diagnostics"]] == ["ART010", "OKF007"]


def test_an_unknown_code_is_a_usage_error_not_a_clean_wiki(workspace: Path) -> None:
    with pytest.raises(UsageError, match=r"CIT9.*did you mean CIT"):
        lint.run(workspace, lint.Asked(select="CIT9"))


def test_words_for_what_other_commands_report_are_no_rules_of_lint(workspace: Path) -> None:
    with pytest.raises(UsageError, match="RAW is reported by other commands"):
        lint.run(workspace, lint.Asked(select="RAW"))


@pytest.mark.parametrize("form", ["text", "github", "sarif", "json", "junit"])
def test_no_report_holds_a_credential(workspace: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    token = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
    front = "---\ntype: Concept\ntitle: B\ndescription: B.\ngenerated: {by: kb/0.1.0}\n---\n"
    (workspace / "wiki" / "b.md").write_text(f"{front}# B\n\nIt is\n{token}, they say. [x]({token}.md)\n")
    assert lint.run(workspace, lint.Asked(select="CIT,LNK", format=form)) == 1
    told = capsys.readouterr().out
    assert token[:12] not in told
    assert "a credential stands near" in told


def test_explain_prints_a_rule_by_code_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain.run("lnk001") == explain.run("unresolved-link") == 0
    assert capsys.readouterr().out.count("See [the dam](../concepts/damm.md) and [[Volvo Cars]].") == 2


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_what_other_commands_report_is_explained_too(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain.run(report.code) == explain.run(report.name) == 0
    assert capsys.readouterr().out.count(report.gist) == 2


def test_explain_lists_all_rules_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain.run("all") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        one.code for one in (*rules(), *REPORTS)
    ]


def test_explain_says_which_code_was_meant() -> None:
    with pytest.raises(UsageError, match="did you mean CIT003"):
        explain.run("CIT03")
