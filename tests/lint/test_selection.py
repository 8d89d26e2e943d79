"""Which rules are looked for, and where."""

import pytest

from kb.errors import SettingsError, UsageError
from kb.lint.rule import rules
from kb.lint.selection import Choice, PathChoice, Selection
from kb.workspace.settings import parse
from workspaces import run

RULES = {rule.code: rule for rule in rules()}


def codes(selection, family):
    return [rule.code[3:] for rule in selection.rules() if rule.code.startswith(family)]


@pytest.mark.parametrize(
    ("selection", "links", "citations"),
    [
        pytest.param(Selection(("LNK",)), True, False, id="only a family"),
        pytest.param(Selection((), ("LNK",)), False, True, id="all but a family"),
        pytest.param(Selection(("LNK",), ("lnk",)), False, False, id="of two equals the one against wins"),
        pytest.param(Selection(("LNK",), (), ("CIT",)), True, True, id="one more family"),
        pytest.param(Selection(below=Choice(("CIT",))), False, True, id="settings alone"),
        pytest.param(Selection(("LNK",), below=Choice((), ("LNK",))), True, False, id="the command line wins"),
        pytest.param(Selection((), ("LNK",), below=Choice(("LNK", "CIT"))), False, True, id="settings but one"),
        pytest.param(Selection((), (), ("LNK",), Choice((), ("LNK",))), True, True, id="ignored, asked for again"),
    ],
)
def test_words_choose_rules(selection, links, citations):
    assert (codes(selection, "LNK") == codes(Selection(), "LNK")) is links
    assert (codes(selection, "CIT") == codes(Selection(), "CIT")) is citations


@pytest.mark.parametrize(
    "selection",
    [
        pytest.param(Selection(("LNK001",), ("LNK",)), id="a code beats its family"),
        pytest.param(Selection(("unresolved-link",), ("LNK",)), id="a name beats its family"),
        pytest.param(Selection((), ("LNK",), ("LNK001",)), id="out of what is ignored"),
    ],
)
def test_the_longer_word_decides(selection):
    assert codes(selection, "LNK") == ["001"]


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("wiki/notes/**", "wiki/notes/a.md", True),
        ("wiki/notes/**", "wiki/notes/deep/a.md", True),
        ("wiki/notes/", "wiki/notes/deep/a.md", True),
        ("wiki/notes/*", "wiki/notes/deep/a.md", False),
        ("wiki/notes/**", "wiki/notes.md", False),
        ("**/draft-*.md", "wiki/draft-a.md", True),
        ("**/draft-*.md", "draft-a.md", True),
        ("wiki/[a].md", "wiki/[a].md", True),
        ("wiki/[a].md", "wiki/a.md", False),
        ("./wiki/?.md", "wiki/鳗.md", True),
    ],
)
def test_a_path_may_be_left_out(glob, path, fits):
    selection = Selection(paths=(PathChoice(glob, Choice(ignore=("CIT",))),))
    assert selection.looks(RULES["CIT001"], path) is not fits
    assert selection.looks(RULES["LNK001"], path)


def test_a_path_may_have_few_rules():
    selection = Selection(paths=(PathChoice("wiki/notes/**", Choice(("LNK",))),))
    assert [selection.looks(RULES[code], "wiki/notes/a.md") for code in ("LNK001", "CIT001")] == [True, False]


def test_an_unknown_word_is_told_wherever_it_stands():
    below, path = Choice(ignore=("CIT0001",)), PathChoice("**", Choice(("uncited",)))
    selection = Selection(("LNX001",), below=below, paths=(path,))
    assert dict(selection.unknown()) == {"LNX001": "LNK001", "CIT0001": "CIT001", "uncited": "uncited-sentence"}


@pytest.fixture
def wiki(tmp_path):
    (tmp_path / "kb.yaml").write_text('lint: {per_path: {"wiki/notes/**": {ignore: [LNK001]}}}\n')
    for name in ("notes", "other"):
        (tmp_path / "wiki" / name).mkdir(parents=True)
        (tmp_path / "wiki" / name / "a.md").write_text("[[nowhere]]\n")
    return tmp_path


def test_settings_leave_out_rules_by_path(wiki):
    assert "wiki/other/a.md:1:1: LNK001" in run(wiki, "lint").stdout
    assert "wiki/notes/a.md:1:1" not in run(wiki, "lint").stdout


def test_a_wrong_word_in_the_settings_ends_with_2(wiki):
    (wiki / "kb.yaml").write_text("lint: {extend_select: [LNX001]}\n")
    done = run(wiki, "lint")
    assert (done.returncode, "'LNX001'; did you mean LNK001?" in done.stderr) == (2, True)


def test_a_wrong_key_of_a_path_is_told():
    with pytest.raises(SettingsError, match="per_path"):
        parse('lint: {per_path: {"wiki/**": {ignored: [CIT]}}}')


def test_the_command_line_may_ask_for_what_settings_ignore(wiki):
    (wiki / "kb.yaml").write_text("lint: {ignore: [LNK]}\n")
    assert "LNK001" not in run(wiki, "lint").stdout
    assert "LNK001" in run(wiki, "lint", "--extend-select", "LNK001").stdout


def test_a_word_out_of_place_is_a_usage_error(wiki):
    assert run(wiki, "lint", "origin/main").returncode == 2
    assert run(wiki, "lint", "--format", "sarfi").stderr.startswith("kb: --format: there is no 'sarfi'; did you mean s")
    assert run(wiki, "lint", "--json", "--format", "sarif").returncode == 2
    assert run(wiki, "lint", "--no-baseline", "--update-baseline").returncode == 2
    assert issubclass(SettingsError, UsageError)
