"""The files of raw/ become sources; one that can't is named, and the others are read."""

import pytest

from kb.ingesting import ingest
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, silent


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
