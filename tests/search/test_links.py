"""Pages that the best hits name are lifted by what they add."""

from kb.search.links import Candidates, Coverage, Link, Weights


def link(passage, rank=1, share=1.0, mentions=1):
    return Link(passage, rank, share, mentions)


def order(ranked, *links):
    return [passage for passage, _ in Candidates(tuple(ranked), links).ordered(Weights())]


def test_without_links_the_ranking_stays():
    assert order([7, 3, 5]) == [7, 3, 5]


def test_a_page_that_was_not_found_joins_when_a_hit_names_it():
    assert order([7, 3], link(9)) == [9, 7, 3]


def test_the_more_of_the_question_it_holds_the_higher():
    assert order([7], link(1, share=0.2), link(2, share=0.9)) == [2, 7, 1]


def test_a_page_that_everything_names_is_lifted_less():
    assert order([7], link(1, mentions=200), link(2, mentions=2)) == [2, 7, 1]


def test_naming_it_twice_counts_once():
    once, twice = Candidates((7,), (link(1),)), Candidates((7,), (link(1), link(1)))
    assert twice.ordered(Weights()) == once.ordered(Weights())


def test_a_page_that_the_question_names_comes_first():
    assert order([7, 3], link(3, rank=0, share=0.5)) == [3, 7]


def test_rare_terms_are_more_of_a_question():
    coverage = Coverage({"volvo": 1, "company": 50}, 100)
    assert coverage.share(coverage.held("Volvo")) > 0.8


def test_all_terms_are_all_of_it():
    coverage = Coverage({"volvo": 1, "company": 50}, 100)
    assert coverage.share(coverage.held("The companies behind Volvo")) == 1.0
