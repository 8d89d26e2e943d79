"""What a compile costs: told before, kept to while it runs, told after."""

import pytest

from kb.choices import Again, Choices
from kb.commands.compile import stopped
from kb.compiling import compile_workspace
from kb.errors import UsageError
from kb.llm.models import Price
from kb.llm.replies import Remembering
from kb.llm.request import Request
from kb.planning import plan
from kb.refreshing import subjects
from kb.stages.answer import ANSWER
from kb.workspace import Workspace
from models import Saying, paid
from workspaces import ARTICLE, TALK, silent

EACH = (200 * 2 + 100 * 10 + 800 * 0.1) / 1_000_000
"""Dollars of one call of the paid engine."""
MOST = (1000 * 2.5 + 100 * 10) / 1_000_000
"""What it puts aside for one."""


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    (made.raw / "talk.txt").write_text(TALK)
    return made


def files(workspace):
    """All that a workspace holds, folders too."""
    return {path: path.read_bytes() if path.is_file() else None for path in workspace.root.rglob("*")}


def test_every_call_is_kept_and_adds_up(workspace):
    engine, provider = paid()
    spent = compile_workspace(workspace, silent, chosen=engine).spent
    calls = workspace.calls.events()
    assert len(calls) == len(provider.asked) == spent.answered
    assert {call["key"] for call in calls} == {request.key("paid") for request in provider.asked}
    assert sum(call["usd"] for call in calls) == pytest.approx(spent.usd) == pytest.approx(EACH * len(calls))
    assert [call["at"] for call in calls] == sorted(call["at"] for call in calls)


def test_the_log_is_silent_about_calls(workspace):
    compile_workspace(workspace, silent, chosen=paid()[0])
    assert "call" not in {event["event"] for event in workspace.journal.events()}
    assert len((workspace.wiki / "log.md").read_text().splitlines()) < 10


def test_the_engine_without_a_key_leaves_no_calls(workspace):
    outcome = compile_workspace(workspace, silent)
    assert workspace.calls.events() == []
    assert outcome.spent.said == ""


def test_a_spent_budget_stops_the_run_and_the_next_one_goes_on(workspace):
    whole, _ = paid()
    plenty = Workspace.create(workspace.root.with_name("other"))
    for file in workspace.raw.iterdir():
        (plenty.raw / file.name).write_bytes(file.read_bytes())
    wanted = compile_workspace(plenty, silent, chosen=whole)

    runs = []
    while not runs or runs[-1].spent.stop is not None:
        runs.append(compile_workspace(workspace, silent, chosen=paid(EACH + MOST)[0]))
        assert runs[-1].spent.usd <= EACH + MOST
    assert sum(run.spent.answered for run in runs) == wanted.spent.answered
    assert [run.spent.answered for run in runs[:-1]] == [2] * (len(runs) - 1)
    assert {p.name for p in workspace.wiki.rglob("*.md")} == {p.name for p in plenty.wiki.rglob("*.md")}


def test_a_run_that_was_stopped_says_what_was_done_and_how_to_go_on(workspace):
    error = stopped(compile_workspace(workspace, silent, chosen=paid(MOST)[0]))
    assert str(error).startswith("stopped: the budget of $0.0035 does not cover the next request: ")
    assert str(error).endswith("; 1 request answered, $0.0015 spent; run the same command to go on")
    assert "--budget" in error.hint
    assert error.exit_code == 3


def test_a_run_that_got_no_reply_is_not_said_to_go_on(workspace):
    error = stopped(compile_workspace(workspace, silent, chosen=paid(0)[0]))
    assert str(error).endswith("and $0.00 is left; 0 requests answered, $0.00 spent; nothing is lost")


def test_a_model_of_unknown_price_is_named_once(workspace):
    spent = compile_workspace(workspace, silent, chosen=paid(5, "qwen3")[0]).spent
    assert spent.unpriced == {"qwen3": spent.answered}
    assert spent.usd == 0
    assert spent.said.endswith("calls of unknown price")


def test_under_a_budget_that_somebody_asked_for_no_model_of_unknown_price_is_called(workspace):
    engine, provider = paid(5, "qwen3", strict=True)
    outcome = compile_workspace(workspace, silent, chosen=engine)
    assert "price of qwen3 is not known" in str(outcome.spent.stop)
    assert provider.asked == []


def test_with_a_price_in_the_settings_it_is(workspace):
    engine, _ = paid(5, "qwen3", prices={"qwen3": Price(input=1, output=1)}, strict=True)
    assert compile_workspace(workspace, silent, chosen=engine).spent.stop is None


# What a plan says.


def test_a_plan_writes_nothing(workspace):
    before = files(workspace)
    assert plan(workspace, Choices(), silent, paid()[0]).certain
    assert files(workspace) == before


def test_a_plan_counts_what_is_asked_for_certain(workspace):
    engine, provider = paid()
    (first,) = plan(workspace, Choices(), silent, engine).certain
    compile_workspace(workspace, silent, chosen=engine)
    asked = [request for request in provider.asked if request.stage == "extract"]
    assert (first.stage, first.requests) == ("extract", len(asked))
    assert first.tokens * 3 >= sum(len(request.system) + len(request.prompt) for request in asked)
    assert first.usd > 0


def test_a_plan_without_a_past_invents_none(workspace):
    assert plan(workspace, Choices(), silent, paid()[0]).forecast is None


def test_a_plan_expects_what_the_past_took(workspace):
    compile_workspace(workspace, silent, chosen=paid()[0])
    calls = workspace.calls.events()
    for name in ("one", "two"):
        (workspace.raw / f"{name}.txt").write_text(f"The Harlow Barrage was closed for {name} weeks by a storm.\n")
    expected = plan(workspace, Choices(), silent, paid()[0]).forecast
    windows = {call["item"] or call["key"] for call in calls if call["stage"] == "extract"}
    assert (expected.past, expected.coming) == (len(windows), 2)
    assert expected.usd == pytest.approx(len(calls) * EACH / len(windows) * 2)


def test_a_plan_of_an_edit_that_only_changes_articles_starts_there(workspace):
    compile_workspace(workspace, silent, chosen=paid()[0])
    prompts = workspace.root / "prompts"
    prompts.mkdir()
    (prompts / "compose.md").write_text("Be brief. " + workspace.prompts()["compose"])
    (found,) = plan(workspace, Choices(), silent, paid()[0]).certain
    assert found.stage == "compose"


def test_a_plan_of_what_is_done_has_nothing_to_ask(workspace):
    compile_workspace(workspace, silent, chosen=paid()[0])
    assert plan(workspace, Choices(), silent, paid()[0]).current
    (workspace.state / "compiled.json").unlink()
    found = plan(workspace, Choices(), silent, paid()[0])
    assert (found.current, found.certain) == (False, ())


def test_a_plan_with_the_engine_without_a_key_is_free(workspace):
    assert plan(workspace, Choices(engine="extractive"), silent).free


# What is chosen on the command line.


@pytest.mark.parametrize(
    ("name", "page"),
    [
        pytest.param("article", "sources/article", id="a source's id"),
        pytest.param("What the tide brings", "sources/article", id="a source's title"),
        pytest.param("wiki/sources/talk.md", "sources/talk", id="a path"),
        pytest.param("HARLOW BARRAGE", "concepts/harlow-barrage", id="a concept's title in any case"),
        pytest.param("harlow-barrage", "concepts/harlow-barrage", id="a concept's id"),
    ],
)
def test_a_page_to_refresh_is_found_by(workspace, name, page):
    compile_workspace(workspace, silent)
    assert subjects(workspace, [name]) == {page}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("harlow-barage", "Did you mean 'harlow-barrage'?", id="misspelt"),
        pytest.param("zebra", "Give its path, name or title", id="like nothing here"),
        pytest.param("wiki/index.md", "written without a model", id="a page that asks nobody"),
    ],
)
def test_a_page_that_is_none_is_not_refreshed(workspace, name, hint):
    compile_workspace(workspace, silent)
    with pytest.raises(UsageError, match="--refresh: no concept or source") as caught:
        subjects(workspace, ["article", name])
    assert hint in caught.value.hint


def question(page, prompt="?"):
    return Request("answer", "fast", "", prompt, ANSWER.reply, item=None, subject=page)


def test_what_is_refreshed_is_asked_again_once_and_nothing_else(workspace):
    model = Saying(lambda request: "{}")
    again = Remembering(model, workspace.replies, Again(frozenset({"sources/a"})))
    wave = [question("sources/a"), question("concepts/a", "!"), question("sources/a", "why?")]
    list(Remembering(model, workspace.replies).answer(wave))
    assert model.asked == wave
    list(again.answer(wave))
    list(again.answer(wave))
    assert model.asked[len(wave) :] == [wave[0], wave[2]]


def test_there_is_something_to_do_when_a_page_is_refreshed(workspace):
    compile_workspace(workspace, silent)
    assert compile_workspace(workspace, silent).current
    assert not compile_workspace(workspace, silent, Choices(again=frozenset({"sources/article"}))).current


def test_another_engine_for_once_leaves_something_to_do(workspace):
    compile_workspace(workspace, silent)
    compile_workspace(workspace, silent, Choices(engine="extractive"))
    outcome = compile_workspace(workspace, silent, Choices(engine="extractive"))
    assert not outcome.current


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        pytest.param(Choices(), ("auto", 5.0, 8), id="nothing"),
        pytest.param(Choices(budget=0.0), ("auto", 0.0, 8), id="nothing to spend"),
        pytest.param(Choices("claude", 2.5, 1), ("claude", 2.5, 1), id="everything"),
    ],
)
def test_the_command_line_goes_over_the_settings(workspace, choices, found):
    settings = choices.over(workspace.settings.engine)
    assert (settings.name, settings.budget, settings.jobs) == found


@pytest.mark.parametrize(
    ("choices", "yaml", "strict"),
    [
        pytest.param(Choices("claude"), "", False, id="the default"),
        pytest.param(Choices("claude"), "engine: {budget: 2}", True, id="another in kb.yaml"),
        pytest.param(Choices("claude", 5.0), "", True, id="on the command line, whatever it is"),
    ],
)
def test_a_budget_is_somebodys_wish(workspace, choices, yaml, strict):
    (workspace.root / "kb.yaml").write_text(yaml)
    purse = choices.chosen(workspace).purse
    assert purse.strict == strict
