"""Files from elsewhere become copies in raw/; nothing there is overwritten, nothing is copied that is no source."""

import os

import pytest

from kb.collecting import Decisions, collect
from kb.errors import UsageError
from kb.workspace import Workspace

UNDECIDED = Decisions()


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "w")


@pytest.fixture
def talk(tmp_path):
    (tmp_path / "talk.txt").write_text("The barrage was opened in 1998.\n")
    return tmp_path / "talk.txt"


def in_raw(workspace):
    found = (path for path in workspace.raw.rglob("*") if path.is_file())
    return {path.relative_to(workspace.raw).as_posix(): path.read_text() for path in found}


def test_a_file_is_copied_and_stays_where_it_was(workspace, talk):
    assert collect(workspace, [talk], UNDECIDED) == ["raw/talk.txt"]
    assert in_raw(workspace) == {"talk.txt": talk.read_text()}


def test_the_same_words_are_copied_once(workspace, talk):
    collect(workspace, [talk], UNDECIDED)
    assert collect(workspace, [talk], UNDECIDED) == []


def test_another_file_of_the_same_name_gets_a_number(workspace, talk):
    (workspace.raw / "talk.txt").write_text("other words")
    assert collect(workspace, [talk], UNDECIDED) == ["raw/talk-2.txt"]
    assert in_raw(workspace)["talk.txt"] == "other words"


def test_a_link_that_leads_nowhere_is_not_overwritten(workspace, talk):
    (workspace.raw / "talk.txt").symlink_to("nowhere")
    assert collect(workspace, [talk], UNDECIDED) == ["raw/talk-2.txt"]


def test_a_folder_keeps_its_shape_without_hidden_files(workspace, tmp_path):
    for name in ("talks/a.txt", "talks/2026/b.txt", "talks/.draft.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    collect(workspace, [tmp_path / "talks"], UNDECIDED)
    assert sorted(in_raw(workspace)) == ["talks/2026/b.txt", "talks/a.txt"]


def test_a_decision_about_a_file_of_raw_is_kept_beside_it(workspace, talk):
    collect(workspace, [talk], Decisions("article", "3, 7"))
    assert in_raw(workspace)["talk.txt.kb.yaml"] == "kind: article\nsplit:\n- 3\n- 7\n"


def test_a_decision_made_by_hand_is_not_overwritten(workspace, talk):
    (workspace.raw / "talk.txt.kb.yaml").write_text("kind: note  # sure\n")
    with pytest.raises(UsageError):
        collect(workspace, [talk], Decisions("article"))
    assert in_raw(workspace)["talk.txt.kb.yaml"] == "kind: note  # sure\n"


def test_a_decision_made_on_the_command_line_can_be_made_anew(workspace, talk):
    collect(workspace, [talk], Decisions("note"))
    collect(workspace, [talk], Decisions("article"))
    assert in_raw(workspace)["talk.txt.kb.yaml"] == "kind: article\n"


def test_split_is_for_one_file(workspace, tmp_path):
    (tmp_path / "two").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "two" / name).write_text("words")
    with pytest.raises(UsageError, match="for one file"):
        collect(workspace, [tmp_path / "two"], Decisions(split="1"))
    assert in_raw(workspace) == {}


@pytest.mark.parametrize(
    ("path", "decisions", "says"),
    [
        pytest.param(".", UNDECIDED, "pages of this wiki", id="the folder of the workspace"),
        pytest.param("..", UNDECIDED, "pages of this wiki", id="a folder above it"),
        pytest.param("wiki/mine.md", UNDECIDED, "pages of this wiki", id="a page of the wiki"),
        pytest.param("../.hidden.txt", UNDECIDED, "hidden", id="a file that kb would pass over"),
        pytest.param("../pipe", UNDECIDED, "neither a file nor a folder", id="a pipe"),
        pytest.param("../none.txt", UNDECIDED, "does not exist", id="nothing"),
        pytest.param("../talk.txt", Decisions("artcle"), "'artcle'", id="a kind that is none"),
        pytest.param("../talk.txt", Decisions(split="a"), "--split", id="a line that is no number"),
    ],
)
def test_what_cannot_be_a_source_is_refused_before_anything_is_copied(workspace, talk, path, decisions, says):
    (talk.parent / ".hidden.txt").write_text("x")
    os.mkfifo(talk.parent / "pipe")
    (workspace.wiki / "mine.md").write_text("# Mine")
    given = workspace.root / path
    with pytest.raises(UsageError, match=says):
        collect(workspace, [given], decisions)
    assert in_raw(workspace) == {}
