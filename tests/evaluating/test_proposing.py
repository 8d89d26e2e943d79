"""A set that is proposed holds only facts whose words stand in a passage, and says that a person has to look."""

import json

import pytest

from building import PROMPTS
from kb.evaluating.golden_file import parse
from kb.evaluating.proposing import as_yaml, propose
from kb.evaluating.sketching import sketches
from models import Saying
from searchable import concept, source

LONG = "The Harlow Barrage cost 310 million pounds, said the minister: all of it. " * 4
OTHER = "A trust paid a third of the barrage in 1998, after nine years. " * 4
CITED = """- It cost a lot.[^a-1]
- A trust paid.[^b-1]

[^a-1]: "cost 310 million" — [Cost](../sources/a.md#^k00000001)
[^b-1]: "A trust paid" — [Trust](../sources/b.md#^k00000001)
"""
PAGES = {
    "sources/a.md": source("Cost", LONG, "Short."),
    "sources/b.md": source("Trust", OTHER),
    "concepts/barrage.md": concept("Barrage", CITED),
    "answers/c.md": source("An answer", LONG),
}
ONE = {"one source": "What did the Harlow Barrage cost?"}


def proposed(*facts, ask="What did it cost?", number=1):
    """What comes of a reply with these facts, each `quote, passage`, to the first sketch."""
    reply = {"ask": ask, "facts": [{"quote": quote, "passage": passage} for quote, passage in facts]}
    found, _ = propose(sketches(PAGES, 5)[number - 1 : number], Saying(lambda request: json.dumps(reply)), PROMPTS)
    return found[0].proposed


def holding(text):
    """The number of the sketch of one source whose passage holds these words."""
    return next(n for n, one in enumerate(sketches(PAGES, 5), 1) if text in one.excerpts[0].shown)


def test_passages_are_spread_over_sources_and_always_the_same():
    kinds = [(one.kind, [excerpt.title for excerpt in one.excerpts], one.shared) for one in sketches(PAGES, 5)]
    assert sketches(PAGES, 5) == sketches(dict(reversed(PAGES.items())), 5)
    assert sorted(titles for kind, titles, _ in kinds if kind == "one source") == [["Cost"], ["Trust"]]
    assert [(titles, shared) for kind, titles, shared in kinds if kind == "two sources"] == [
        (["Cost", "Trust"], "Barrage")
    ]
    assert [kind for kind, _, _ in kinds].count("unanswerable") == 1


def test_no_more_sketches_than_were_asked_for():
    assert [len(sketches(PAGES, number)) for number in (0, 1, 2)] == [0, 1, 2]


def test_a_wiki_without_sources_gives_nothing_to_ask_about():
    assert sketches({"concepts/barrage.md": concept("Barrage", "Text.")}, 5) == []


def test_a_fact_is_the_sources_own_words():
    found = proposed(("310 Million  pounds", 1), number=holding("310 million"))
    assert [(fact.quote, fact.source) for fact in found.facts] == [("310 million pounds", "a")]
    assert (found.sources, found.problem) == (("a",), "")


@pytest.mark.parametrize(
    ("fact", "ask", "why"),
    [
        pytest.param(("320 million pounds", 1), "What?", "don't stand in the passage", id="invented"),
        pytest.param(("310 million pounds", 2), "What?", "passage 2 was not shown", id="of no passage"),
        pytest.param((" ".join(LONG.split()[:13]), 1), "What?", "longer than 12 words", id="a whole sentence"),
        pytest.param(("Harlow Barrage", 1), "What did the harlow barrage cost?", "gives it away", id="given away"),
    ],
)
def test_a_fact_that_is_none_is_dropped_with_its_question(fact, ask, why):
    found = proposed(fact, ask=ask, number=holding("310 million"))
    assert (found.facts, found.problem) == ((), "not every source is left with a fact")
    assert why in found.lost[0]


def test_a_question_of_two_sources_needs_a_fact_of_each():
    assert proposed(("310 million", 1), number=3).problem == "not every source is left with a fact"
    assert proposed(("310 million", 1), ("1998", 2), number=3).sources == ("a", "b")


@pytest.mark.parametrize(
    ("facts", "ask", "problem"),
    [
        pytest.param([], "Who won?", "", id="as it should be"),
        pytest.param([("1998", 1)], "Who won?", "it has facts, so it has an answer", id="with an answer"),
        pytest.param([], "Nobody won.", "it is no question", id="no question"),
    ],
)
def test_a_question_without_an_answer(facts, ask, problem):
    assert proposed(*facts, ask=ask, number=4).problem == problem


def every(request):
    """A reply to any sketch, with marks that YAML would read as its own."""
    quotes = [
        {"quote": "310 million" if "310" in excerpt.shown else "1998", "passage": n}
        for n, excerpt in enumerate(request.item.excerpts, 1)
    ]
    unanswerable = request.item.kind == "unanswerable"
    ask = f"{request.item.kind}: {{what}} \u2028# of it, {len(request.prompt)} {quotes[0]['quote'][0]}?"
    return json.dumps({"ask": ask, "facts": [] if unanswerable else quotes})


def test_what_is_written_is_a_set_that_waits_for_a_person():
    found, _ = propose(sketches(PAGES, 5), Saying(every), PROMPTS)
    text = as_yaml(found, "some\nmodel")
    read = parse(text, "eval.yaml")
    assert [one.ask for one in read] == [one.proposed.ask for one in found]
    assert {one.sources for one in read if one.answerable} == {(("a",),), (("b",),), (("a",), ("b",))}
    assert text.count("# proposed: check me") == len(read) == 4
    assert all("proposed" in one.tags for one in read)


def test_a_question_is_proposed_once():
    again = Saying(lambda request: '{"ask": "Who won?", "facts": []}')
    unanswerable = [one for one in sketches(PAGES, 10) if one.kind == "unanswerable"]
    found, _ = propose(unanswerable, again, PROMPTS)
    assert (len(unanswerable), len(found)) == (2, 1)
