"""A conversation: a line is a question or an order, and what fails is told and ends nothing but itself."""

import json

import pytest

from kb.asking.once import ask
from kb.choices import NONE
from kb.commands.chat import Ear, Talk, talk
from kb.engine import Engine
from kb.errors import EngineError
from kb.extractive.answer import answer
from kb.llm.port import Answer
from kb.llm.prices import Prices
from kb.llm.purse import BudgetSpent
from kb.terminal import Terminal
from kb.workspace import Workspace
from models import Saying, paid
from searchable import CONCEPT, SOURCE, source
from workspaces import run_apart

THREAD = source(
    "Thread on the barrage",
    "The Harlow Barrage was opened in 1998. Nobody came.",
    "Ada Brook: The turbines of the Harlow Barrage were replaced in 2015 by a company from Norway.",
)
COST, OPENED = "How much did the Harlow Barrage cost?", "When was the Harlow Barrage opened?"
TURBINES = "Who replaced the turbines of the Harlow Barrage?"


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    pages = {"sources/ep-7.md": SOURCE, "concepts/harlow-barrage.md": CONCEPT, "sources/thread.md": THREAD}
    for path, text in pages.items():
        workspace.write(f"wiki/{path}", text)
    return workspace


def reply(request):
    """What the engine says that answers by rule."""
    return answer(request.item).model_dump_json()


def chat(workspace, *lines, say=reply, as_json=False, deep=None, engine=None):
    """The model, after a conversation of these lines."""
    model = Saying(say)
    terminal = Terminal(as_json)
    engine = engine or Engine("scripted", model, writes=True)
    talk(Talk(workspace, engine, NONE, terminal, Ear(terminal), deep), lines)
    return model


def before(request):
    return [said.question for said in request.item.before]


def test_each_question_is_answered(workspace, capsys):
    chat(workspace, COST, OPENED)
    printed = capsys.readouterr().out
    assert "Ada Brook: The barrage cost 310 million pounds. [1]" in printed
    assert "The Harlow Barrage was opened in 1998. [1]" in printed


def test_a_question_knows_the_three_before_it(workspace):
    model = chat(workspace, COST, OPENED, TURBINES, "Why?", "Who says so about the barrage?")
    assert before(model.asked[0]) == []
    assert before(model.asked[1]) == [COST]
    assert before(model.asked[-1]) == [OPENED, TURBINES, "Why?"]


def test_a_long_conversation_costs_no_more_than_a_short_one(workspace):
    many = [f"What did the barrage cost in the year {1900 + n}? {'Say more. ' * 300}" for n in range(12)]
    prompts = [len(request.prompt) for request in chat(workspace, *many).asked]
    assert max(prompts) - prompts[0] < 4_000


def test_what_was_said_helps_to_find_what_a_follow_up_means(workspace):
    model = chat(workspace, TURBINES, "When was that?")
    assert "Norway" in model.asked[-1].prompt


def test_a_new_conversation_knows_nothing(workspace):
    assert before(chat(workspace, COST, "/new", OPENED).asked[-1]) == []


@pytest.mark.parametrize("end", ["/quit", " /quit "])
def test_nothing_is_asked_after_the_end(workspace, end):
    assert len(chat(workspace, COST, end, OPENED).asked) == 1


def test_an_empty_line_asks_nothing(workspace):
    assert chat(workspace, "", "  ").asked == []


def test_an_answer_is_saved_when_it_is_wanted(workspace, capsys):
    chat(workspace, COST, "/save")
    path = "wiki/answers/how-much-did-the-harlow-barrage-cost.md"
    assert f"Saved as {path}" in capsys.readouterr().out
    assert (workspace.root / path).exists()


def test_a_follow_up_is_saved_with_the_question_it_follows(workspace):
    chat(workspace, COST, OPENED, "/save")
    assert f"after: {COST}" in (workspace.wiki / "answers/when-was-the-harlow-barrage-opened.md").read_text()


def test_the_quotes_are_shown_again(workspace, capsys):
    chat(workspace, COST, "/sources")
    assert capsys.readouterr().out.count('[1] "The barrage cost 310 million pounds."') == 2


def test_the_last_question_is_asked_deeply(workspace, capsys):
    asked = []

    def deep(question, library):
        asked.append(question.text)
        return ask(question, library), "0123456789ab"

    model = chat(workspace, OPENED, COST, "/deep", "/save", TURBINES, deep=deep)
    assert asked == [COST]
    assert before(model.asked[-1]) == [OPENED, COST]
    assert "trace: 0123456789ab" in next((workspace.wiki / "answers").iterdir()).read_text()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(["/sing"], "error: there is no /sing", id="an unknown order"),
        pytest.param(["/save"], "error: nothing has been asked yet", id="nothing to save"),
        pytest.param(["/sources"], "error: nothing has been asked yet", id="nothing to show"),
        pytest.param([COST, "/deep"], "error: nothing here asks deeply", id="nobody to ask deeply"),
        pytest.param(["x" * 20_001], "the question has 20,001 characters", id="a document for a question"),
        pytest.param(["Who won the World Cup?", "/save"], "Not saved", id="a refusal saved"),
    ],
)
def test_what_fails_is_told_and_the_next_question_answered(workspace, capsys, lines, words):
    chat(workspace, *lines, OPENED)
    printed = capsys.readouterr().out
    assert words in printed
    assert "The Harlow Barrage was opened in 1998. [1]" in printed


def test_a_reply_that_cannot_be_used_ends_nothing(workspace, capsys):
    chat(workspace, COST, OPENED, say=lambda r: "{}" if r.item.question == COST else reply(r))
    printed = capsys.readouterr().out
    assert "the reply can't be used" in printed
    assert "The Harlow Barrage was opened in 1998. [1]" in printed


def test_a_save_that_another_kb_stands_in_the_way_of_ends_nothing(workspace, capsys):
    with workspace.locked():
        chat(workspace, COST, "/save", OPENED)
    printed = capsys.readouterr().out
    assert "Not saved." in printed and "another kb is at work here" in printed
    assert "The Harlow Barrage was opened in 1998. [1]" in printed


def test_an_interrupted_answer_ends_nothing(workspace, capsys):
    def interrupted(request):
        if request.item.question == COST:
            raise KeyboardInterrupt
        return reply(request)

    model = chat(workspace, COST, OPENED, say=interrupted)
    assert "Stopped." in capsys.readouterr().out
    assert before(model.asked[-1]) == []


def test_an_interrupted_call_that_goes_on_talking_is_not_heard(workspace, capsys):
    model = chat(workspace, COST, OPENED)
    capsys.readouterr()
    ear = Ear(Terminal())
    ear.listen(OPENED)
    ear(model.asked[0], reply(model.asked[0]))
    assert capsys.readouterr().out == ""
    ear(model.asked[1], reply(model.asked[1]))
    assert "opened in 1998. [1]" in capsys.readouterr().out


def test_a_spent_budget_ends_it_with_what_was_spent(workspace, capsys):
    price = Prices({}).most("claude-sonnet-5-5", 1000, 100)
    engine, provider = paid(price * 1.1)
    with pytest.raises(BudgetSpent) as stopped:
        chat(workspace, COST, OPENED, TURBINES, engine=engine)
    assert (len(provider.asked), stopped.value.exit_code) == (1, 3)
    assert "1 request answered" in capsys.readouterr().out


def test_all_of_it_is_one_bill(workspace, capsys):
    engine, _ = paid()
    chat(workspace, COST, OPENED, engine=engine)
    assert capsys.readouterr().out.count("2 requests answered") == 1


class Unreachable(Saying):
    """Nobody answers."""

    def answer(self, requests):
        yield from (Answer(request, stop=EngineError("no key")) for request in requests)


def test_nobody_to_ask_is_an_error(workspace):
    with pytest.raises(EngineError):
        chat(workspace, COST, engine=Engine("scripted", Unreachable(reply), writes=True))


def test_machines_get_a_line_for_each(workspace, capsys):
    chat(workspace, COST, "", "/sources", "/save", "/sing", "/new", as_json=True)
    answered, sources, saved, error, new = map(json.loads, capsys.readouterr().out.splitlines())
    assert (answered["question"], answered["enough"], answered["total_usd"]) == (COST, True, 0)
    assert [one["address"] for one in sources["sources"]] == ["wiki/sources/ep-7.md#^k00000002"]
    assert saved["saved"] == "wiki/answers/how-much-did-the-harlow-barrage-cost.md"
    assert error["error"] == "there is no /sing" and new == {"new": True}


def test_lines_come_through_a_pipe_without_a_prompt(workspace):
    done = run_apart(workspace.root, "chat", "--engine", "extractive", input=f"{COST}\nWho won?\n")
    assert done.returncode == 0
    assert done.stdout.startswith("No model was asked.") and "Not in this wiki." in done.stdout
    assert done.stderr == ""
