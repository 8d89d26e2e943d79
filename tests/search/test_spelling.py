"""What stands nowhere is looked for as a title spells it, and nothing else is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.index import Index
from kb.search.query import Query
from kb.search.spelling import corrections, distance
from searchable import concept

PAGES = {
    "a.md": concept("Geely", "A maker of cars that bought Volvo.", aliases=["吉利", "Zhejiang Holding"]),
    "b.md": concept("Steven Pinker", "He writes on language."),
    "c.md": concept("Tidal station", "It makes power of the sea.", aliases=["e-mail"]),
    "d.md": concept("Seventeen", "Someone wrote gelly once."),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with Index.open(tmp_path_factory.mktemp("spelling") / "index.sqlite") as index:
        index.update(PAGES)
        yield index


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        pytest.param("Gely", [("gely", "geely")], id="a letter left out"),
        pytest.param("Geeley", [("geeley", "geely")], id="a letter too many"),
        pytest.param("Pinkre", [("pinkre", "pinker")], id="two letters swapped"),
        pytest.param("tidal sation", [("sation", "station")], id="one word of two"),
        pytest.param("Zhejang", [("zhejang", "zhejiang")], id="an alias"),
        pytest.param("Zehjjiang", [("zehjjiang", "zhejiang")], id="two mistakes in a long word"),
        pytest.param("heely", [("heely", "geely")], id="the first letter"),
    ],
)
@pytest.mark.parametrize("read", [Query.parse, Query.question])
def test_a_word_that_stands_nowhere_is_mended(index, read, typed, corrected):
    query = index.corrected(read(typed))
    assert list(query.corrected) == corrected
    assert index.search(query)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("gelly", id="a word that stands somewhere"),
        pytest.param("Geelys", id="a form of a word that does"),
        pytest.param("Gxxly", id="two mistakes in a short word"),
        pytest.param("gee", id="a short word"),
        pytest.param("zebra", id="a word like none"),
        pytest.param('"gely"', id="a quoted word"),
        pytest.param("volvos", id="the plural of a word in the text"),
        pytest.param("吉力", id="Chinese"),
        pytest.param("1234567 8888", id="numbers"),
        pytest.param("email", id="another spelling"),
        pytest.param("geely -gely", id="what must not stand there"),
    ],
)
def test_any_other_word_stays(index, typed):
    query = Query.parse(typed)
    assert index.corrected(query) == query


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("tidalstation", "Tidal station", id="without its space"),
        pytest.param("Gxely", "Geely", id="with two mistakes"),
        pytest.param("Pinker Stephen", "Steven Pinker", id="the other way round"),
    ],
)
def test_names_alike_are_offered(index, typed, title):
    assert [page.title for page in index.nearest(typed)][:1] == [title]


def test_nothing_is_offered_for_what_is_like_nothing(index):
    assert index.nearest("quantum chromodynamics") == []


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@given(st.text("abcdef", min_size=4, max_size=12), st.lists(st.text("abcdef", min_size=4, max_size=14), max_size=8))
def test_no_near_word_is_overlooked(word, names):
    most = 1 if len(word) < 8 else 2
    nearest = min((distance(word, name, most) for name in names if name != word), default=9)
    found = corrections([word], " ".join(names))
    assert [distance(word, meant, most) for _, meant in found] == ([nearest] if nearest <= most else [])


@given(st.text("abcdefgh", min_size=8, max_size=12), st.data())
def test_any_two_swaps_are_mended(word, data):
    typed = word
    for _ in range(2):
        at = data.draw(st.integers(0, len(word) - 2))
        typed = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
    if 0 < distance(typed, word, 2) <= 2:
        assert corrections([typed], word) == [(typed, word)]
