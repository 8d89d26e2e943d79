"""How plans, costs and replies read: tables of the numbers, and a sentence where there are none."""

import json

import pytest

from kb.choices import Choices
from kb.commands.plan import tell
from kb.compiling import compile_workspace
from kb.planning import plan
from kb.terminal import Terminal
from kb.workspace import Workspace
from models import paid
from workspaces import ARTICLE, TALK, run, run_apart, silent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Compiled for money, once: the commands below only look."""
    made = Workspace.create(tmp_path_factory.mktemp("told") / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    (made.raw / "talk.txt").write_text(TALK)
    compile_workspace(made, silent, chosen=paid()[0])
    return made


def cells(line):
    return [cell for cell in line.split("  ") if cell.strip()]


@pytest.mark.parametrize("by", ["stage", "source", "concept", "day", "model"])
def test_costs_are_a_table_whose_last_row_is_the_sum(workspace, by):
    head, *rows, last = run(workspace.root, "cost", "--by", by).stdout.splitlines()
    calls = len(workspace.calls.events())
    assert head.split() == [by, "calls", "tokens", "in", "out", "cached", "cost"]
    assert rows
    counts = [f"{calls}", f"{1000 * calls:,}", f"{100 * calls}", f"{800 * calls:,}"]
    assert last.split() == ["total", *counts, "(80%)", f"${0.00148 * calls:.3f}"]


def test_where_nothing_was_asked_costs_say_so(tmp_path):
    Workspace.create(tmp_path / "w")
    assert run(tmp_path / "w", "cost").stdout == "No model was asked here yet: nothing was spent.\n"
    assert run(tmp_path / "w", "replies").stdout == "No reply is remembered yet.\n"


def test_unknown_money_is_shown_as_unknown(tmp_path):
    made = Workspace.create(tmp_path / "w")
    made.calls.append({"event": "call", "stage": "extract", "model": "qwen3", "usd": None, "input": 5})
    made.calls.append({"event": "call", "stage": "compose", "model": "qwen3", "usd": 0.5, "input": 5})
    said = run(made.root, "cost").stdout.splitlines()
    assert [line.split()[-1] for line in said[1:3]] == ["$0.500", "unknown"]
    assert said[3].endswith("$0.500 + unknown")
    assert said[4] == "The cost of 1 call is not known and not in the sums."
    rows = json.loads(run(made.root, "cost", "--json").stdout)["rows"]
    assert {row["stage"]: row["usd"] for row in rows} == {"compose": 0.5, "extract": None}


def test_a_table_keeps_long_names_and_marks_in_one_line(tmp_path):
    made = Workspace.create(tmp_path / "w")
    name = "[bold]" + "long-" * 30
    made.calls.append({"event": "call", "stage": "extract", "item": f"sources/{name}", "usd": 1.0})
    assert run(made.root, "cost", "--by", "source").stdout.splitlines()[1].startswith(name)


def test_replies_are_counted_by_stage_and_model(workspace):
    head, *rows, last = run(workspace.root, "replies").stdout.splitlines()
    assert head.split() == ["stage,", "model", "replies", "bytes"]
    assert [row.split()[0] for row in rows] == sorted(row.split()[0] for row in rows)
    assert sum(int(row.split()[-2]) for row in rows) == int(last.split()[-2])


def test_a_broken_reply_is_named_and_fails(tmp_path):
    made = Workspace.create(tmp_path / "w")
    made.write(made.replies.path("0" * 32), "{")
    done = run(made.root, "replies", "--verify")
    assert done.returncode == 1
    assert done.stdout.startswith(f"error: .kb/replies/00/{'0' * 32}.json: holds no whole reply\n0 whole, 1 broken.")


def test_replies_are_removed_only_when_it_is_no_rehearsal(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    compile_workspace(made, silent)
    path = made.root / made.replies.path("0" * 32)
    made.write(made.replies.path("0" * 32), '{"stage": "extract", "model": "m", "reply": "{}"}')
    assert "would be removed" in run(made.root, "replies", "--prune", "--dry-run").stdout
    assert path.exists()
    assert " removed: " in run(made.root, "replies", "--prune").stdout
    assert not path.exists()
    assert run(made.root, "compile").stdout.startswith("Nothing to do")


def test_replies_are_kept_where_some_are_missing(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    done = run(made.root, "replies", "--prune")
    assert done.returncode == 3
    assert "missing" in done.stderr


def test_a_plan_is_a_table_and_an_honest_line(workspace, tmp_path, capsys):
    fresh = Workspace.create(tmp_path / "w")
    (fresh.raw / "article.txt").write_text(ARTICLE)
    tell(plan(fresh, Choices(), silent, paid()[0]), Terminal())
    said = capsys.readouterr().out.splitlines()
    assert cells(said[0]) == ["stage", "requests", "input tokens, about", "dollars at least"]
    assert said[1].split()[:2] == ["extract", "1"]
    assert "Going by 6,763 words that were read elsewhere, all of it may come to $" in said[2]


def test_a_plan_with_a_past_says_what_it_may_come_to(workspace, capsys):
    (workspace.raw / "more.txt").write_text("The Harlow Barrage was closed for a week in 2021 by a storm.\n")
    tell(plan(workspace, Choices(), silent, paid()[0]), Terminal())
    (workspace.raw / "more.txt").unlink()
    last = capsys.readouterr().out.splitlines()[-1]
    assert "can't be counted yet. So far 2 " in last
    assert " may come to $0.00" in last


def test_a_run_that_can_go_no_further_ends_with_three_and_with_what_was_done(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    done = run(made.root, "compile", "--engine", "claude", "--budget", "0", "--json")
    assert done.returncode == 3
    assert done.stderr.startswith("kb: stopped: ")
    assert "nothing is lost" in done.stderr
    assert json.loads(done.stdout)["stopped"]


def test_traces_that_are_asked_for_and_can_not_be_sent_are_told_of(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    words = ["compile", "--engine", "claude", "--budget", "0"]
    done = run_apart(made.root, *words, environment={"OTEL_TRACES_EXPORTER": "zipkin"})
    assert "no traces are sent: OTEL_TRACES_EXPORTER is 'zipkin'" in done.stdout


def test_a_question_that_nobody_could_be_asked_is_no_answer(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    compile_workspace(made, silent)
    (made.root / "kb.yaml").write_text("engine: {budget: 0.000001}")
    done = run(made.root, "ask", "What does the barrage produce?", "--engine", "claude")
    assert (done.returncode, done.stdout) == (3, "")
    assert run(made.root, "ask", "What does the barrage produce?", "--engine", "extractive").returncode == 0
