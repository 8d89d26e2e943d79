"""kb ask --deep: what it asks a server, what it prints, what it keeps of the way, and what that costs."""

import json

import pytest

from asking.explorers import PAGES, move
from asking.inquiries import reply, written
from kb.asking.traces import load
from kb.workspace import Workspace
from messages_api import Server, Usage, payment_required, says
from workspaces import run

QUESTION = "What did the Harlow Barrage cost?"
SETTINGS = "engine: {{name: claude, base_url: '{url}', jobs: 2, models: {{fast: {m}, strong: {m}, judge: {m}}}}}\n"
ANSWER = reply(written("The barrage cost 310 million pounds.", (1, "The barrage cost 310 million pounds.")))
MOVES = (move(("search", "mill"), ("delete_page", "silt")), move(("neighbours", "silt"), keep=[1]), move(done=True))


def explores(body):
    return "looks" in body["output_config"]["format"]["schema"]["properties"]


def script(body, nth):
    """Three rounds, then the answer."""
    return says([*MOVES, ANSWER][at(body)])


def at(body):
    """How many replies came before."""
    return len(body["messages"]) // 2 if explores(body) else len(MOVES)


def made(root):
    workspace = Workspace.create(root)
    for path, text in PAGES.items():
        workspace.write(f"wiki/{path}", text)
    return workspace


@pytest.fixture
def workspace(tmp_path):
    return made(tmp_path / "w")


@pytest.fixture(autouse=True)
def credentials(monkeypatch, tmp_path):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "any")
    monkeypatch.setenv("HOME", str(tmp_path))


def asked(workspace, script, *words, model="claude-sonnet-5-5"):
    """What `kb ask --deep` left, and the bodies that the server saw."""
    with Server(script) as server:
        workspace.write("kb.yaml", SETTINGS.format(url=server.url, m=model))
        done = run(workspace.root, "ask", "--deep", QUESTION, *words)
        return done, [request.body for request in server.requests]


def test_it_prints_the_answer_and_how_to_see_the_way(workspace):
    done, bodies = asked(workspace, script)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Ada Brook: The barrage cost 310 million pounds. [1]"
    assert [line for line in lines if line.startswith("The way to this answer: kb why ")]
    assert len(bodies) == 4


def test_every_round_begins_with_the_one_before(workspace):
    _, bodies = asked(workspace, script)
    first, second, third, answering = [body["messages"] for body in bodies]
    assert [len(messages) for messages in (first, second, third, answering)] == [1, 3, 5, 1]
    assert [m["content"] for m in second[:1]] == [first[0]["content"][0]["text"]]
    assert third[:2] == second[:2]


def test_the_way_is_kept_and_can_be_told(workspace):
    done, _ = asked(workspace, script, "--json")
    data = json.loads(done.stdout)
    trace = load(workspace, data["trace"])
    assert (trace.question, trace.kept, trace.limit) == (QUESTION, ("sources/ep-7.md#^k00000001",), "")
    assert [(step.round, step.tool) for step in trace.steps] == [(1, "search"), (1, "delete_page"), (2, "neighbours")]
    assert (trace.taken.calls, trace.taken.usd) == (4, pytest.approx(data["usd"]))
    why = run(workspace.root, "why", data["trace"])
    assert why.returncode == 0
    for words in (
        "1. search mill",
        "to find: to know",
        "sources/mill.md#^k00000001",
        "there is no such tool",
        "answered from 1 passage: sources/ep-7.md#^k00000001",
        "4 calls, ",
        '  "The barrage cost 310 million pounds."',
        "  Episode 7: Ada Brook · Ada Brook · 12:34 · wiki/sources/ep-7.md#^k00000002",
    ):
        assert words in why.stdout


def test_the_way_for_machines_is_what_is_kept(workspace):
    done, _ = asked(workspace, script, "--json")
    trace = json.loads(done.stdout)["trace"]
    told = json.loads(run(workspace.root, "why", trace, "--json").stdout)
    assert told.pop("trace") == trace
    assert told == json.loads(workspace.text(f".kb/asked/{trace}.json"))


def test_a_saved_answer_leads_to_its_way(workspace):
    done, _ = asked(workspace, script, "--json")
    trace = json.loads(done.stdout)["trace"]
    workspace.write("wiki/answers/cost.md", f"---\ntype: Answer\ntitle: Cost\ntrace: {trace}\n---\n# Cost\n")
    why = run(workspace.root, "why", "answers/cost").stdout
    assert "1. search mill" in why
    assert "Cost (wiki/answers/cost.md)" in why


@pytest.mark.parametrize("trace", ["../../kb", "0123456789ab", "0123456789AB", "x"])
def test_a_way_that_is_none_is_passed_over(workspace, trace):
    workspace.write("wiki/answers/cost.md", f"---\ntype: Answer\ntitle: Cost\ntrace: {trace}\n---\n# Cost\n")
    assert run(workspace.root, "why", "answers/cost").stdout.startswith("Cost (wiki/answers/cost.md)")
    assert run(workspace.root, "why", trace).returncode == 2


def test_asked_again_it_costs_nothing_and_what_was_paid_stays_known(workspace):
    first = json.loads(asked(workspace, script, "--json")[0].stdout)
    done, bodies = asked(workspace, script, "--json")
    again = json.loads(done.stdout)
    assert (bodies, again["usd"], again["trace"]) == ([], 0.0, first["trace"])
    assert load(workspace, first["trace"]).taken.calls == 4


@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_a_run_that_is_stopped_on_the_way_asks_only_for_the_rest_the_next_time(workspace, lost):
    stopped, _ = asked(workspace, lambda body, nth: payment_required() if at(body) >= lost else script(body, nth))
    assert (stopped.returncode, "credit balance" in stopped.stderr) == (3, True)
    done, bodies = asked(workspace, script)
    assert (done.returncode, len(bodies)) == (0, 4 - lost)


def test_money_is_kept_for_the_answer(workspace):
    def dear(body, nth):
        return says(script(body, nth).content[0]["text"], usage=Usage(output_tokens=10_000))

    done, bodies = asked(workspace, dear, "--budget", "0.85")
    assert done.returncode == 0
    assert [explores(body) for body in bodies] == [True, False]
    assert "what is left of the budget is kept for the answer" in done.stdout


def test_a_budget_that_covers_no_round_still_answers(workspace):
    done, bodies = asked(workspace, script, "--budget", "0.5")
    assert (done.returncode, [explores(body) for body in bodies]) == (0, [False])


def test_what_is_remembered_is_explored_without_money(workspace):
    first, _ = asked(workspace, script)
    again, bodies = asked(workspace, script, "--budget", "0.01")
    assert (again.returncode, bodies) == (0, [])
    assert again.stdout.splitlines()[0] == first.stdout.splitlines()[0]


def test_a_budget_that_covers_nothing_is_an_error(workspace):
    done, bodies = asked(workspace, script, "--budget", "0.01")
    assert (done.returncode, bodies) == (3, [])
    assert "does not cover the next request" in done.stderr


@pytest.mark.parametrize("words", [["--minutes", "0"], ["--minutes", "-1"]])
def test_no_time_is_no_search(workspace, words):
    done, bodies = asked(workspace, script, *words)
    assert [explores(body) for body in bodies] == ([False] if words[1] == "0" else [])
    assert done.returncode == (0 if words[1] == "0" else 2)


def test_what_the_wiki_does_not_say_is_refused_and_its_way_kept(workspace):
    done, _ = asked(workspace, lambda body, nth: script(body, nth) if explores(body) else says(reply(enough=False)))
    assert done.returncode == 1
    trace = done.stdout.split("kb why ")[1].split()[0]
    why = run(workspace.root, "why", trace)
    assert (why.returncode, "Not in this wiki." in why.stdout) == (1, True)


def test_the_engine_without_a_key_says_that_it_does_not_explore(workspace):
    done = run(workspace.root, "ask", "--deep", QUESTION, "--engine", "extractive")
    assert done.returncode == 0
    assert "The extractive engine does not explore" in done.stdout
    assert not (workspace.state / "asked").exists()


def test_a_way_that_cannot_be_kept_costs_no_answer(workspace):
    (workspace.state / "asked").write_text("in the way")
    done, _ = asked(workspace, script)
    assert done.returncode == 0
    assert "The barrage cost 310 million pounds. [1]" in done.stdout
    assert ".kb/asked" in done.stdout


def test_a_broken_trace_is_written_anew(workspace):
    trace = json.loads(asked(workspace, script, "--json")[0].stdout)["trace"]
    workspace.write(f".kb/asked/{trace}.json", '{"question": ')
    asked(workspace, script)
    assert load(workspace, trace).question == QUESTION
