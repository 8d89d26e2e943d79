"""A compile in batches: the same wiki, nothing paid twice, whatever becomes of items and of whoever waits."""

import pytest

from claudes import Clock, claude
from kb.choices import NONE, Choices
from kb.compiling import compile_workspace
from kb.engine import Engine
from kb.errors import Interrupted, KBError
from kb.llm.batches import Batches
from kb.llm.costs import total
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.workspace import Workspace
from messages_api import Expires, Server, server_error
from rule_reader import read
from test_killed import said
from test_written import SETTINGS, credentials  # noqa: F401
from workspaces import ARTICLE, TALK, silent


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    (made.raw / "talk.txt").write_text(TALK)
    return made


def build(workspace, server, watch=silent):
    """A compile that waits for its batches on a clock of its own."""
    purse = Purse(5.0, Prices())
    model = claude(server, Clock(), purse)
    batches = Batches(model, workspace.batches, 4, watch=watch)
    return compile_workspace(workspace, silent, Choices(batch=True), Engine("claude", batches, True, purse))


def items(server):
    return [one["custom_id"] for r in server.everything if r.body.get("requests") for one in r.body["requests"]]


@pytest.fixture
def wanted(workspace, tmp_path):
    """What an ordinary compile makes of the same sources, and in how many requests."""
    other = Workspace.create(tmp_path / "other")
    for file in workspace.raw.iterdir():
        (other.raw / file.name).write_bytes(file.read_bytes())
    with Server(read) as server:
        (other.root / "kb.yaml").write_text(f"engine: {{name: claude, base_url: '{server.url}'}}")
        compile_workspace(Workspace(other.root), silent)
        return said(other.root), len(server.requests)


def stumbling(body, nth):
    """Every first item of a kind expires or fails once."""
    words = len(body["messages"][0]["content"])
    return read(body, nth) if nth or words % 3 == 0 else Expires() if words % 3 == 1 else server_error()


def test_items_that_expire_and_fail_once_change_nothing(workspace, wanted):
    with Server(stumbling) as server:
        outcome = build(workspace, server)
        assert server.requests == []
        assert len(set(items(server))) == wanted[1] < len(items(server))
    assert said(workspace.root) == wanted[0]
    assert outcome.spent.usd == pytest.approx(total(workspace.calls.events()).usd)
    assert not workspace.batches.get()


def test_whoever_stops_to_wait_finds_the_batch_again(workspace, wanted):
    def stop(told):
        raise Interrupted("by hand")

    with Server(read) as server:
        with pytest.raises(Interrupted):
            build(workspace, server, stop)
        assert workspace.batches.get()
        assert build(workspace, server).spent.stop is None
        assert len(items(server)) == wanted[1]
    assert said(workspace.root) == wanted[0]


def test_what_a_batch_under_way_will_answer_is_not_asked_a_second_time(workspace):
    def stop(told):
        raise Interrupted("by hand")

    with Server(read) as server:
        (workspace.root / "kb.yaml").write_text(SETTINGS.format(url=server.url, m="claude-sonnet-5"))
        with pytest.raises(Interrupted):
            build(Workspace(workspace.root), server, stop)
        with pytest.raises(KBError, match="under way") as caught:
            compile_workspace(Workspace(workspace.root), silent, NONE)
        assert "--batch" in caught.value.hint
        assert server.requests == []


def test_a_batch_whose_replies_are_all_there_stands_in_nobodys_way(workspace):
    with Server(read) as server:
        (workspace.root / "kb.yaml").write_text(SETTINGS.format(url=server.url, m="claude-sonnet-5"))
        compile_workspace(Workspace(workspace.root), silent, NONE)
        workspace.batches.put("msgbatch_old", [path.stem for path in (workspace.state / "replies").rglob("*.json")])
        (workspace.raw / "more.txt").write_text("The Harlow Barrage was closed in 2021 by a storm.\n")
        assert compile_workspace(Workspace(workspace.root), silent, NONE).spent.answered


def test_a_batch_that_nothing_asks_for_any_more_is_forgotten(workspace):
    workspace.batches.put("msgbatch_old", ["0" * 32])
    with Server(read) as server:
        build(workspace, server)
    assert not workspace.batches.get()
