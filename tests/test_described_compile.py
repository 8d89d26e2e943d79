"""A compile with a model that describes sources and cuts pasted files: what is asked, once, and what pages show."""

import json

import pytest

from kb.compiling import compile_workspace
from kb.engine import Engine
from kb.extractive.model import Extractive
from kb.workspace import Workspace
from models import Saying
from test_dividing import PASTED
from workspaces import ARTICLE, TALK, silent

DESCRIBED = {
    "title": "The Harlow Barrage",
    "people": [],
    "published": {"date": "1998", "quote": "opened in 1998"},
    "language": "en",
    "genre": "talk",
    "wording": {"signs": [], "reason": "", "verdict": "verbatim"},
}
LONG_TALK = TALK + "".join(
    f">> Sluice {at} of the barrage leaks, and nobody mends it before autumn.\n" for at in range(60)
)


def said(request):
    """What the engine without a key says; a description; the cuts of the pasted file."""
    if request.stage == "describe":
        return json.dumps(DESCRIBED)
    if request.stage == "segment":
        return json.dumps({"posts": [{"line": 9, "why": "other"}, {"line": 14, "why": "other"}]})
    (answer,) = Extractive().answer([request])
    return answer.text


ENGINE = Engine(
    "extractive", Saying(said, ("describe", "segment", "extract", "resolve", "compose", "summarise")), False
)


def compiled(workspace):
    return compile_workspace(workspace, silent, chosen=ENGINE)


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    for name, text in (("article.txt", ARTICLE), ("talk.txt", LONG_TALK), ("kept.txt", PASTED)):
        (workspace.raw / name).write_text(text)
    return workspace


def page(workspace, name):
    return (workspace.wiki / "sources" / f"{name}.md").read_text()


def test_each_source_is_described_once_and_each_pasted_file_looked_at_once(workspace):
    asked = compiled(workspace).asked
    assert (asked["describe"], asked["segment"]) == (5, 1)
    (workspace.state / "compiled.json").unlink()
    assert compiled(workspace).asked == {}


def test_a_page_shows_what_was_said_of_its_source(workspace):
    compiled(workspace)
    talk = page(workspace, "talk")
    assert "# The Harlow Barrage\n" in talk
    assert "> Talk · 1998 · en · " in talk
    assert "\npublished: " in talk and "\ngenre: talk\n" in talk and "\nwording: verbatim\n" in talk


def test_what_the_text_does_not_bear_out_is_not_shown(workspace):
    compiled(workspace)
    assert "published" not in page(workspace, "article")


def test_a_renamed_file_is_asked_nothing_about(workspace):
    compiled(workspace)
    (workspace.raw / "talk.txt").rename(workspace.raw / "interview.txt")
    (workspace.raw / "kept.txt").rename(workspace.raw / "saved.txt")
    outcome = compiled(workspace)
    assert (outcome.asked, outcome.update.added, outcome.update.removals) == ({}, [], [])


def test_a_change_in_the_middle_of_a_text_describes_nothing_anew(workspace):
    compiled(workspace)
    (workspace.raw / "talk.txt").write_text(LONG_TALK.replace("Sluice 40", "Sluice 40 B"))
    asked = compiled(workspace).asked
    assert asked["extract"] and "describe" not in asked


def test_the_pages_keep_the_cuts_when_all_replies_are_lost(workspace):
    compiled(workspace)
    for reply in (workspace.state / "replies").rglob("*.json"):
        reply.unlink()
    (workspace.state / "compiled.json").unlink()
    outcome = compiled(workspace)
    assert "segment" not in outcome.asked
    assert outcome.update.empty
