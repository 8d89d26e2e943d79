"""What kb.yaml says of vectors, and what a search then does."""

import pytest

from kb.search.current import current, refresh
from kb.search.query import Query
from kb.search.vectors.choosing import provider
from kb.search.vectors.endpoint import Endpoint
from kb.search.vectors.minilm import MiniLM
from kb.workspace import Workspace
from kb.workspace.settings import DEFAULT, parse
from search.embedding_server import embedding_server

URL = "http://127.0.0.1:11434/v1"


def workspace(folder, vectors=""):
    made = Workspace.create(folder / "w")
    made.write("wiki/concepts/volvo.md", "# Volvo\n\nThe company makes automobiles.\n")
    if vectors:
        made.write("kb.yaml", f"search: {{vectors: {vectors}}}\n")
    return Workspace(made.root)


@pytest.mark.parametrize(
    ("vectors", "expected"),
    [
        pytest.param("off", None, id="off"),
        pytest.param("package", MiniLM, id="the weights of the package"),
        pytest.param("{model: nomic}", Endpoint, id="a model of a server"),
    ],
)
def test_settings_choose_who_makes_vectors(vectors, expected):
    chosen = provider(parse(f"search: {{vectors: {vectors}}}").search.vectors)
    assert chosen is None if expected is None else isinstance(chosen, expected)


def test_a_server_is_on_this_machine_unless_said_otherwise():
    assert provider(parse("search: {vectors: nomic}").search.vectors) == Endpoint(URL, "nomic")


def test_a_new_workspace_has_none():
    assert provider(parse(DEFAULT).search.vectors) is None


def test_without_vectors_no_file_of_them_is_made(tmp_path):
    made = workspace(tmp_path)
    current(made).close()
    assert not (made.state / "vectors.sqlite").exists()


def test_a_compile_makes_the_vectors_that_a_search_uses(tmp_path):
    with embedding_server() as server:
        made = workspace(tmp_path, f"{{model: counts, base_url: '{server.url}'}}")
        refresh(made, ["concepts/volvo.md"])
        assert server.asked == [["Volvo\nThe company makes automobiles."]]
        with current(made) as index:
            assert index.candidates(Query.parse("company")).near
        assert server.asked[1:] == [["company"]]
