"""A wiki that a model writes: what is asked, what is paid again, and what becomes of pages when replies are missing."""

import re
import shutil
from contextlib import contextmanager

import pytest

from kb.choices import NONE, Choices
from kb.compiling import compile_workspace
from kb.errors import KBError
from kb.pruning import unneeded
from kb.workspace import Workspace
from messages_api import Server, refuses, unauthorized
from rule_reader import read
from workspaces import ARTICLE, TALK, silent

SETTINGS = "engine: {{name: claude, base_url: '{url}', jobs: 4, models: {{fast: {m}, strong: {m}, judge: {m}}}}}\n"


@pytest.fixture(autouse=True)
def credentials(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "any")
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path / "none"))


@contextmanager
def served(workspace, script=read):
    """The workspace, with a server that its engine asks."""
    with Server(script) as server:
        (workspace.root / "kb.yaml").write_text(SETTINGS.format(url=server.url, m="claude-sonnet-5"))
        yield Workspace(workspace.root), server


@pytest.fixture
def fresh(tmp_path):
    workspace = Workspace.create(tmp_path / "wiki")
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    return workspace


@pytest.fixture
def written(fresh):
    with served(fresh) as (workspace, _):
        compile_workspace(workspace, silent)
    return fresh


def build(workspace, script=read, choices=NONE):
    """What a compile did, and how often it asked."""
    with served(workspace, script) as (there, server):
        outcome = compile_workspace(there, silent, choices)
    return outcome, len(server.requests)


def test_without_a_key_the_replies_that_were_paid_for_are_still_needed(fresh, monkeypatch):
    compile_workspace(fresh, silent, Choices("extractive"))
    with served(fresh) as (workspace, _):
        compile_workspace(workspace, silent)
    settings = fresh.root / "kb.yaml"
    settings.write_text(settings.read_text().replace("name: claude", "name: auto"))
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    gone = unneeded(Workspace(fresh.root), silent)
    assert {one.reply.stage for one in gone if one.reply.model == "claude-sonnet-5"} <= {"resolve"}


def test_lost_replies_of_a_wiki_that_is_up_to_date_are_no_reason_to_compile(written):
    shutil.rmtree(written.state / "replies")
    with pytest.raises(KBError) as caught:
        unneeded(Workspace(written.root), silent)
    assert "kb compile" not in caught.value.hint
    assert compile_workspace(Workspace(written.root), silent).current


def page(workspace, path):
    return (workspace.wiki / path).read_text()


def test_every_stage_that_has_something_to_read_is_asked(fresh):
    outcome, _ = build(fresh)
    assert {"extract", "check_claims", "resolve", "compose", "check_sentences", "summarise"} <= outcome.asked.keys()


def test_every_sentence_of_an_article_carries_its_quotes(written):
    body = page(written, "concepts/harlow-barrage.md").split("---\n")[2].split("## Related")[0]
    sentences = [line for line in body.splitlines() if "it is said" in line and not line.startswith("[^")]
    assert sentences
    assert all(re.search(r"\[\^[a-z-]+\d+\]$", line) for line in sentences)


def test_a_second_compile_asks_nothing(written):
    (written.state / "compiled.json").unlink()
    outcome, asked = build(written)
    assert (outcome.update.empty, asked) == (True, 0)


def test_without_a_key_what_is_remembered_still_makes_the_wiki(written, monkeypatch):
    before = page(written, "concepts/harlow-barrage.md")
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    for path in written.wiki.rglob("*.md"):
        path.unlink()
    outcome = compile_workspace(Workspace(written.root), silent)
    assert outcome.spent.stop is None
    assert page(written, "concepts/harlow-barrage.md").split("generated")[0] == before.split("generated")[0]


def test_quotes_never_take_the_place_of_prose(written):
    with pytest.raises(Exception, match="claude-sonnet-5 wrote this wiki"):
        compile_workspace(Workspace(written.root), silent, Choices("extractive"))


def refusing(stage_key):
    """A reader that refuses whatever asks for this key."""
    return lambda body, nth: (
        refuses("") if stage_key in body["output_config"]["format"]["schema"]["properties"] else read(body, nth)
    )


def test_an_article_whose_reply_is_missing_stays_as_it_was(written):
    before = page(written, "concepts/harlow-barrage.md")
    (written.raw / "more.txt").write_text("The Harlow Barrage was closed in 2021 by a storm.\n")
    outcome, _ = build(written, refusing("sections"))
    assert page(written, "concepts/harlow-barrage.md") == before
    assert "Harlow Barrage](concepts/harlow-barrage.md)" in page(written, "index.md")
    assert "unanswered-request" in {d.rule for d in outcome.diagnostics}


def test_what_was_missing_is_all_that_the_next_run_asks_for(written):
    (written.raw / "more.txt").write_text("The Harlow Barrage was closed in 2021 by a storm.\n")
    build(written, refusing("sections"))
    outcome, _ = build(written)
    assert set(outcome.asked) == {"compose", "check_sentences"}
    assert "2021" in page(written, "concepts/harlow-barrage.md")


def test_a_stopped_run_takes_nothing_away(written):
    before = {path: path.read_text() for path in (written.wiki / "concepts").glob("*.md")}
    (written.raw / "talk.txt").write_text(TALK.replace("1998", "1999"))
    outcome, _ = build(written, lambda body, nth: unauthorized())
    assert outcome.spent.stop is not None
    assert {path: path.read_text() for path in (written.wiki / "concepts").glob("*.md")} == before


def test_where_replies_can_not_be_kept_no_more_are_paid_for(fresh):
    fresh.write(".kb/replies", "a file where a folder should be")
    for number in range(20):
        (fresh.raw / f"more-{number}.txt").write_text(f"The Harlow Barrage was closed {number} times by a storm.\n")
    outcome, asked = build(fresh)
    assert asked <= 1 + 4
    assert "replies can't be kept" in str(outcome.spent.stop)
    assert outcome.update.added


def test_without_anything_to_pay_for_a_compile_goes_on_where_replies_can_not_be_kept(fresh):
    fresh.write(".kb/replies", "a file where a folder should be")
    outcome = compile_workspace(fresh, silent, Choices("extractive"))
    assert (outcome.concepts > 0, outcome.spent.stop) == (True, None)


def test_a_run_that_is_stopped_again_changes_nothing(written):
    (written.raw / "posts").mkdir()
    (written.raw / "posts" / "more.txt").write_text("The Harlow Barrage was closed in 2021 by a storm.\n")
    (written.raw / "more.txt").write_text("The River Harlow flooded in 2022.\n")
    build(written, lambda body, nth: unauthorized())
    before = page(written, "index.md")
    outcome, _ = build(written, lambda body, nth: unauthorized())
    assert (outcome.update.empty, page(written, "index.md")) == (True, before)


def test_a_renamed_source_costs_no_call(written):
    (written.raw / "talk.txt").rename(written.raw / "interview.txt")
    outcome, asked = build(written)
    assert (set(outcome.asked), asked) == (set(), 0)


def test_paragraphs_that_move_cost_nothing(written):
    (written.raw / "article.txt").write_text("\n\n".join(reversed(ARTICLE.strip().split("\n\n"))))
    outcome, asked = build(written)
    assert (set(outcome.asked), asked) == (set(), 0)
