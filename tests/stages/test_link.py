"""LINK: where a sentence names a concept."""

import pytest

from building import article, concept, sentence
from kb.stages.link import Names, link

CONCEPTS = [
    concept("Geely", "Geely Auto", "吉利"),
    concept("industrial policy", "industrial policies"),
    concept("C++"),
    concept("Apple"),
    concept("U.S. Navy"),
    concept("Mercury planet", "Mercury"),
    concept("Mercury element", "Mercury"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Geely was founded in 1986.", ["Geely"], id="a name"),
        pytest.param("The Geely Auto group", ["Geely Auto"], id="the longest name wins"),
        pytest.param("Industrial policies differ.", ["Industrial policies"], id="a common noun in any case"),
        pytest.param("an apple a day", [], id="a proper name not in lower case"),
        pytest.param("Apple's phones", [], id="a possessive is another word"),
        pytest.param("written in C++ then", ["C++"], id="signs that belong to a name"),
        pytest.param("Mercury is hot", [], id="a name of two concepts leads nowhere"),
        pytest.param("Geelyish", [], id="no part of a word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_in_running_text(text, found):
    assert [text[m.span.start : m.span.end] for m in Names(CONCEPTS).find(text)] == found


def test_a_page_links_a_concept_once_and_never_itself():
    twice = article("Geely", sentence("Geely met Apple."), sentence("Apple met Geely."))
    links = link([twice, article("Apple")])
    assert [len(found) for found in links.mentions.values()] == [1, 0]


def test_backlinks_leave_out_those_who_stand_under_related_anyway():
    one, other = article("Geely", sentence("Apple rose.")), article("Volvo", sentence("Apple fell."))
    assert link([one, other, article("Apple", neighbours=["volvo"])]).backlinks["apple"] == ("geely",)


def test_a_source_knows_the_articles_that_quote_it():
    assert link([article("Geely", sentence("Cars."))]).quoted_in == {"a": ("geely",)}
