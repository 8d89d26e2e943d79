"""What people type becomes a query, whatever it is."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import UsageError
from kb.search.query import Only, Query, terms_of

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
        pytest.param("ＢＹＤ", ("byd",), id="full width is half width"),
        pytest.param("co-operate", ("co", "operate", "cooperate"), id="what a hyphen parts is also one word"),
        pytest.param("9,832 at 8.2", ("9,832", "8.2", "9832"), id="numbers stay whole"),
        pytest.param("Straße", ("straße", "strasse"), id="the two spellings of German"),
        pytest.param("l'avion d\u2019Icare", ("avion", "icare", "lavion", "dicare"), id="French apostrophes"),
        pytest.param("don't panic", ("panic",), id="an English apostrophe"),
        pytest.param("ประเทศไทย", ("ประ", "ระเ", "ะเท", "เทศ", "ทศไ", "ศไท", "ไทย"), id="Thai goes in threes"),
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


@pytest.mark.parametrize(
    ("typed", "terms", "only"),
    [
        pytest.param("kind:transcript tides", ("tides",), Only(kinds=("transcript",)), id="a kind"),
        pytest.param("kind:Thread tides kind:article", ("tides",), Only(kinds=("thread", "article")), id="any of two"),
        pytest.param('source:"Tidal power" eels', ("eels",), Only(sources=("Tidal power",)), id="a value in quotes"),
        pytest.param("source:“Ebb and Flow” eels", ("eels",), Only(sources=("Ebb and Flow",)), id="typographic quotes"),
        pytest.param('eels source:"Tidal pow', ("eels",), Only(sources=("Tidal pow",)), id="a quote that does not end"),
        pytest.param("eels after:2024", ("eels",), Only(after="2024"), id="from a year on"),
        pytest.param("eels before:2024-5", ("eels",), Only(before="2024-05"), id="before a month"),
        pytest.param("eels after:2024-02-29,", ("eels",), Only(after="2024-02-29"), id="a day, and a comma after it"),
        pytest.param("eels after:2020 after:2022", ("eels",), Only(after="2022"), id="the later of two"),
        pytest.param("kind：thread 鳗鱼", ("鳗鱼",), Only(kinds=("thread",)), id="a full-width colon"),
    ],
)
@pytest.mark.parametrize("read", [Query.parse, Query.question])
def test_filters_say_where_to_look(read, typed, terms, only):
    query = read(typed)
    assert (query.terms, query.only) == (terms, only)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("note: this", id="a colon before a space"),
        pytest.param("source: Reuters", id="a filter's name before a space"),
        pytest.param("see http://example.org/kind", id="an address"),
        pytest.param("at 12:30", id="a time"),
        pytest.param("C++ std::move", id="a name of C++"),
        pytest.param("kind::of", id="two colons"),
        pytest.param("source://path", id="a scheme"),
        pytest.param("mankind:transcript", id="the end of a longer word"),
        pytest.param("title:geely", id="a field that is no filter"),
    ],
)
def test_a_colon_in_ordinary_text_is_no_filter(typed):
    query = Query.parse(typed)
    assert (query.only, query.terms) == (Only(), terms_of(typed))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("x after:yesterday", id="a word"),
        pytest.param("x after:2024-13", id="no such month"),
        pytest.param("x before:2023-02-29", id="no such day"),
        pytest.param("x before:0000", id="no such year"),
        pytest.param("x after:٢٠٢٤-٩٩", id="other digits, no such month"),
        pytest.param("x after:17.05.2024", id="as Germans write it"),
        pytest.param("x after:2024 before:2024", id="nothing between"),
        pytest.param("x -kind:answer", id="a filter turned round"),
    ],
)
def test_a_filter_that_means_nothing_is_told_with_what_would(typed):
    with pytest.raises(UsageError) as told:
        Query.parse(typed)
    assert told.value.hint


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        pytest.param("fox -quick", ("quick",), id="a word"),
        pytest.param('fox -"quick brown"', ("quick brown",), id="a phrase"),
        pytest.param("fox -5 - quick well-known --json", (), id="hyphens of ordinary text"),
    ],
)
def test_a_word_behind_a_hyphen_must_not_stand_there(typed, without):
    query = Query.parse(typed)
    assert query.without == without
    assert run(query) == (0 if without else 1)


def test_a_question_leaves_nothing_out():
    assert Query.question("Is fox -quick?").without == ()


def test_what_was_typed_is_kept_without_its_filters():
    assert Query.question("Who paid?  kind:thread after:2020").text == "Who paid?"


def test_a_title_has_no_filters():
    assert terms_of("Life before:hand") == ("life", "before", "hand")
