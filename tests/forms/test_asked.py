"""`kb ask --as FORM --out FILE`: what is printed, what is written, and how the command ends."""

import json

import pytest

from kb.workspace import Workspace
from messages_api import Server, says
from searchable import CONCEPT, SOURCE, source
from workspaces import run

QUESTION = "How much silt did the Harlow Barrage hold in 2019 and 2020?"
SETTINGS = "engine: {{name: claude, base_url: '{url}', models: {{fast: {m}, strong: {m}, judge: {m}}}}}\n"
FIRST, SECOND = "In 2019 the barrage held 40 tonnes of silt.", "In 2020 it was 55 tonnes."
THREAD = source("Thread", f"Ada Brook: {FIRST}", f"Sam Vale: {SECOND}")


def quoting(words):
    return [{"passage": 1, "quote": words}]


TABLE = {
    "columns": ["Year", "Silt"],
    "rows": [
        {"cells": [{"text": year, "quotes": quoting(words)}, {"text": silt, "quotes": quoting(words)}]}
        for year, silt, words in (("2019", "40 tonnes", FIRST), ("2020", "55 tonnes", SECOND))
    ],
}
CHART = {
    "title": "Silt",
    "kind": "line",
    "unit": "tonnes",
    "x_label": "Year",
    "series": [
        {
            "name": "",
            "points": [
                {"label": "2019", "value": "40", "quotes": quoting(FIRST)},
                {"label": "2020", "value": "55", "quotes": quoting(SECOND)},
            ],
        }
    ],
}


def reader(body, nth):
    """Fills whichever form it is asked for."""
    keys = body["output_config"]["format"]["schema"]["properties"]
    form = TABLE if "rows" in keys else CHART
    return says(json.dumps({"look_up": [], "enough": True, "wanted": "", **form}))


@pytest.fixture
def folder(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    for path, text in {"sources/thread.md": THREAD, "sources/ep-7.md": SOURCE, "concepts/b.md": CONCEPT}.items():
        workspace.write(f"wiki/{path}", text)
    return workspace.root


@pytest.fixture
def asked(folder, tmp_path, monkeypatch):
    """The folder, with a server that answers."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "any")
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path / "none"))
    with Server(reader) as server:
        (folder / "kb.yaml").write_text(SETTINGS.format(url=server.url, m="claude-sonnet-5"))
        yield folder, server


@pytest.mark.parametrize("form", ["md", "slides", "canvas"])
def test_without_a_file_its_text_is_all_of_standard_output(folder, form):
    done = run(folder, "ask", "How much did the barrage cost?", "--as", form, "--engine", "extractive")
    assert done.returncode == 0
    assert "The barrage cost 310 million pounds." in done.stdout
    assert done.stdout.startswith({"md": "# How much", "slides": "---\nmarp: true", "canvas": "{"}[form])


@pytest.mark.parametrize("name", ["x.md", "x.canvas"])
def test_a_file_is_written_and_named(folder, name):
    done = run(folder, "ask", "How much did the barrage cost?", "--out", name, "--engine", "extractive")
    assert f"Written: {folder / name}" in done.stdout
    assert "310 million pounds" in (folder / name).read_text()


def test_a_refusal_writes_nothing_and_ends_with_one(folder):
    done = run(folder, "ask", "Who won the World Cup?", "--as", "md", "--out", "x.md", "--engine", "extractive")
    assert (done.returncode, (folder / "x.md").exists()) == (1, False)
    done = run(folder, "ask", "Who won the World Cup?", "--as", "md", "--engine", "extractive")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Not in this wiki.")


@pytest.mark.parametrize("form", ["table", "chart"])
def test_an_engine_that_only_quotes_makes_no_tables_and_charts(folder, form):
    done = run(folder, "ask", QUESTION, "--as", form, "--engine", "extractive")
    assert done.returncode == 2
    assert "the extractive engine makes none" in done.stderr


def test_a_table_is_printed_with_marks_and_quotes(asked):
    done = run(asked[0], "ask", QUESTION, "--as", "table")
    assert done.returncode == 0, done.stderr
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[:3]] == ["Year", "2019 [1]", "2020 [2]"]
    assert "40 tonnes [1]" in done.stdout
    assert f'[2] "{SECOND}"' in done.stdout


def test_a_table_for_machines_has_its_cells(asked):
    data = json.loads(run(asked[0], "ask", QUESTION, "--as", "table", "--json").stdout)
    assert data["table"]["columns"] == ["Year", "Silt"]
    assert data["table"]["rows"][1][1]["citations"][0]["quote"] == SECOND


def test_a_chart_for_machines_has_its_values(asked):
    chart = json.loads(run(asked[0], "ask", QUESTION, "--as", "chart", "--json").stdout)["chart"]
    assert chart["series"][0]["points"][1] == {"label": "2020", "value": "55", "said": "55 tonnes"}


def test_a_chart_is_printed_as_bars(asked):
    done = run(asked[0], "ask", QUESTION, "--as", "chart")
    assert done.stdout.startswith("Silt (tonnes)\n")
    assert "2020  " + "█" * 40 + "  55 tonnes [2]" in done.stdout


def test_a_chart_is_three_files_and_asking_again_costs_nothing(asked):
    folder, server = asked
    for _ in range(2):
        done = run(folder, "ask", QUESTION, "--out", "silt.svg")
        assert done.returncode == 0, done.stderr
    assert {path.name for path in folder.glob("silt.*")} == {"silt.svg", "silt.csv", "silt.md"}
    assert len(server.requests) == 1


def test_a_file_that_exists_is_refused_before_anybody_is_asked(asked):
    folder, server = asked
    (folder / "x.csv").write_text("mine")
    done = run(folder, "ask", QUESTION, "--out", "x.csv")
    assert (done.returncode, len(server.requests)) == (2, 0)
    assert run(folder, "ask", QUESTION, "--out", "x.csv", "--force").returncode == 0


def test_an_answer_for_machines_names_its_files(folder):
    words = ["ask", "How much did the barrage cost?", "--engine", "extractive", "--json"]
    assert json.loads(run(folder, *words, "--out", "x.md").stdout)["files"] == [str(folder / "x.md")]
    assert json.loads(run(folder, *words, "--as", "md").stdout)["text"].startswith("# How much")
