"""What people type becomes a query, whatever it is."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.query import Query

TABLE = sqlite3.connect(":memory:")
TABLE.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
TABLE.execute("INSERT INTO t VALUES ('the quick brown fox')")


def run(query):
    match = query.match(query.terms)
    return TABLE.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()[0] if match else 0


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        pytest.param("Who paid for Volvo?", ("paid", "volvo"), id="stop words say how a question is asked"),
        pytest.param("US policy, tell us", ("us", "policy"), id="capitals make a name of a stop word"),
        pytest.param("to be or not to be", ("to", "be", "or", "not"), id="stop words stay when nothing else is there"),
        pytest.param("fox fox FOX", ("fox",), id="each term once"),
        pytest.param("比亚迪 cars", ("比亚", "亚迪", "cars"), id="Chinese goes in pairs"),
        pytest.param("iPhone手机", ("iphone", "手机"), id="scripts part words"),
        pytest.param("cafe\u0301", ("café",), id="decomposed letters are composed"),
        pytest.param("C", ("c",), id="a single letter"),
    ],
)
def test_the_terms_of(typed, terms):
    assert Query.parse(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        pytest.param('the "quick brown" fox', ("quick brown",), id="straight quote marks"),
        pytest.param("„die Stadt“", ("die stadt",), id="German quote marks"),
        pytest.param("「上海汽车」", ("上 海 汽 车",), id="Chinese quote marks"),
        pytest.param('an "open end', (), id="a quote that does not end"),
        pytest.param('""', (), id="nothing quoted"),
    ],
)
def test_the_phrases_of(typed, phrases):
    assert Query.parse(typed).phrases == phrases


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("🚗🔋", id="emoji only"),
        pytest.param('"', id="a quote mark"),
        pytest.param("fox AND NOT (quick OR", id="broken FTS5 syntax"),
        pytest.param("x:y* ^fox NEAR(a b, 2)", id="columns, prefixes, NEAR"),
        pytest.param("'; DROP TABLE t; --", id="SQL"),
        pytest.param("fox\x00fox", id="a NUL"),
        pytest.param("\udcff\ud800", id="half a character"),
        pytest.param("fox " * 25_000, id="100 kB of words"),
        pytest.param("x" * 100_000, id="100 kB of one word"),
        pytest.param(" ".join(map(str, range(20_000))), id="100 kB of different words"),
    ],
)
def test_any_input_runs(typed):
    assert run(Query.parse(typed)) in (0, 1)


@given(st.text())
def test_any_text_runs(typed):
    assert run(Query.parse(typed)) in (0, 1)


def test_a_phrase_must_stand_there_in_a_search():
    assert run(Query.parse('"brown quick" fox')) == 0


def test_a_phrase_only_counts_in_a_question():
    assert run(Query.question('Is "brown quick" a fox?')) == 1
