"""A pasted file is cut where a model finds posts to begin; the pages remember it, and a person's word wins."""

import json

import pytest

from kb.dividing import divided
from kb.ingesting import ingest
from kb.wiki.citing import Shelf
from kb.wiki.source_page import source_page
from kb.workspace import Workspace
from models import Saying
from workspaces import silent

LONG = "The harbour of Lorvik silted up for the third time in nine years, and the dredger lay in dock all summer"
PASTED = "\n".join(
    [
        *[f"{LONG}. Point {at}." for at in range(8)],
        "As an engineer. Please learn",
        *[f">{word} engineering and its tradeoffs" for word in ("Harness", "Context", "Prompt", "Cache")],
        "Knowledge Bases",
        *[f"Something useful number {at}: models build wikis from folders of notes." for at in range(6)],
    ]
)
"""Three posts, at lines 1, 9 and 14."""


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.raw / "kept.txt").write_text(PASTED)
    return workspace


def cutting(*lines):
    return Saying(lambda request: json.dumps({"posts": [{"line": line, "why": "new"} for line in lines]}))


def compiled(workspace, model, pages=None):
    pages = pages or {}
    return divided(workspace, pages, ingest(workspace, pages, silent), model)


def pages_of(ingested):
    shelf = Shelf.of(ingested.sources)
    drafts = [source_page(source, None, shelf) for source in ingested.sources]
    return {draft.path: draft.stamped("kb/1 x", "2026-01-02T03:04:05Z").encode() for draft in drafts}


def lines(ingested):
    return [source.raw.lines for source in ingested.sources]


CUT = [(1, 8), (9, 13), (14, 20)]


def test_a_file_is_cut_where_the_model_says(workspace):
    found = compiled(workspace, cutting(9, 14))
    assert (lines(found), found.diagnostics) == (CUT, [])
    assert found.sources[1].reading.reason.startswith("split by a model: ")


def test_without_a_model_nothing_is_cut_and_the_lines_are_told(workspace):
    found = compiled(workspace, Saying(lambda request: "", stages=()))
    assert (lines(found), [d.code for d in found.diagnostics]) == ([(1, 0)], ["RAW003"])


def test_what_the_pages_say_is_read_again_without_asking(workspace):
    pages = pages_of(compiled(workspace, cutting(9, 14)))
    model = cutting()
    assert lines(compiled(workspace, model, pages)) == CUT
    assert model.asked == []


def test_status_and_why_read_what_the_compile_read(workspace):
    found = compiled(workspace, cutting(9, 14))
    again = ingest(workspace, pages_of(found), silent)
    assert (again.sources, again.diagnostics) == (found.sources, found.diagnostics)


def test_that_it_is_one_post_is_remembered_too(workspace):
    found = compiled(workspace, cutting())
    model = cutting(9, 14)
    again = compiled(workspace, model, pages_of(found))
    assert (lines(again), again.diagnostics, model.asked) == ([(1, 0)], [], [])


def test_a_renamed_file_stays_cut_and_keeps_its_pages(workspace):
    found = compiled(workspace, cutting(9, 14))
    (workspace.raw / "kept.txt").rename(workspace.raw / "saved.txt")
    again = ingest(workspace, pages_of(found), silent)
    assert [source.id for source in again.sources] == [source.id for source in found.sources]


def test_another_file_name_changes_no_prompt(workspace):
    one, other = cutting(9, 14), cutting(9, 14)
    compiled(workspace, one)
    (workspace.raw / "kept.txt").rename(workspace.raw / "saved.txt")
    compiled(workspace, other)
    assert [request.prompt for request in one.asked] == [request.prompt for request in other.asked]


def test_a_file_that_changed_is_asked_about_again(workspace):
    pages = pages_of(compiled(workspace, cutting(9, 14)))
    (workspace.raw / "kept.txt").write_text(f"{LONG}. Point -1.\n{PASTED}")
    assert lines(compiled(workspace, cutting(10, 15), pages)) == [(1, 9), (10, 14), (15, 21)]


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        pytest.param("split: [9]\n", [(1, 8), (9, 20)], id="cut elsewhere"),
        pytest.param("split: []\n", [(1, 0)], id="one post"),
    ],
)
def test_a_persons_word_wins_over_the_pages_and_is_never_asked_about(workspace, sidecar, expected):
    pages = pages_of(compiled(workspace, cutting(9, 14)))
    (workspace.raw / "kept.txt.kb.yaml").write_text(sidecar)
    model = cutting(14)
    found = compiled(workspace, model, pages)
    assert (lines(found), model.asked, found.diagnostics) == (expected, [], [])


def test_nothing_is_written_into_raw(workspace):
    compiled(workspace, cutting(9, 14))
    assert [file.name for file in workspace.raw.iterdir()] == ["kept.txt"]


def test_cuts_that_cannot_be_are_told_and_the_file_stays_whole(workspace):
    found = compiled(workspace, cutting(9, 99))
    assert (lines(found), [d.code for d in found.diagnostics]) == ([(1, 0)], ["RAW003", "ENG010"])
