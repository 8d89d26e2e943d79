"""kb ingest from the command line: copies, addresses, rehearsals, watching."""

import json

import pytest

from drawn import png
from fetching.site import Site
from kb.commands.watch import follow
from kb.errors import Locked
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, run, run_apart

PAGE = f"<html><head><title>Tides</title></head><body><article><h1>Tides</h1><p>{'Words of a page. ' * 30}"


@pytest.fixture
def folder(tmp_path):
    found = Workspace.create(tmp_path / "w")
    (found.raw / "article.md").write_text(ARTICLE)
    return found.root


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def ingest(folder, *words):
    return run(folder, "ingest", *words)


def test_a_rehearsal_names_what_would_be_new_and_writes_nothing(folder, tmp_path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    before = files(folder)
    done = ingest(folder, "--dry-run", str(tmp_path / "talk.txt"))
    assert done.returncode == 0, done.stderr
    assert "would copy raw/talk.txt" in done.stdout and "new      transcript   raw/talk.txt" in done.stdout
    assert "new      note" in done.stdout and "nothing was written" in done.stdout
    assert files(folder) == before


def test_a_rehearsal_says_what_changed_and_what_stays(folder) -> None:
    ingest(folder)
    (folder / "raw/article.md").write_text(ARTICLE + "\nMore words.\n")
    (folder / "raw/talk.txt").write_text(TALK)
    assert "1 new, 1 changed, 0 as they were" in ingest(folder, "--dry-run").stdout


def test_an_address_is_saved_read_and_cited_by_where_it_came_from(folder) -> None:
    with Site({"/tides": PAGE}) as site:
        done = ingest(folder, "--private", "--json", f"{site.url}/tides")
    told = json.loads(done.stdout)
    assert told["copied"] == ["raw/web/127-0-0-1/tides.html"]
    assert [one["url"] for one in told["sources"] if one["kind"] == "page"] == [f"{site.url}/tides"]


def test_an_address_of_this_machine_is_refused_with_what_to_do(folder) -> None:
    done = ingest(folder, "http://127.0.0.1:9/x")
    assert done.returncode == 1 and "--private" in done.stdout and "1 source" in done.stdout


def test_a_picture_that_a_note_shows_is_no_source_of_its_own(folder) -> None:
    (folder / "raw/plan.png").write_bytes(png())
    (folder / "raw/note.md").write_text("# Plans\n\n- One\n- Two\n\n![the plan](plan.png)\n")
    done = ingest(folder)
    assert "2 sources" in done.stdout and "1 file that others read" in done.stdout
    assert "unread-source" not in run(folder, "lint").stdout


def test_describing_pictures_needs_an_engine_that_can_look(folder) -> None:
    (folder / "raw/plan.png").write_bytes(png())
    done = run_apart(folder, "ingest", "--describe-images", environment={"ANTHROPIC_API_KEY": ""})
    assert done.returncode == 2 and "can't look at pictures" in done.stderr


def watched(*looks, ingest=lambda: None):
    """What was seen at each ingest, of a folder that looks like this at each look."""
    seen, left = [], list(looks)

    def look():
        return left.pop(0)

    def once():
        ingest()
        seen.append(len(looks) - len(left))

    follow(look, once, lambda: bool(left))
    return seen


@pytest.mark.parametrize(
    ("looks", "ingested_at"),
    [
        pytest.param("aaaa", [], id="nothing happens"),
        pytest.param("abb", [3], id="a file arrives and stays as it is"),
        pytest.param("abcd", [], id="a file that is still growing is let be"),
        pytest.param("abcdd", [5], id="and read once it is whole"),
        pytest.param("abbcc", [3, 5], id="one after the other"),
        pytest.param("abbbb", [3], id="once is enough"),
        pytest.param("abaa", [], id="a file that came and went"),
    ],
)
def test_files_are_ingested_when_they_have_settled(looks, ingested_at) -> None:
    assert watched(*looks) == ingested_at


def test_a_workspace_that_is_in_use_is_tried_again() -> None:
    troubles = [Locked("in use")]

    def ingest():
        if troubles:
            raise troubles.pop()

    assert watched(*"abbb", ingest=ingest) == [4]
