"""The files of raw/ become sources; one that can't is named, and the others are read."""

import os
import signal

import pytest

from kb.drafting import draft
from kb.ingesting import Skimming, ingest, skim, whole
from kb.reading_all import read_task
from kb.side_by_side import each
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, run, silent


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.raw / "article.txt").write_text(ARTICLE)
    return workspace


def ingested(workspace):
    return ingest(workspace, {}, silent)


def test_a_link_to_itself_is_named_and_the_rest_is_read(workspace):
    (workspace.raw / "loop.txt").symlink_to("loop.txt")
    result = ingested(workspace)
    assert [(d.path, d.message) for d in result.diagnostics] == [("raw/loop.txt", "is not a regular file")]
    assert [source.id for source in result.sources] == ["article"]


def test_a_file_is_read_once_for_the_same_bytes(workspace):
    assert ingested(workspace).read == 1
    assert ingested(workspace).read == 0


def test_a_sidecar_is_a_reason_to_read_again(workspace):
    ingested(workspace)
    (workspace.raw / "article.txt.kb.yaml").write_text("title: The barrage\n")
    result = ingested(workspace)
    assert (result.read, [source.title for source in result.sources]) == (1, ["The barrage"])


def test_a_damaged_memo_is_read_again(workspace):
    before = ingested(workspace).sources
    for memo in (workspace.state / "read").rglob("*.json"):
        memo.write_text('{"half": ')
    assert ingested(workspace).sources == before


def test_a_password_in_a_file_is_reported_as_one_and_as_nothing_else(workspace):
    (workspace.raw / "setup.md").write_text('# Setup\n\npassword = "Tr0ub4dor&3(horse)xyz"\n')
    (found,) = ingested(workspace).diagnostics
    assert (found.code, found.path, found.severity) == ("RAW006", "raw/setup.md", "warning")
    assert found.message == "credentials redacted: 1 (password) in line 3"


@pytest.mark.parametrize("name", ["notes.txt.kb.yaml", "Thumbs.db", ".hidden.txt"])
def test_what_is_no_source_is_passed_over_in_silence(workspace, name):
    (workspace.raw / name).write_text("kind: article\n")
    result = ingested(workspace)
    assert (result.files, result.diagnostics) == (1, [])


def test_a_second_copy_is_a_source_that_supports_nothing_of_its_own(workspace):
    (workspace.raw / "copy.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    originals = {source.id: source.origin for source in ingested(workspace).sources}
    assert originals == {"article": "article", "copy": "article", "talk": "talk"}


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        pytest.param("page_files", 2, id="the folder that a browser puts beside a page is a part of it"),
        pytest.param("page-Dateien", 2, id="also where the browser speaks German"),
        pytest.param("other_files", 3, id="a folder without a page is a folder"),
    ],
)
def test_the_files_of_a_saved_page_are_no_sources(workspace, folder, files):
    (workspace.raw / folder / "inner").mkdir(parents=True)
    (workspace.raw / folder / "inner" / "ad.txt").write_text("Buy now.")
    (workspace.raw / "page.html").write_text("<html><body><p>The eels pass in autumn.</p></body></html>")
    assert ingested(workspace).files == files


def dies_of_the_talk(task):
    """Reads, but a talk ends the process, as a fault in a library does."""
    if task.file.path == "raw/talk.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_task(task)


@pytest.fixture
def several(workspace):
    (workspace.raw / "talk.txt").write_text(TALK)
    for number in range(6):
        (workspace.raw / f"{number}.txt").write_text(f"The sluice number {number} was mended in 199{number}.")
    return workspace


def texts(workspace, result):
    return {source.id: whole(workspace, source, result).blocks for source in result.sources}


def test_several_processes_and_one_read_the_same_sources(several, tmp_path):
    skimmed = skim(several, {}, silent, Skimming(processes=3))
    assert skimmed.read == 8
    assert texts(several, skimmed) == {source.id: source.blocks for source in ingested(several).sources}
    (several.state / "read").rename(tmp_path / "elsewhere")
    alone = skim(several, {}, silent, Skimming(processes=1))
    assert (alone.sources, texts(several, alone)) == (skimmed.sources, texts(several, skimmed))


def test_a_file_that_ends_its_process_is_named_and_the_others_are_read(several):
    result = skim(several, {}, silent, Skimming(processes=2, work=dies_of_the_talk))
    assert [(d.path, d.message) for d in result.diagnostics] == [("raw/talk.txt", "ended the process that read it")]
    assert [source.id for source in result.sources] == ["0", "1", "2", "3", "4", "5", "article"]


def test_the_last_good_reading_stands_in_for_a_file_that_ends_its_process(several):
    before = texts(several, skim(several, {}, silent))
    (several.raw / "talk.txt").write_text(TALK + ">> And that was all.\n")
    (several.raw / "new.txt").write_text("The weir is new.")
    result = skim(several, {}, silent, Skimming(processes=2, work=dies_of_the_talk))
    assert texts(several, result)["talk"] == before["talk"]


def test_where_no_process_can_be_started_files_are_read_all_the_same(several):
    assert len(skim(several, {}, silent, Skimming(processes=0)).sources) == 8


def test_watchers_hear_of_each_file(several):
    heard = []
    skim(several, {}, heard.append, Skimming(processes=2))
    assert heard == ["files read"] * 8


def test_a_text_whose_memo_is_lost_is_read_again(workspace):
    skimmed = skim(workspace, {}, silent)
    for memo in (workspace.state / "read").rglob("*.json"):
        memo.write_bytes(memo.read_bytes()[:-20])
    assert texts(workspace, skimmed) == {"article": ingested(workspace).sources[0].blocks}


def test_where_nothing_can_be_remembered_texts_stay_in_memory(workspace):
    looking = workspace.looked_at()
    assert texts(looking, skim(looking, {}, silent))["article"]


def square(number):
    return number * number


def test_processes_give_the_result_of_each_job():
    assert sorted(each(square, [1, 2, 3, 4, 5], 2)) == [(0, 1), (1, 4), (2, 9), (3, 16), (4, 25)]


def test_drafting_twice_writes_once_and_reads_nothing(several):
    assert len(draft(several, silent).added) == 8
    again = draft(several, silent)
    assert (again.added, again.changed, again.ingested.read) == ([], [], 0)


def test_a_second_ingest_does_not_look_into_a_file(several):
    assert "8 new" in run(several.root, "ingest").stdout
    for memo in (several.state / "read").rglob("*.json"):
        memo.unlink()
    again = run(several.root, "ingest")
    assert "Nothing to do" in again.stdout
    assert list((several.state / "read").rglob("*.json")) == []


@pytest.mark.parametrize("touched", ["raw/talk.txt", "wiki/sources/talk.md", "kb.yaml"])
def test_whatever_changes_is_looked_at(several, touched):
    run(several.root, "ingest")
    with (several.root / touched).open("a") as file:
        file.write("\n")
    assert "Nothing to do" not in run(several.root, "ingest").stdout
