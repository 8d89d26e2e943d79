"""The folder on disk."""

import os
import subprocess
import sys

import pytest

from kb.errors import DiskError, Locked, NotAWorkspace, SettingsError, UsageError
from kb.workspace import Workspace, files


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "my wiki")


def test_it_is_found_from_any_folder_below(workspace):
    deep = workspace.raw / "a" / "b"
    deep.mkdir(parents=True)
    assert Workspace.find(deep) == workspace


def test_elsewhere_the_way_to_make_one_is_told(tmp_path):
    with pytest.raises(NotAWorkspace) as raised:
        Workspace.find(tmp_path)
    assert "kb init" in raised.value.hint


def test_making_one_twice_changes_nothing(workspace):
    (workspace.root / "kb.yaml").write_text("engine: extractive\n")
    Workspace.create(workspace.root)
    assert (workspace.root / "kb.yaml").read_text() == "engine: extractive\n"


def test_none_is_made_inside_another(workspace):
    with pytest.raises(UsageError):
        Workspace.create(workspace.raw / "inner")


def test_writing_the_same_bytes_touches_nothing(workspace):
    workspace.write("wiki/a.md", "words")
    before = (workspace.wiki / "a.md").stat()
    workspace.write("wiki/a.md", "words")
    assert (workspace.wiki / "a.md").stat().st_mtime_ns == before.st_mtime_ns


def test_a_write_that_fails_names_the_file_and_leaves_the_old_one(workspace):
    workspace.write("wiki/a.md", "old")
    (workspace.wiki / "b.md").mkdir()
    with pytest.raises(DiskError, match=r"b\.md"):
        workspace.write("wiki/b.md", "new")
    assert not list(workspace.scratch.iterdir())


def test_a_second_run_is_told_who_holds_the_lock(workspace):
    with workspace.locked(), pytest.raises(Locked, match=f"process {os.getpid()}"), workspace.locked():
        pass


def test_the_lock_of_a_dead_process_is_taken_over(workspace):
    code = (
        "import os, sys; from pathlib import Path; from kb.workspace import Workspace\n"
        "with Workspace(Path(sys.argv[1])).locked(): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(workspace.root)], check=False)
    with workspace.locked():
        assert (workspace.state / "holder.json").exists()


def test_what_a_killed_run_left_half_written_is_swept_away(workspace):
    workspace.scratch.mkdir(parents=True, exist_ok=True)
    (workspace.scratch / "half").write_text("x")
    with workspace.locked():
        assert not (workspace.scratch / "half").exists()


def test_a_journal_line_cut_short_by_a_crash_is_passed_over(workspace):
    workspace.journal.append({"event": "ingest", "sources": []})
    (file,) = workspace.journal.folder.iterdir()
    with file.open("a") as open_file:
        open_file.write('{"at": "2026')
    assert [event["event"] for event in workspace.journal.events()] == ["ingest"]


def test_a_name_with_a_line_separator_is_one_event(workspace):
    workspace.journal.append({"event": "ingest", "sources": ["a\u2028b"]})
    assert [event["sources"] for event in workspace.journal.events()] == [["a\u2028b"]]


def test_a_folder_where_a_file_belongs_is_not_called_a_full_disk(workspace):
    (workspace.wiki / "a.md").mkdir()
    with pytest.raises(DiskError) as raised:
        workspace.write("wiki/a.md", "words")
    assert raised.value.hint.startswith("Move the folder")


def test_a_prompt_that_is_not_utf_8_is_named(workspace):
    (workspace.root / "prompts").mkdir()
    (workspace.root / "prompts" / "answer.md").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"prompts/answer\.md is not UTF-8"):
        workspace.prompts()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("raw/a\nb.txt", "raw/a\\nb.txt", id="a line end in the name"),
        pytest.param("raw/🌊.txt", "raw/🌊.txt", id="an emoji stays"),
        pytest.param(os.fsdecode(b"raw/\xff.txt"), "raw/\\xff.txt", id="bytes that are not UTF-8"),
        pytest.param("raw/潮.txt", "raw/潮.txt", id="other scripts stay"),
    ],
)
def test_every_path_can_be_printed(path, shown):
    assert files.printable(path) == shown


def test_own_prompts_stand_in_for_the_packaged_ones(workspace):
    packaged = dict(workspace.prompts())
    workspace.write("prompts/answer.md", "mine {{question}}")
    assert workspace.prompts() == {**packaged, "answer": "mine {{question}}"}


@pytest.mark.parametrize("path", ["raw/a.md", "wiki/../raw/a.md", "../a.md", "/a.md", ""])
def test_nothing_is_written_outside_what_is_kbs_own(workspace, path):
    with pytest.raises(DiskError, match="not kb's own"):
        workspace.write(path, "words")


def test_events_that_have_files_of_their_own_are_not_read_with_the_journal(workspace):
    workspace.calls.append({"event": "call"})
    workspace.journal.append({"event": "ingest"})
    assert [event["event"] for event in workspace.journal.events()] == ["ingest"]
    assert [event["event"] for event in workspace.calls.events()] == ["call"]
    assert len(list(workspace.journal.folder.iterdir())) == 2
