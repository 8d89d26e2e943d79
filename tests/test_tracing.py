"""Each sentence of a page leads back to the words it stands on, whatever became of other sources."""

import json

import pytest

from kb.compiling import compile_workspace
from kb.ingesting import ingest
from kb.tracing import broken, trace
from kb.workspace import Workspace
from workspaces import ARTICLE, silent

MORE = (
    "The Harlow Barrage was closed for six weeks in 2021, and the Harlow Estuary Trust paid 4 million pounds for it.\n"
)
OTHER = "The River Harlow is 90 kilometres long.\n"


@pytest.fixture
def workspace(tmp_path):
    """Two sources that say the same, and something of their own."""
    made = Workspace.create(tmp_path / "w")
    (made.raw / "a.txt").write_text(f"{ARTICLE}\n{OTHER}")
    (made.raw / "b.txt").write_text(f"{ARTICLE}\n{MORE}")
    compile_workspace(made, silent)
    return made


def test_a_source_that_repeats_another_one_can_be_traced_by_itself(workspace):
    (second,) = (one for one in ingest(workspace, workspace.pages(), silent).sources if one.duplicate_of)
    pages, path = workspace.pages(), f"sources/{second.id}.md"
    traces = trace(workspace, pages, path)[1]
    assert traces
    assert broken(path, traces) == []


MAIL = f"""From: Ann <ann@mill.example>
To: Bob <bob@mill.example>
Message-ID: <1@mill.example>
Date: Mon, 1 Apr 2024 09:30:00 +0200
Subject: The barrage

{MORE}"""
CELL = {"cell_type": "markdown", "metadata": {}, "source": [MORE]}
NOTEBOOK = json.dumps({"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        pytest.param("a.txt", MORE, (1, 1), id="the first line of a text"),
        pytest.param("a.eml", MAIL, (7, 7), id="mail"),
        pytest.param("a.ipynb", NOTEBOOK, None, id="a notebook has no lines to look up"),
    ],
)
def test_a_footing_names_lines_where_its_file_has_any(tmp_path, name, text, lines):
    made = Workspace.create(tmp_path / "w")
    (made.raw / name).write_text(text)
    compile_workspace(made, silent)
    (source,) = ingest(made, made.pages(), silent).sources
    traces = trace(made, made.pages(), f"sources/{source.id}.md")[1]
    assert {footing.lines for one in traces for footing in one.footings} == {lines}
