"""Each sentence of a page leads back to the words it stands on, whatever became of other sources."""

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
