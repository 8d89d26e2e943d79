"""With vectors a passage is found by what it means; without them, for whatever reason, by its words as ever."""

import pytest

from kb.search.index import Index
from kb.search.query import Query
from kb.search.vectors.channel import Channel
from kb.search.vectors.endpoint import Endpoint
from search.embedding_server import embedding_server

PAGES = {
    "concepts/volvo.md": "# Volvo\n\nThe company makes automobiles in Gothenburg.\n",
    "concepts/bread.md": "# Bread\n\nFlour and water, baked in an oven by a company.\n",
}


@pytest.fixture
def server():
    with embedding_server() as running:
        yield running


@pytest.fixture
def index(tmp_path):
    with Index.open(tmp_path / "index.sqlite") as opened:
        opened.update(PAGES)
        yield opened


@pytest.fixture
def consulted(index, server, tmp_path):
    """An index with vectors of its pages."""
    return consult(index, tmp_path, server.url)


def consult(index, folder, url, model="counts", limit=None):
    channel = Channel(index, folder / "vectors.sqlite", Endpoint(url, model))
    index.consult(channel)
    channel.bring_up(limit)
    return index


def found(index, text):
    return [passage.page.title for passage, _ in index.ranked(Query.parse(text), 5)]


def passages_sent(server):
    return [text.split("\n")[0] for texts in server.asked for text in texts if "\n" in text]


def test_what_is_meant_is_found_before_what_only_shares_a_word(consulted):
    assert found(consulted, "car car company")[0] == "Volvo"


def test_the_passages_that_words_find_stay(consulted):
    assert set(found(consulted, "company")) == {"Volvo", "Bread"}


def test_words_that_stand_nowhere_find_nothing(consulted):
    assert found(consulted, "zebra") == []


def test_a_model_reads_a_passage_once(index, server, tmp_path):
    consult(index, tmp_path, server.url)
    consult(index, tmp_path, server.url)
    assert sorted(passages_sent(server)) == ["Bread", "Volvo"]


def test_a_changed_page_alone_is_read_again(consulted, server, tmp_path):
    consulted.update(PAGES | {"concepts/bread.md": "# Bread\n\nToast.\n"})
    consult(consulted, tmp_path, server.url)
    assert sorted(passages_sent(server)) == ["Bread", "Bread", "Volvo"]


def test_a_rebuilt_index_needs_no_new_vectors(consulted, server, tmp_path):
    with Index.open(tmp_path / "other.sqlite") as rebuilt:
        rebuilt.update({"concepts/aaa.md": "# First\n\nNew.\n"} | PAGES)
        consult(rebuilt, tmp_path, server.url)
        assert sorted(passages_sent(server)) == ["Bread", "First", "Volvo"]
        assert found(rebuilt, "car car company")[0] == "Volvo"


def test_a_removed_page_is_not_found(consulted, server, tmp_path):
    consulted.update({"concepts/bread.md": PAGES["concepts/bread.md"]})
    assert found(consulted, "car company") == ["Bread"]
    assert found(consult(consulted, tmp_path, server.url), "car company") == ["Bread"]


def test_another_model_reads_everything_anew(consulted, server, tmp_path):
    consult(consulted, tmp_path, server.url, model="other")
    assert len(passages_sent(server)) == 4


def test_only_so_many_passages_are_read_at_once(index, server, tmp_path):
    consult(index, tmp_path, server.url, limit=1)
    assert len(passages_sent(server)) == 1


def test_a_deleted_file_is_made_again(index, server, tmp_path):
    consult(index, tmp_path, server.url).close()
    (tmp_path / "vectors.sqlite").unlink()
    with Index.open(tmp_path / "index.sqlite") as again:
        assert found(consult(again, tmp_path, server.url), "car car company")[0] == "Volvo"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param(
            {"status": 404, "body": b'{"error": "model not found"}'}, "404", id="the server has no such model"
        ),
        pytest.param({"body": b"<html>"}, "no vectors", id="no JSON"),
        pytest.param({"body": b'{"data": []}'}, "asked for 1", id="too few"),
        pytest.param({"body": b'{"data": [{"index": 0, "embedding": [NaN]}]}'}, "asked for 1", id="no numbers"),
        pytest.param({"width": 32}, "vectors of 32 numbers", id="the model gives other vectors than before"),
    ],
)
def test_search_goes_on_by_words_and_says_why(consulted, server, wrong, words):
    for name, value in wrong.items():
        setattr(server, name, value)
    assert set(found(consulted, "company")) == {"Volvo", "Bread"}
    assert words in str(consulted.fault)
    assert consulted.fault.hint


def test_a_server_that_is_not_there_is_told(index, tmp_path):
    consult(index, tmp_path, "http://127.0.0.1:9/v1")
    assert set(found(index, "company")) == {"Volvo", "Bread"}
    assert "http://127.0.0.1:9/v1/embeddings" in str(index.fault)


def test_a_damaged_file_is_told(index, server, tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"no database" * 1000)
    consult(index, tmp_path, server.url)
    assert set(found(index, "company")) == {"Volvo", "Bread"}
    assert "delete" in index.fault.hint


def test_the_prefixes_of_a_model_stand_before_what_it_reads(server):
    endpoint = Endpoint(server.url, "e5", "query: ", "passage: ")
    endpoint.vectors(["eels"], asked=True)
    endpoint.vectors(["eels"])
    assert server.asked == [["query: eels"], ["passage: eels"]]
