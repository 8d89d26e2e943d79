"""LEAD: what a hub's lead is written from, and what stays of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import PROMPTS, claim, concept, said
from kb.digest import Digest
from kb.knowledge import Section
from kb.stages.lead import LEAD, Body, LeadReply, LeadSentence, ground

MOST = 36
CLAIMS = [claim(f"Fact {at}.", number=at) for at in range(1, 6)]
SENTENCES = [said(one.text, one) for one in CLAIMS]


def body(*sizes):
    """A body with sections of so many sentences."""
    sections = ((f"S{at}", size) for at, size in enumerate(sizes, 1))
    return Body(
        concept("Dam"),
        tuple(Section(h, tuple(said(f"{h} fact {n}.", CLAIMS[0]) for n in range(size))) for h, size in sections),
    )


sizes = st.lists(st.integers(1, 40), min_size=1, max_size=60)


@given(sizes)
def test_a_lead_is_written_from_at_most_36_sentences(some):
    assert 1 <= len(body(*some).shown) <= MOST


@given(sizes.filter(lambda some: len(some) <= MOST))
def test_every_section_opens_in_it(some):
    assert [section.heading for section in body(*some).opening] == [f"S{n}" for n in range(1, len(some) + 1)]


@pytest.mark.parametrize(
    ("some", "shown"),
    [
        pytest.param([5], 3, id="three of a section"),
        pytest.param([2, 9], 5, id="fewer where there are fewer"),
        pytest.param([9] * 12, 36, id="three of each of twelve"),
        pytest.param([9] * 13, 26, id="two of each of thirteen"),
        pytest.param([9] * 36, 36, id="one of each of thirty-six"),
    ],
)
def test_how_many_sentences_each_section_gives(some, shown):
    assert len(body(*some).shown) == shown


def test_of_very_many_sections_the_fullest_are_shown_in_their_order():
    some = [1, *[2] * 35, 1, 3]
    assert [section.heading for section in body(*some).opening] == [f"S{n}" for n in (*range(2, 37), 38)]
    assert len(body(*some).shown) == MOST


@given(sizes)
def test_a_sentence_at_the_end_of_a_long_section_changes_no_prompt(some):
    some = [size + 3 for size in some[:MOST]]
    assert LEAD.fill(body(*some)) == LEAD.fill(body(some[0] + 1, *some[1:]))


def test_numbers_run_through_all_sections():
    shown = LEAD.request(body(1, 1), PROMPTS).prompt
    assert "## S1\n[1] S1 fact 0.\n\n## S2\n[2] S2 fact 0." in shown


def led(*sentences):
    whole = Body(concept("Dam"), (Section("All", (SENTENCES[0], SENTENCES[1], SENTENCES[0])),))
    return ground(whole, LeadReply(description=" A\n dam ", sentences=list(sentences)), Digest("k"))


def test_a_sentence_rests_on_what_the_sentences_it_names_rest_on():
    lead = led(LeadSentence(text=" Facts\n 1 and 2. ", sentences=[2, 1, 3, 2])).results[0]
    (sentence,) = lead.sections[0].sentences
    assert (sentence.text, sentence.claims) == ("Facts 1 and 2.", (CLAIMS[1], CLAIMS[0]))
    assert sentence.citations == (*CLAIMS[1].citations, *CLAIMS[0].citations)
    assert (lead.sections[0].heading, lead.description) == ("", "A dam")


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param(LeadSentence(text="A fact.", sentences=[]), "unclaimed-sentence", id="it names none"),
        pytest.param(LeadSentence(text="A fact.", sentences=[0, 4]), "unclaimed-sentence", id="none that is there"),
        pytest.param(LeadSentence(text=" ", sentences=[1]), "unclaimed-sentence", id="no words"),
        pytest.param(LeadSentence(text="See http://x.org.", sentences=[1]), "refused-text", id="it must not stand"),
        pytest.param(LeadSentence(text="A fact. And more.", sentences=[1]), "refused-text", id="two in one"),
    ],
)
def test_a_sentence_without_a_foundation_is_dropped_and_told(sentence, rule):
    grounded = led(sentence)
    assert grounded.results[0].sections == ()
    assert [(d.path, d.rule) for d in grounded.diagnostics] == [("wiki/concepts/dam.md", rule)]


def test_a_description_of_nothing_that_was_founded_is_dropped_too():
    assert led().results[0].description == ""
