"""Disputes that several articles tell: which are one, what they are called, which pages link them."""

from dataclasses import replace

import pytest

from building import article, claim
from kb.knowledge import Dispute
from kb.stages.disputes import all_of, settled


def side(of, *numbers):
    first, *rest = (claim(f"{of}{n}", of=of, number=n) for n in numbers)
    return replace(first, citations=(*first.citations, *(c for one in rest for c in one.citations)))


def dispute(one, other, question="When it opened"):
    return Dispute(question, (one, other))


def settle(*told):
    """The ids on the pages of articles that tell these disputes, each a tuple."""
    articles = [replace(article(f"T{at}"), disputes=some) for at, some in enumerate(told)]
    return [[d.id for d in one.disputes] for one in settled(articles)]


YEAR = dispute(side("a", 1), side("b", 1))


def test_a_dispute_told_on_two_pages_is_one_page_linked_from_both():
    again = dispute(side("a", 1), side("b", 1), "The year of opening")
    assert settle((YEAR,), (again,)) == [["when-it-opened"], ["when-it-opened"]]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(dispute(side("b", 1), side("a", 1)), True, id="the sides change places"),
        pytest.param(dispute(side("a", 1, 2), side("b", 3, 1)), True, id="more quotes on either side"),
        pytest.param(dispute(side("a", 2), side("b", 2)), False, id="other paragraphs"),
        pytest.param(dispute(side("a", 1), side("b", 2), "What"), False, id="one paragraph against another"),
        pytest.param(dispute(side("a", 1), side("c", 1), "What"), False, id="another source"),
        pytest.param(dispute(side("a", 1), side("c", 1)), True, id="another source, the same question"),
    ],
)
def test_two_disputes_are_one_where_both_sides_meet_in_a_paragraph(other, same):
    assert (settle((YEAR,), (other,)) == [["when-it-opened"]] * 2) == same


def test_two_speakers_of_one_source_dispute_like_two_sources():
    one, turned = dispute(side("a", 1), side("a", 2)), dispute(side("a", 2), side("a", 1))
    other = dispute(side("a", 1), side("a", 3), "What it cost")
    assert settle((one,), (turned,), (other,)) == [["when-it-opened"], ["when-it-opened"], ["what-it-cost"]]


def test_two_disputes_with_one_question_have_two_pages():
    assert settle((YEAR, dispute(side("a", 2), side("b", 2)))) == [["when-it-opened", "when-it-opened-2"]]


def test_a_page_links_a_dispute_once():
    assert settle((YEAR, dispute(side("a", 1), side("b", 1), "Again"))) == [["when-it-opened"]]


def test_settling_twice_is_settling_once():
    articles = settled([replace(article("A"), disputes=(YEAR,)), replace(article("B"), disputes=(YEAR,))])
    assert settled(articles) == articles


def test_a_dispute_knows_the_articles_it_touches_in_their_order():
    articles = settled([replace(article(title), disputes=(YEAR,)) for title in ("A", "B")] + [article("C")])
    assert [[a.concept.title for a in touched] for touched in all_of(articles).values()] == [["A", "B"]]
