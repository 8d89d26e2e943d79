"""What is left of articles once a second reader saw their sentences."""

from dataclasses import replace

import pytest

from building import PROMPTS, article, claim, said
from kb.knowledge import Section
from kb.passes.asking import Asking
from kb.passes.checking import check
from kb.stages.cards import Card
from models import Saying, replying, stages_asked

OPENED, COST = claim("It opened in 1966."), claim("It cost 620.", number=2)
CARDS = {"a": Card("a", "A talk", "article", "en")}
DAM = replace(
    article("Dam"),
    description="A dam",
    sections=(Section("", (said("Opened in 1966.", OPENED),)), Section("Cost", (said("It cost 620.", COST),))),
)


def verdicts(*given):
    return {"verdicts": [{"number": n, "verdict": v, "text": t, "why": ""} for n, v, t in given]}


def checked(*pages, reply):
    model = Saying(replying(check_sentences=reply))
    asking = Asking(model, PROMPTS)
    return check(pages, CARDS, asking), model, [d.rule for d in asking.found]


KEEP = [(n, "supported", "") for n in (1, 2, 3)]


def left(*given):
    """What the description and the sections of the article are after these verdicts; others support."""
    (found,), _, _ = checked(DAM, reply=verdicts(*KEEP, *given))
    return found.description, {section.heading: [s.text for s in section.sentences] for section in found.sections}


WHOLE = {"": ["Opened in 1966."], "Cost": ["It cost 620."]}


@pytest.mark.parametrize(
    ("given", "description", "sections"),
    [
        pytest.param([], "A dam", WHOLE, id="all is carried"),
        pytest.param([(2, "trimmed", "It opened.")], "A dam", WHOLE | {"": ["It opened."]}, id="a sentence is trimmed"),
        pytest.param([(3, "dropped", "")], "A dam", {"": WHOLE[""]}, id="a section without sentences goes"),
        pytest.param([(1, "trimmed", "A wall")], "A wall", WHOLE, id="the description is trimmed"),
        pytest.param([(1, "dropped", "")], "Opened in 1966", WHOLE, id="the first sentence stands in for it"),
        pytest.param([(n, "dropped", "") for n in (1, 2, 3)], "", {}, id="nothing is left"),
    ],
)
def test_what_is_left_of_an_article(given, description, sections):
    assert left(*given) == (description, sections)


def test_a_sentence_that_stands_in_for_a_description_is_cut_at_a_word():
    long = replace(DAM, sections=(Section("", (said("word " * 40 + "end.", OPENED),)),))
    (found,), _, _ = checked(long, reply=verdicts((1, "dropped", ""), (2, "supported", "")))
    assert found.description == "word " * 26 + "word…"
    assert len(found.description) <= 140


def test_numbers_that_stand_in_no_quote_are_dropped_after_the_check():
    wrong = replace(DAM, sections=(Section("", (said("It opened in 1967.", OPENED), said("It cost 620.", COST))),))
    (found,), _, told = checked(wrong, reply=verdicts(*KEEP))
    assert [s.text for s in found.sections[0].sentences] == ["It cost 620."]
    assert told == ["overstated"]


def test_the_figures_of_the_subjects_own_name_need_no_quote():
    named = replace(DAM, concept=replace(DAM.concept, aliases=("Dam 7",)), description="Dam 7")
    assert checked(named, reply=verdicts(*KEEP))[0][0].description == "Dam 7"


def test_nor_do_those_of_the_names_in_its_claims():
    plane = claim("It flew.", "A380")
    flown = replace(DAM, sections=(Section("", (said("The A380 flew.", plane),)),))
    assert checked(flown, reply=verdicts(*KEEP))[0][0].sections == flown.sections


def test_a_description_is_checked_with_the_quotes_of_what_opens_the_article():
    assert checked(replace(DAM, description="Of 1966"), reply=verdicts(*KEEP))[0][0].description == "Of 1966"
    assert checked(replace(DAM, description="Of 620"), reply=verdicts(*KEEP))[0][0].description == "Opened in 1966"


def test_an_article_whose_check_could_not_be_made_is_nobodys_to_say():
    found, _, told = checked(DAM, replace(DAM, sections=()), reply=None)
    assert found == [None, replace(DAM, sections=())]
    assert told == ["unanswered-request"]


def test_each_article_gets_its_own_verdicts_though_some_have_nothing_to_check():
    empty, other = article("Empty"), replace(DAM, description="Another", concept=replace(DAM.concept, title="X"))
    found, model, _ = checked(
        DAM,
        empty,
        other,
        reply=lambda r: verdicts((1, "trimmed", "Right" if "Another" in r.prompt else "Left"), *KEEP[1:]),
    )
    assert [one.description for one in found] == ["Left", "About Empty", "Right"]
    assert stages_asked(model) == {"check_sentences": 2}


def test_a_model_that_knows_no_check_leaves_all_as_it_was():
    model = Saying(replying(), stages=())
    assert check([DAM], CARDS, Asking(model, PROMPTS)) == [DAM]
    assert model.asked == []


def test_the_second_reader_sees_how_each_quote_was_read_and_what_a_sentence_stands_below():
    _, model, _ = checked(DAM, reply=verdicts(*KEEP))
    assert "1. A dam\n   - (the quotes of the sentences below)\n\n2. " in model.asked[0].prompt
    assert (
        '## Cost\n\n3. It cost 620.\n   - "It cost 620." (read as: It cost 620.; asserted, in "A talk", article, en)'
    ) in model.asked[0].prompt


def test_the_same_words_in_two_sources_are_shown_as_two_quotes():
    again = claim("It opened in 1966.", of="b")
    both = replace(DAM, sections=(Section("", (said("Both say that it opened in 1966.", OPENED, again),)),))
    model = Saying(replying(check_sentences=verdicts(*KEEP)))
    check([both], CARDS | {"b": Card("b", "A post", "thread", "en")}, Asking(model, PROMPTS))
    ((sentence,),) = [request.item.pairs[1:] for request in model.asked]
    assert len(sentence.quotes) == 2
    assert [meant.rpartition(", in ")[2].partition(",")[0] for meant in sentence.meant] == ['"A talk"', '"A post"']
