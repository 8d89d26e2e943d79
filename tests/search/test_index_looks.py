"""The index of a folder reads only the pages that may have changed, and misses none that did."""

import os
import sqlite3

import pytest

from kb.search.current import INDEX, current, refresh
from kb.search.index import Changes, Index
from kb.search.looking import look
from kb.search.query import Query
from kb.workspace import Workspace
from searchable import CONCEPT, SOURCE, concept

LONG_AGO = 1_600_000_000_123_456_789
PAGES = {"sources/ep-7.md": SOURCE, "concepts/harlow-barrage.md": CONCEPT}


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path)
    for path, text in PAGES.items():
        write(made, path, text)
    return made


def write(workspace, path, text):
    file = workspace.wiki / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def looked(workspace, *paths):
    with Index.open(workspace.state / INDEX) as index:
        return index.look_at(workspace.wiki, paths) if paths else index.look(workspace.wiki)


def found(workspace, words):
    with current(workspace) as index:
        return [hit.passage.page.path for hit in index.search(Query.parse(words))]


def test_a_new_folder_is_read_whole(workspace):
    assert looked(workspace) == Changes(indexed=tuple(sorted(PAGES)))


def test_what_changed_is_found_however_soon_and_of_the_same_size(workspace):
    for word in ("aaaa", "bbbb", "cccc"):
        write(workspace, "concepts/a.md", concept("A", word))
        assert found(workspace, word) == ["concepts/a.md"]


def test_a_page_that_is_put_in_place_with_an_old_time_is_read(workspace):
    write(workspace, "concepts/a.md", concept("A", "old words"))
    os.utime(workspace.wiki / "concepts/a.md", ns=(LONG_AGO, LONG_AGO))
    looked(workspace)
    write(workspace, "concepts/b.md", concept("A", "new words"))
    os.utime(workspace.wiki / "concepts/b.md", ns=(LONG_AGO, LONG_AGO))
    (workspace.wiki / "concepts/b.md").replace(workspace.wiki / "concepts/a.md")
    assert found(workspace, "new") == ["concepts/a.md"]


def test_a_page_that_was_only_touched_is_not_indexed_again(workspace):
    looked(workspace)
    os.utime(workspace.wiki / "sources/ep-7.md", ns=(LONG_AGO, LONG_AGO))
    assert looked(workspace) == Changes()


def test_a_page_that_went_is_found_no_more(workspace):
    looked(workspace)
    (workspace.wiki / "sources/ep-7.md").unlink()
    assert looked(workspace) == Changes(removed=("sources/ep-7.md",))
    assert found(workspace, "silt") == []


@pytest.mark.parametrize(
    ("changed", "after", "trusted"),
    [
        pytest.param(LONG_AGO, 50_000_000, False, id="a moment ago"),
        pytest.param(LONG_AGO, 3_000_000_000, True, id="a while ago"),
        pytest.param(LONG_AGO // 10**9 * 10**9, 1_500_000_000, False, id="a second ago, on a disk of whole seconds"),
        pytest.param(LONG_AGO, -1_000_000_000, False, id="in the future"),
    ],
)
def test_a_file_that_may_change_within_the_same_step_of_the_clock_is_not_trusted(tmp_path, changed, after, trusted):
    (tmp_path / "a.md").write_text("words")
    os.utime(tmp_path / "a.md", ns=(changed, changed))
    # The system alone sets when it was last changed in any way: the latest of both times counts.
    latest = max(changed, (tmp_path / "a.md").stat().st_ctime_ns)
    seen = look(tmp_path, latest + after)
    assert bool(seen.stamps["a.md"]) == bool(seen.seen) == trusted


def test_contents_log_hidden_and_other_files_are_not_looked_at(tmp_path):
    for name in ("index.md", "log.md", ".hidden.md", "picture.png", "a.md.new", "a.md"):
        (tmp_path / name).write_text("words")
    assert list(look(tmp_path, 0).stamps) == ["a.md"]


def test_a_link_that_leads_nowhere_is_passed_over(workspace):
    (workspace.wiki / "concepts/gone.md").symlink_to("nowhere.md")
    assert looked(workspace) == Changes(indexed=tuple(sorted(PAGES)))


def test_only_the_pages_that_are_named_are_looked_at(workspace):
    looked(workspace)
    write(workspace, "concepts/a.md", concept("A", "tulips"))
    write(workspace, "concepts/b.md", concept("B", "tulips"))
    (workspace.wiki / "sources/ep-7.md").unlink()
    assert looked(workspace, "concepts/a.md", "sources/ep-7.md") == Changes(("concepts/a.md",), ("sources/ep-7.md",))
    assert set(found(workspace, "tulips")) == {"concepts/a.md", "concepts/b.md"}


def test_many_pages_at_once_are_the_same_as_one_after_the_other(workspace):
    for n in range(250):
        write(workspace, f"concepts/{n}.md", concept(f"Page {n}", f"word{n} beside Page {n + 1}, group{n // 10}."))
    looked(workspace)
    assert set(found(workspace, "word72 group7")[:2]) == {"concepts/72.md", "concepts/73.md"}


def test_an_index_that_nobody_may_write_answers_as_long_as_nothing_changed(workspace):
    looked(workspace)
    (workspace.state / INDEX).chmod(0o444)
    assert "sources/ep-7.md" in found(workspace, "silt")


def test_a_refresh_never_fails(workspace):
    workspace.state.mkdir(exist_ok=True)
    holder = sqlite3.connect(workspace.state / INDEX, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    refresh(workspace, list(PAGES))
    holder.execute("ROLLBACK")
    assert "sources/ep-7.md" in found(workspace, "silt")
