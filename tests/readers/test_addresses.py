"""Addresses: which are of the same document."""

import pytest

from kb.readers.addresses import place, same_place
from kb.readers.blocks import Draft, number
from kb.readers.duplicates import sketch


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://a.b/c", "http://www.a.b/c/", id="scheme, www and a last slash"),
        pytest.param("https://a.b/c?utm_source=x&id=7", "https://a.b/c?id=7&fbclid=q", id="marks of a visit"),
        pytest.param("https://a.b/c?y=2&x=1", "https://a.b/c?x=1&y=2#part", id="order and anchor"),
        pytest.param("https://a.b/c/index.html", "https://a.b/c", id="index.html"),
        pytest.param("https://doi.org/10.1000/Xyz.5", "https://dx.doi.org/10.1000/xyz.5", id="a DOI"),
        pytest.param("https://arxiv.org/abs/2401.01234v2", "https://arxiv.org/pdf/2401.01234", id="an arXiv paper"),
        pytest.param("https://youtu.be/abcdefghijk?t=5", "https://www.youtube.com/watch?a=d&v=abcdefghijk", id="video"),
        pytest.param("https://twitter.com/a/status/123456789", "https://x.com/b/status/123456789?s=20", id="a post"),
        pytest.param("https://a.b/%C3%A9", "https://a.b/é", id="letters as codes"),
    ],
)
def test_one_place_has_many_spellings(one, other) -> None:
    assert place(one) == place(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://a.b/c", "https://a.b/d", id="another page"),
        pytest.param("https://a.b/c?id=1", "https://a.b/c?id=2", id="another article of one script"),
        pytest.param("https://a.b/c", "https://c.b/c", id="another site"),
        pytest.param("https://x.com/a/status/123456789", "https://x.com/a/status/987654321", id="another post"),
        pytest.param("https://a.b/C", "https://a.b/c", id="paths have cases"),
    ],
)
def test_other_places_stay_apart(one, other) -> None:
    assert place(one) != place(other)


@pytest.mark.parametrize("url", ["", "https://a.b", "https://www.a.b/", "ftp://a.b/c", "no address", "https://[/"])
def test_a_front_page_and_what_is_no_address_name_no_document(url) -> None:
    assert place(url) == ""


SAID = "the tide comes in and the tide goes out again and again while nobody looks at the wall by the old lagoon "
TEXTS = {
    "short": SAID * 2,
    "long": SAID * 2 + "and a little more was added to it later on that day",
    "mine": "I liked it",
}
URLS = {"short": "https://a.b/c", "long": "http://a.b/c?utm_source=x", "mine": "https://a.b/c", "none": ""}


def of_one_place(settled=frozenset()):
    texts = {key: TEXTS.get(key, SAID * 2) for key in URLS}
    sketches = {key: sketch(number([Draft(text, (1, 1))])) for key, text in texts.items()}
    return same_place(URLS, sketches, settled)


def test_the_fuller_file_of_one_address_is_the_source() -> None:
    assert of_one_place() == {"short": "long"}


def test_the_one_that_was_the_source_before_stays_so() -> None:
    assert of_one_place(frozenset({"short"})) == {"long": "short"}


def test_a_note_about_a_page_is_a_source_of_its_own() -> None:
    assert "mine" not in of_one_place()
