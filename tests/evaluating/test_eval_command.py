"""kb eval tells people and machines how well a golden set is answered, and fails where a threshold is missed."""

import json

import pytest

from kb.workspace import Workspace
from messages_api import Server, says
from searchable import CONCEPT, SOURCE, source
from workspaces import run

SET = """\
questions:
  - ask: How much did the barrage cost?
    facts: [310 million]
    sources: [ep-7]
    tags: [money]
  - ask: Who replaced the turbines of the barrage?
    facts: [a company from Sweden]
    sources: [[thread]]
  - ask: Who won the World Cup?
    answerable: false
    tags: [nothing]
"""
THREAD = source(
    "Thread on the barrage", "Ada Brook: The turbines of the barrage were replaced in 2015 by a company from Norway."
)
PAGES = {"sources/ep-7.md": SOURCE, "concepts/harlow-barrage.md": CONCEPT, "sources/thread.md": THREAD}


@pytest.fixture
def folder(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    for path, text in PAGES.items():
        workspace.write(f"wiki/{path}", text)
    workspace.write("eval.yaml", SET)
    return workspace.root


def data(folder, *words):
    done = run(folder, "eval", "--json", *words)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def test_people_see_figures_and_the_worst_questions_with_what_was_missed(folder):
    printed = run(folder, "eval").stdout
    assert "eval.yaml: 3 questions, 1 of them unanswerable; extractive-" in printed
    assert "coverage  facts found in the answers" in printed
    assert (
        "0.00  Who replaced the turbines of the barrage?  (line 6)\n      not found: a company from Sweden" in printed
    )


def test_machines_get_every_figure_and_question(folder):
    found = data(folder)
    assert found["metrics"]["coverage"] == 0.5
    assert (found["metrics"]["abstention"], found["metrics"]["answered"], found["of"]["coverage"]) == (1.0, 1.0, 2)
    assert [one["outcome"] for one in found["questions"]] == ["answered", "answered", "refused"]
    assert found["questions"][1]["missing"] == ["a company from Sweden"]
    assert found["format"] == 1


def test_what_costs_nothing_is_not_remembered(folder):
    first, second = data(folder), data(folder)
    assert not (folder / ".kb/replies").exists()
    assert first["metrics"]["seconds_median"] > 0 < second["metrics"]["seconds_median"]


def test_retrieval_alone_needs_no_model_even_where_one_is_named(folder):
    (folder / "kb.yaml").write_text("engine: claude\n", encoding="utf-8")
    found = data(folder, "--retrieval")
    assert (found["engine"], found["metrics"]["recall@5"], found["metrics"]["in_prompt"]) == ("", 1.0, 1.0)
    assert "coverage" not in found["metrics"]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        pytest.param(["-n", "2"], 2, id="the first two"),
        pytest.param(["--only", "money"], 1, id="of a tag"),
        pytest.param(["--only", "money", "--only", "nothing"], 2, id="of either tag"),
        pytest.param(["--only", "money", "--only", "nothing", "-n", "1"], 1, id="the first of them"),
    ],
)
def test_a_part_of_the_set(folder, words, asked):
    assert len(data(folder, *words)["questions"]) == asked


@pytest.mark.parametrize(
    ("least", "code", "told"),
    [
        pytest.param("coverage=0.5,abstention=1", 0, "", id="reached"),
        pytest.param("coverage=60%", 1, "too low: coverage: 0.500, 0.6 was asked for", id="missed"),
        pytest.param("covrage=1", 2, "Did you mean 'coverage'?", id="no figure"),
        pytest.param("seconds_p95=1", 2, "there is no least value for 'seconds_p95'", id="less is better"),
        pytest.param("coverage=90", 2, "Such as coverage=0.9", id="no share"),
        pytest.param("coverage", 2, "Such as coverage=0.9", id="no value"),
        pytest.param("judged_support=1", 2, "this run does not measure judged_support", id="not measured"),
    ],
)
def test_a_threshold(folder, least, code, told):
    done = run(folder, "eval", "--min", least)
    assert (done.returncode, told in done.stdout + done.stderr) == (code, True)


def test_what_the_set_cannot_measure_is_not_reached(folder):
    done = run(folder, "eval", "--only", "money", "--min", "abstention=0")
    assert (done.returncode, "too low: abstention: the set has no questions" in done.stdout) == (1, True)


def test_a_former_run_is_compared_with(folder):
    run(folder, "eval", "--out", "last.json")
    (folder / "eval.yaml").write_text(SET.replace("Sweden", "Norway"), encoding="utf-8")
    found = data(folder, "--compare", "last.json")["comparison"]
    assert found["metrics"]["coverage"] == {"before": 0.5, "now": 1.0, "better": True}
    assert [(one["ask"], one["before"], one["now"]) for one in found["better"]] == [
        ("Who replaced the turbines of the barrage?", 0.0, 1.0)
    ]
    assert (found["worse"], found["added"], found["gone"], found["notes"]) == ([], [], [], [])
    printed = run(folder, "eval", "--compare", "last.json").stdout
    assert "better: 0.00 → 1.00  Who replaced the turbines of the barrage?" in printed


def test_a_run_of_other_questions_says_so(folder):
    run(folder, "eval", "--out", "last.json")
    found = data(folder, "-n", "1", "--compare", "last.json")["comparison"]
    assert (len(found["gone"]), found["notes"]) == (2, ["the figures are of different questions"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["other.yaml"], "there is no other.yaml", id="no set"),
        pytest.param(["wiki"], "wiki is a folder", id="a folder"),
        pytest.param(["--only", "mony"], "Did you mean 'money'?", id="no such tag"),
        pytest.param(["--retrieval", "--judge"], "--retrieval asks no model", id="two that don't go together"),
        pytest.param(["--judge"], "the extractive engine judges nothing", id="a judge by rule"),
        pytest.param(["--compare", "none.json"], "there is no none.json", id="no former run"),
        pytest.param(["--compare", "kb.yaml"], "kb.yaml is no report of kb eval", id="no report"),
        pytest.param(["--out", "kb.yaml"], "kb.yaml exists, and is no report of kb eval", id="over another file"),
        pytest.param(["--out", "wiki"], "wiki is a folder", id="over a folder"),
        pytest.param(["--out", "raw/x.json"], "lies in raw/", id="into raw"),
        pytest.param(["--draft", "3"], "eval.yaml exists, and is never written over", id="a draft over a set"),
        pytest.param(["--draft", "3", "new.yaml"], "the extractive engine writes no questions", id="a draft by rule"),
    ],
)
def test_a_wrong_argument(folder, words, told):
    done = run(folder, "eval", *words)
    assert (done.returncode, told in done.stderr) == (2, True)
    assert not (folder / "new.yaml").exists()


def test_a_set_that_names_an_unknown_source_is_refused_before_anything_is_asked(folder):
    (folder / "eval.yaml").write_text(SET.replace("ep-7", "ep-77"), encoding="utf-8")
    done = run(folder, "eval")
    assert (
        done.returncode,
        "eval.yaml:2: sources: no source is called 'ep-77'; did you mean 'ep-7'?" in done.stderr,
    ) == (
        2,
        True,
    )


def script(body, nth):
    """Answers with the cost of the barrage, judges it, proposes a question about it."""
    keys, prompt = set(body["output_config"]["format"]["schema"]["properties"]), body["messages"][0]["content"]
    if "enough" in keys:
        enough = "How much" in prompt
        number = (
            prompt[: prompt.index("cost 310")].rpartition("Passage ")[2].partition(":")[0]
            if "cost 310" in prompt
            else 1
        )
        said = {
            "text": "It cost 310 million pounds.",
            "quotes": [{"passage": int(number), "quote": "cost 310 million"}],
        }
        reply = {
            "look_up": [],
            "enough": enough,
            "sentences": [said] if enough else [],
            "disagreements": [],
            "wanted": "",
        }
    elif "sentences" in keys:
        reply = {
            "facts": [{"number": 1, "verdict": "stated"}],
            "sentences": [{"number": 1, "verdict": "supported", "why": ""}],
        }
    else:
        facts = [] if "do not answer" in prompt else [{"passage": 1, "quote": "as they said"}]
        reply = {
            "ask": f"What did {'that' if not facts else prompt.partition(' of it cost')[0][-6:]} cost?",
            "facts": facts,
        }
    return says(json.dumps(reply))


@pytest.fixture
def asking(folder, monkeypatch):
    """The workspace with a model behind it."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-any")
    with Server(script) as server:
        (folder / "kb.yaml").write_text(f"engine: {{name: claude, base_url: '{server.url}'}}\n", encoding="utf-8")
        yield folder


def test_asking_again_costs_nothing_and_has_the_same_figures(asking):
    first, second = data(asking, "--judge"), data(asking, "--judge")
    assert first["usd"] > 0 == second["usd"]
    cost = ("tokens_in_median", "usd_p95", "coverage", "judged_coverage", "judged_support", "answered")
    assert {name: first["metrics"][name] for name in cost} == {name: second["metrics"][name] for name in cost}
    assert (first["metrics"]["judged_coverage"], first["metrics"]["judged_support"]) == (0.5, 1.0)
    assert [one["remembered"] for one in second["questions"]] == [1, 1, 0]


def test_a_spent_budget_reports_what_was_asked(asking):
    run(asking, "eval", "-n", "1")
    done = run(asking, "eval", "--json", "--out", "part.json", "--budget", "0")
    assert (done.returncode, "budget" in done.stderr) == (3, True)
    found = json.loads((asking / "part.json").read_text(encoding="utf-8"))
    assert (len(found["questions"]), found["unasked"], "budget" in found["stop"]) == (1, 2, True)


def test_a_set_is_proposed_into_a_new_file_and_can_be_asked(asking):
    long = source(
        "Long talk", *(f"Part {n} of it cost {n}00 pounds, as they said. {'More words. ' * 60}" for n in range(9))
    )
    (asking / "wiki/sources/long.md").write_text(long, encoding="utf-8")
    assert run(asking, "eval", "--draft", "5", "proposed.yaml").returncode == 0
    written = (asking / "proposed.yaml").read_text(encoding="utf-8")
    assert "# proposed: check me" in written
    assert "facts: [as they said]" in written
    assert run(asking, "eval", "--draft", "5", "proposed.yaml").returncode == 2
    assert (asking / "proposed.yaml").read_text(encoding="utf-8") == written
    assert len(data(asking, "proposed.yaml", "--retrieval")["questions"]) == written.count("# proposed: check me") > 2
