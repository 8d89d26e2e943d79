"""Who names whom is kept, and stays right when either page changes."""

import pytest

from kb.search.index import Index
from kb.search.mentions import Names
from kb.search.query import Query
from kb.search.words import folded
from searchable import concept

STRAUSS = concept("Johann Strauss", "Born in Vienna.", aliases=["the waltz king"])
ASCHEN = concept("Aschen", "A ballet by Johann Strauss.")
CROWD = {f"{n}.md": concept(f"Born {n}", "Born, born, born.") for n in range(5)}
QUESTION = Query.question("where was the composer of Aschen born")


@pytest.fixture
def index(tmp_path):
    with Index.open(tmp_path / "index.sqlite") as index:
        yield index


def led_on(index):
    """Whether the best hit leads to the page that it names."""
    return "strauss.md" in [hit.passage.page.path for hit in index.search(QUESTION, 2)]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        pytest.param({"strauss.md": STRAUSS}, {"aschen.md": ASCHEN}, True, id="the text comes later"),
        pytest.param({"aschen.md": ASCHEN}, {"strauss.md": STRAUSS}, True, id="the name comes later"),
        pytest.param(
            {"strauss.md": STRAUSS, "aschen.md": ASCHEN},
            {"strauss.md": STRAUSS.replace("Vienna", "a suburb of Vienna")},
            True,
            id="the named page changes and keeps its name",
        ),
        pytest.param(
            {"strauss.md": STRAUSS, "aschen.md": ASCHEN},
            {"strauss.md": STRAUSS.replace("Johann Strauss", "Somebody")},
            False,
            id="the named page is renamed",
        ),
        pytest.param(
            {"strauss.md": STRAUSS, "aschen.md": ASCHEN},
            {"aschen.md": ASCHEN.replace("Johann Strauss", "the Waltz King")},
            True,
            id="the text names it by an alias",
        ),
        pytest.param(
            {"strauss.md": STRAUSS, "aschen.md": ASCHEN},
            {"aschen.md": ASCHEN.replace("Johann Strauss", "somebody")},
            False,
            id="the text names it no more",
        ),
    ],
)
def test_names_are_followed_after_a_change(index, first, then, expected):
    index.update(CROWD | first)
    index.update(CROWD | first | then)
    assert led_on(index) == expected


def test_a_page_that_went_is_led_to_no_more(index):
    index.update(CROWD | {"strauss.md": STRAUSS, "aschen.md": ASCHEN})
    index.update(CROWD | {"aschen.md": ASCHEN})
    assert not led_on(index)


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        pytest.param("volvo", "The Volvo of 1970", True, id="one word"),
        pytest.param("volvo cars", "the VOLVO  cars plant", True, id="two words, however spaced"),
        pytest.param("volvo cars", "cars by Volvo", False, id="in another order"),
        pytest.param("volvo", "two volvos", False, id="in another form"),
        pytest.param("bank of ghana", "the bank of England and of Ghana", False, id="only its beginning"),
        pytest.param("malaga", "Málaga grows", True, id="with an accent"),
    ],
)
def test_a_name_stands_in_a_text_as_whole_words(name, text, stands):
    assert Names([(name, 1)]).within(folded(text)) == ({1} if stands else set())
