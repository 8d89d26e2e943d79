"""Which form is meant, where its file may lie, and what is never overwritten."""

import pytest
from answered import answer, sentence

from kb.errors import KBError, UsageError
from kb.forms.order import Order
from kb.forms.registry import forms, named
from kb.workspace import Workspace

ANSWER = answer(sentence("Yes."))


def test_there_are_five_forms():
    assert set(forms()) == {"md", "table", "slides", "chart", "canvas"}


@pytest.mark.parametrize(
    ("name", "suffix", "form"),
    [
        ("", ".md", "md"),
        ("", ".csv", "table"),
        ("", ".json", "table"),
        ("", ".html", "slides"),
        ("", ".pdf", "slides"),
        ("", ".svg", "chart"),
        ("", ".png", "chart"),
        ("", ".canvas", "canvas"),
        ("table", ".md", "table"),
        ("slides", ".md", "slides"),
        ("chart", None, "chart"),
    ],
)
def test_the_name_or_the_suffix_says_which_form(name, suffix, form):
    assert named(name, suffix).name == form


@pytest.mark.parametrize(
    ("name", "suffix", "told"),
    [
        pytest.param("tabel", None, "Did you mean 'table'", id="a name that is near one"),
        pytest.param("", ".docx", ".canvas (canvas)", id="a suffix that no form has"),
        pytest.param("", "", "Forms by suffix", id="no suffix"),
        pytest.param("chart", ".csv", "It makes .svg", id="a name and a suffix of another form"),
    ],
)
def test_what_is_no_form_is_a_wrong_argument(name, suffix, told):
    with pytest.raises(UsageError) as caught:
        named(name, suffix)
    assert told in caught.value.hint


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "w")


def order(workspace, name, **more):
    return Order.of(workspace, more.pop("form", ""), workspace.root / name, **more)


def test_nothing_asked_for_is_no_order(workspace):
    assert Order.of(workspace, "", None) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("none/x.md", "there is no folder", id="a folder that is not there"),
        pytest.param("folder.md", "is a folder", id="a folder"),
        pytest.param("link.md", "is a link", id="a link"),
        pytest.param("raw/x.md", "raw/", id="among the sources"),
        pytest.param("wiki/../raw/x.md", "raw/", id="among the sources by a detour"),
        pytest.param("through/x.md", "raw/", id="among the sources through a link"),
        pytest.param(".kb/x.canvas", ".kb/", id="among what is kb's own"),
        pytest.param("wiki/x.md", "a page in wiki/", id="among the pages"),
        pytest.param("theirs.md", "not as kb wrote it", id="over a person's file"),
    ],
)
def test_some_places_are_refused_before_anything_is_asked(workspace, name, told):
    (workspace.root / ".kb").mkdir(exist_ok=True)
    (workspace.root / "folder.md").mkdir()
    (workspace.root / "theirs.md").write_text("mine")
    (workspace.root / "link.md").symlink_to(workspace.root / "theirs.md")
    (workspace.root / "through").symlink_to(workspace.raw)
    with pytest.raises(UsageError, match=told):
        order(workspace, name)


def test_what_kb_wrote_it_writes_again(workspace):
    first = order(workspace, "x.md").deliver(ANSWER).paths
    again = order(workspace, "x.md").deliver(answer(sentence("No."))).paths
    assert first == again == (workspace.root / "x.md",)
    assert "No." in again[0].read_text()


def test_what_a_person_edited_since_is_refused_and_replaced_by_force(workspace):
    (path,) = order(workspace, "x.md").deliver(ANSWER).paths
    path.write_text("edited")
    with pytest.raises(UsageError):
        order(workspace, "x.md")
    order(workspace, "x.md", force=True).deliver(ANSWER)
    assert "Yes." in path.read_text()


def test_what_lies_beside_a_picture_is_not_overwritten_either(workspace):
    (workspace.root / "x.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"x\.csv exists"):
        order(workspace, "x.svg")


def test_a_broken_record_of_what_was_written_only_asks_for_force(workspace):
    order(workspace, "x.md").deliver(ANSWER)
    (workspace.state / "written.json").write_text("[")
    with pytest.raises(UsageError, match="exists"):
        order(workspace, "x.md")


def test_a_suffix_in_capitals_names_the_file_as_it_is_written(workspace):
    assert order(workspace, "X.MD").deliver(ANSWER).paths == (workspace.root / "X.MD",)


def test_a_canvas_may_lie_in_the_wiki(workspace):
    assert order(workspace, "wiki/x.canvas").deliver(ANSWER).paths[0].is_file()


def test_what_a_file_needs_is_asked_for_first(workspace, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KBError, match="marp"):
        order(workspace, "x.pdf")


def test_force_without_a_file_is_a_wrong_argument(workspace):
    with pytest.raises(UsageError):
        Order.of(workspace, "", None, force=True)
