"""Disputes, and pages of a written wiki that stay as they are while a reply to say what they should be is missing."""

import re

import pytest

from kb.compiling import compile_workspace
from kb.engine import Engine
from kb.workspace import Workspace
from models import Saying, replying
from test_compiler import READER
from workspaces import silent

TALK = "The Harlow Barrage at Lorvik Lock opened in 1966.\n\nThe Harlow Barrage is long. The Lorvik Lock is short.\n"
REPORT = "The Harlow Barrage at Lorvik Lock opened in 1967.\n\nThe Lorvik Lock is old. The Harlow Barrage is new.\n"


def disputing(request):
    """The two years contradict each other."""
    years = {year: re.search(rf"^\[(\d+)\] .*opened in {year}", request.prompt, re.M) for year in (1966, 1967)}
    if not all(years.values()):
        return {"contradictions": []}
    one, other = (int(found[1]) for found in years.values())
    pair = {"one": one, "other": other, "differ_in": "nothing", "settle": ""}
    return {"contradictions": [pair | {"question": "When it opened"}]}


def build(workspace, **replies):
    model = Saying(replying(**{"reconcile": disputing} | replies), READER)
    return compile_workspace(workspace, silent, chosen=Engine("scripted", model, writes=True)), model


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.raw / "talk.txt").write_text(TALK)
    (workspace.raw / "report.txt").write_text(REPORT)
    build(workspace)
    return workspace


def page(workspace, path):
    return (workspace.wiki / path).read_text()


def shown(workspace):
    """Every page but the log, without the time it was made."""
    paths = [path for path in workspace.wiki.rglob("*.md") if path.name != "log.md"]
    return {path.name: re.sub(r'at: "[^"]*"', "", path.read_text()) for path in paths}


DISPUTE = "disputes/when-it-opened.md"
BARRAGE, LOCK = "concepts/harlow-barrage.md", "concepts/lorvik-lock.md"
MORE = "The Harlow Barrage at Lorvik Lock has 9 gates.\n"


def test_a_dispute_told_on_two_pages_is_one_page_linked_from_both(workspace):
    assert [path.name for path in (workspace.wiki / "disputes").iterdir()] == ["when-it-opened.md"]
    for path in (BARRAGE, LOCK):
        assert "> Sources disagree: [When it opened](../disputes/when-it-opened.md)" in page(workspace, path)
    related = "[Harlow Barrage](../concepts/harlow-barrage.md) · [Lorvik Lock](../concepts/lorvik-lock.md)"
    assert related in page(workspace, DISPUTE)
    assert "[When it opened](disputes/when-it-opened.md)" in page(workspace, "index.md")


def test_a_dispute_goes_with_the_source_that_it_stood_on(workspace):
    (workspace.raw / "report.txt").unlink()
    build(workspace)
    assert not (workspace.wiki / DISPUTE).exists()


@pytest.mark.parametrize("stage", ["reconcile", "compose", "check_sentences"])
def test_articles_and_disputes_stay_with_their_lines_in_the_contents(workspace, stage):
    before = {path: page(workspace, path) for path in (DISPUTE, BARRAGE, LOCK)}
    lines = [line for line in page(workspace, "index.md").splitlines() if "concepts/" in line or "disputes/" in line]
    (workspace.raw / "more.txt").write_text(MORE)
    build(workspace, **{stage: None})
    assert {path: page(workspace, path) for path in before} == before
    assert set(lines) <= set(page(workspace, "index.md").splitlines())


@pytest.mark.parametrize("stage", ["extract", "check_claims", "resolve", "reconcile", "compose", "summarise"])
def test_the_next_run_makes_good_what_was_missing(workspace, tmp_path, stage):
    (workspace.raw / "more.txt").write_text(MORE)
    build(workspace, **{stage: None})
    build(workspace)
    other = Workspace.create(tmp_path / "other")
    for path in workspace.raw.iterdir():
        (other.raw / path.name).write_text(path.read_text())
    build(other)
    assert shown(workspace) == shown(other)


def test_a_wiki_that_lacks_a_reply_is_not_called_up_to_date(workspace):
    (workspace.raw / "more.txt").write_text(MORE)
    build(workspace, summarise=None)
    assert build(workspace)[0].asked == {"summarise": 1, "check_sentences": 1}
    assert build(workspace)[0].current


def test_a_source_without_a_summary_stays_while_its_text_does(workspace):
    (workspace.state / "compiled.json").unlink()
    for path in (workspace.state / "replies").rglob("*.json"):
        path.unlink()
    before = page(workspace, "sources/talk.md")
    outcome, _ = build(workspace, summarise=None)
    assert page(workspace, "sources/talk.md") == before
    assert "[talk](sources/talk.md)" in page(workspace, "index.md")
    assert not outcome.update.removals


def test_a_source_whose_text_changed_shows_it_though_nobody_summed_it_up(workspace):
    (workspace.raw / "talk.txt").write_text(TALK.replace("long", "wide"))
    build(workspace, summarise=None)
    assert "The Harlow Barrage is wide." in page(workspace, "sources/talk.md")
    assert "status: draft" in page(workspace, "sources/talk.md")


def test_a_persons_own_page_and_an_offered_version_are_not_in_the_contents(workspace):
    own = "---\ntype: Concept\ntitle: Mine\n---\nMine.\n"
    (workspace.wiki / "concepts/mine.md").write_text(own)
    (workspace.wiki / BARRAGE).write_text(page(workspace, BARRAGE) + "\nMine too.\n")
    (workspace.raw / "more.txt").write_text(MORE)
    build(workspace)
    assert (workspace.wiki / f"{BARRAGE}.new").exists()
    (workspace.raw / "last.txt").write_text(MORE.replace("9", "11"))
    build(workspace, compose=None)
    assert "mine.md" not in page(workspace, "index.md")
    assert ".new" not in page(workspace, "index.md")
    assert page(workspace, "concepts/mine.md") == own


def test_what_lost_its_cause_stays_while_a_reply_is_missing_and_then_goes(workspace):
    (workspace.raw / "talk.txt").write_text(TALK.replace(" opened in 1966", ""))
    build(workspace, compose=None)
    assert (workspace.wiki / DISPUTE).exists()
    build(workspace)
    assert not (workspace.wiki / DISPUTE).exists()


def test_pages_name_their_writer_and_quote_nobody_as_a_whole(workspace):
    assert "generated: {by: kb/" in page(workspace, BARRAGE) and " scripted, at: " in page(workspace, BARRAGE)
    assert "Quoted, not written" not in page(workspace, BARRAGE)
