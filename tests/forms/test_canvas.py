"""A canvas follows JSON Canvas 1.0, and no node lies over another."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from answered import NASTY, answer, citation, sentence
from hypothesis import given
from hypothesis import strategies as st

from kb.forms.canvas import FORM, canvas
from kb.forms.form import Place
from kb.markup import fold, readable

SIDES = {"top", "right", "bottom", "left"}
NODE = {"id": str, "type": str, "x": int, "y": int, "width": int, "height": int}
EDGE = {"id": str, "fromNode": str, "toNode": str}
MORE = {"text": {"text": str}, "file": {"file": str}}
OPTIONAL = {"text": {"color"}, "file": {"color", "subpath"}}
EDGES = {"fromSide", "toSide", "fromEnd", "toEnd", "color", "label"}
WORDS = st.text(min_size=1, max_size=400).filter(str.strip)
SENTENCES = st.lists(
    st.builds(
        lambda text, sources: sentence(text, *(citation(f"s{n}", text) for n in sources)),
        WORDS,
        st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.text,
)


def check(made):
    """What the specification asks of a canvas."""
    assert set(made) == {"nodes", "edges"}
    ids = [one["id"] for one in [*made["nodes"], *made["edges"]]]
    assert len(set(ids)) == len(ids)
    for node in made["nodes"]:
        wanted = NODE | MORE[node["type"]]
        assert set(wanted) <= set(node) <= set(wanted) | OPTIONAL[node["type"]]
        assert all(type(node[key]) is kind for key, kind in wanted.items())
        assert node["width"] > 0 < node["height"]
        assert node.get("color", "1") in set("123456")
        assert node.get("subpath", "#").startswith("#")
    nodes = {node["id"] for node in made["nodes"]}
    for edge in made["edges"]:
        assert set(EDGE) <= set(edge) <= set(EDGE) | EDGES
        assert {edge["fromNode"], edge["toNode"]} <= nodes
        assert {edge.get("fromSide", "top"), edge.get("toSide", "top")} <= SIDES
        assert isinstance(edge.get("label", ""), str)


def overlap(one, other):
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


@given(WORDS, SENTENCES, st.booleans())
def test_every_canvas_is_valid_and_nothing_overlaps(question, sentences, disputed):
    clashes = [("Which?", tuple(sentences[:2]))] if disputed and len(sentences) > 1 else []
    made = canvas(answer(*sentences, question=question, clashes=clashes), "wiki/")
    check(made)
    assert [pair for pair in combinations(made["nodes"], 2) if overlap(*pair)] == []


def test_the_same_answer_is_the_same_canvas():
    made = [FORM.make(answer(sentence("Yes.")), Place(Path("/w/wiki"), Path("/w/x.canvas"))).files for _ in range(2)]
    assert made[0] == made[1]


def test_edges_are_labelled_with_the_numbers_of_the_quotes():
    one, two = citation("s1", "a"), citation("s1", "b")
    made = canvas(answer(sentence("It cost 5.", one, two), sentence("It opened.", citation("s2"), two)), "wiki/")
    assert [edge["label"] for edge in made["edges"] if "label" in edge] == ["[1] [2]", "[3]", "[2]"]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        pytest.param("/w/x.canvas", "wiki/sources/s1.md", id="in the workspace"),
        pytest.param("/w/wiki/x.canvas", "sources/s1.md", id="in the wiki, which is the vault then"),
        pytest.param("/elsewhere/x.canvas", "wiki/sources/s1.md", id="elsewhere"),
    ],
)
def test_a_page_is_named_from_the_top_of_its_vault(file, path):
    made = json.loads(FORM.make(answer(sentence("Yes.")), Place(Path("/w/wiki"), Path(file))).files[".canvas"])
    (page,) = [node for node in made["nodes"] if node["type"] == "file"]
    assert (page["file"], page["subpath"]) == (path, "#^k00000001")


@pytest.mark.parametrize("words", NASTY)
def test_words_in_a_node_show_as_they_are(words):
    made = canvas(answer(sentence(words, citation(words=words)), question=words), "wiki/")
    asked, said, *_ = [node["text"] for node in made["nodes"] if node["type"] == "text"]
    assert readable(asked) == fold(words)
    assert readable(said.split("\n\n")[0]) == fold(words)
