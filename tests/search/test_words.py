"""Words as searching compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.words import apart, fold, folded, stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("cars", "car", id="plural"),
        pytest.param("used", "use", id="past"),
        pytest.param("making", "makes", id="participle"),
        pytest.param("Cities", "city", id="plural in ies"),
        pytest.param("Málaga", "malaga", id="accents and case"),
        pytest.param("Ångström", "angstrom", id="two accents"),
    ],
)
def test_one_stem_for(one, other):
    assert stem(one) == stem(other)


def test_short_words_keep_their_letters():
    assert [stem(word) for word in ("as", "ed", "is")] == ["as", "ed", "is"]


def test_chinese_is_seen_in_pairs_with_their_places():
    assert [(word.text, tuple(word.span)) for word in words("a 比亚迪")] == [
        ("a", (0, 1)),
        ("比亚", (2, 4)),
        ("亚迪", (3, 5)),
    ]


def test_a_phrase_stands_in_a_text_in_whole_words_only():
    assert folded("Volvo Cars") in folded("They bought volvo cars!")
    assert folded("Volvo Car") not in folded("They bought volvo cars!")


@given(st.text())
def test_separators_only_add(text):
    assert apart(text, "\x1f").replace("\x1f", "") == text.replace("\x1f", "")


@given(st.text())
def test_a_word_stands_at_its_span(text):
    assert all(text[word.span.start : word.span.end] == word.text for word in words(text))


@given(st.text())
def test_stems_are_those_of_the_words(text):
    assert stems(text) == {stem(word.text) for word in words(text)}


def test_folding_takes_case_and_accents():
    assert fold("ÉCOLE") == "ecole"
