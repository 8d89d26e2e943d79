"""A baseline: an old wiki is asked for nothing but to get no worse."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import SettingsError
from kb.lint.baseline import Fingerprint, compare, fingerprints, parse, write
from lint.findings import finding
from workspaces import run

LINES = ("See [[x]].", "", "See [[x]]", "And [[x]], [[x]].[^talk-1]")
MARKS = st.builds(
    Fingerprint,
    st.text("abc /.äß\"\\'", min_size=1),
    st.sampled_from(["LNK001", "CIT001"]),
    st.sampled_from(["0123456789abcdef"]),
    st.integers(1, 9),
)


def marks(*found, lines=LINES):
    return [*fingerprints(found, lambda path: lines).values()]


def test_a_finding_is_known_again_where_lines_moved():
    assert marks(finding(line=1)) == marks(finding(line=3), lines=("", "A.", "  See  [[x]]."))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("And [[x]], [[x]].[^talk-7]", id="another number of the footnote"),
        pytest.param("* and [[x]] [[x]]!", id="other signs, another case"),
    ],
)
def test_a_finding_is_known_again_by_the_words_of_its_line(line):
    assert marks(finding(line=4)) == marks(finding(line=1), lines=(line,))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(finding(line=2), id="on a line of other words"),
        pytest.param(finding("wiki/b.md", 1), id="in another file"),
    ],
)
def test_another_finding_has_another_mark(other):
    assert marks(finding(line=1)) != marks(other)


def test_findings_that_are_alike_are_numbered():
    assert [
        mark.number for mark in marks(finding(line=1), finding(line=3), finding(line=4), finding(line=4, column=12))
    ] == [
        1,
        2,
        1,
        2,
    ]


def test_one_more_of_a_kind_is_new():
    known = marks(finding(line=1))
    compared = compare(fingerprints([finding(line=1), finding(line=3)], lambda path: LINES), known, lambda mark: True)
    assert (compared.new, compared.known, compared.gone) == ((finding(line=3),), 1, ())


def test_only_what_was_looked_for_can_be_gone():
    known = marks(finding(line=1))
    assert compare({}, known, lambda mark: True).gone == tuple(known)
    assert compare({}, known, lambda mark: False).gone == ()


@given(st.frozensets(MARKS))
def test_what_is_written_is_read_back(held):
    assert parse(write(held, {}), "b") == held


@given(st.frozensets(MARKS, min_size=1))
def test_each_finding_has_a_line_of_its_own_in_order(held):
    lines = write(held, {"LNK001": "unresolved-link"}).splitlines()
    without = write(sorted(held)[1:], {"LNK001": "unresolved-link"}).splitlines()
    assert without == [line for number, line in enumerate(lines) if number != 2]


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours\n",
        "[]",
        "{}",
        '{"kb-baseline": 2}',
        '{"kb-baseline": 1, "wiki/a.md": ""}',
        '{"kb-baseline": 1, "a b c d": ""}',
    ],
)
def test_a_file_that_is_no_baseline_is_refused(text):
    with pytest.raises(SettingsError, match=r"no baseline|not JSON|no finding"):
        parse(text, ".kb-baseline.json")


@pytest.fixture
def wiki(tmp_path):
    (tmp_path / "kb.yaml").write_text("lint: {select: [LNK001]}\n")
    (tmp_path / "wiki").mkdir()
    (tmp_path / "wiki" / "a.md").write_text("[[one]]\n\n[[two]]\n")
    return tmp_path


def held(wiki):
    return sorted(json.loads((wiki / ".kb-baseline.json").read_text()).values(), key=str)


def test_an_old_wiki_is_clean_once_it_has_a_baseline(wiki):
    assert run(wiki, "lint").returncode == 1
    written = run(wiki, "lint", "--update-baseline")
    assert (written.returncode, "2 findings written to .kb-baseline.json" in written.stdout) == (0, True)
    again = run(wiki, "lint")
    assert (again.returncode, "2 known findings left out" in again.stdout) == (0, True)
    assert run(wiki, "lint", "--no-baseline").returncode == 1


def test_a_new_finding_fails_and_is_never_added(wiki):
    run(wiki, "lint", "--update-baseline")
    (wiki / "wiki" / "a.md").write_text("A new line.\n\n[[one]]\n\n[[two]]\n\n[[three]]\n")
    done = run(wiki, "lint", "--update-baseline")
    assert (done.returncode, "wiki/a.md:7:1: LNK001" in done.stdout) == (1, True)
    assert "New findings are never added" in done.stdout
    assert len(held(wiki)) == 1 + 2


def test_what_was_mended_is_told_and_taken_out_when_asked(wiki):
    run(wiki, "lint", "--update-baseline")
    (wiki / "wiki" / "a.md").write_text("[[two]]\n")
    done = run(wiki, "lint")
    assert (done.returncode, "1 finding of .kb-baseline.json no longer there" in done.stdout) == (0, True)
    assert len(held(wiki)) == 1 + 2
    assert "1 finding taken out of .kb-baseline.json, 1 left." in run(wiki, "lint", "--update-baseline").stdout
    assert len(held(wiki)) == 1 + 1


def test_known_findings_are_fixed_like_others(wiki):
    (wiki / "wiki" / "one.md").write_text("---\ntitle: Number One\n---\n")
    (wiki / "wiki" / "a.md").write_text("[[Number One]]\n\n[[two]]\n")
    run(wiki, "lint", "--update-baseline")
    done = run(wiki, "lint", "--fix")
    assert (wiki / "wiki" / "a.md").read_text() == "[[one|Number One]]\n\n[[two]]\n"
    assert (done.returncode, "1 finding of .kb-baseline.json no longer there" in done.stdout) == (0, True)


def test_a_run_with_fewer_rules_takes_nothing_out(wiki):
    run(wiki, "lint", "--update-baseline")
    (wiki / "wiki" / "a.md").write_text("Nothing.\n")
    run(wiki, "lint", "--select", "CIT", "--update-baseline")
    assert len(held(wiki)) == 1 + 2


def test_another_file_may_hold_it_and_has_to_be_there(wiki):
    assert run(wiki, "lint", "--baseline", "old.json").returncode == 2
    assert run(wiki, "lint", "--baseline", "old.json", "--update-baseline").returncode == 0
    assert run(wiki, "lint", "--baseline", "old.json").returncode == 0
    assert run(wiki, "lint").returncode == 1


def test_json_tells_of_the_baseline(wiki):
    run(wiki, "lint", "--update-baseline")
    (wiki / "wiki" / "a.md").write_text("[[two]]\n")
    assert json.loads(run(wiki, "lint", "--json").stdout)["baseline"] == {"known": 1, "gone": 1}
