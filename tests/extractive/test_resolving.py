"""What becomes of a name: a page, another name of a page, or nothing."""

import pytest

from kb.digest import Digest
from kb.extractive.resolving import resolve
from kb.stages.resolve import RESOLVE, Batch, Name


def name(text, *forms, sources=2, claims=4, candidates=()):
    return Name(text, forms or (text,), sources, claims, (), candidates)


def decisions(*names):
    return {d.name: (d.verdict, d.concept) for d in resolve(Batch(tuple(names))).decisions}


PAGES = [
    pytest.param(name("Geely"), "Geely", id="a company"),
    pytest.param(name("industrial policy"), "Industrial policy", id="a phrase gets one capital"),
    pytest.param(name("KEITH WEISS", "KEITH WEISS", "Keith Weiss"), "Keith Weiss", id="not shouted"),
    pytest.param(name("JOHN SEETHOFF"), "John Seethoff", id="only ever shouted"),
    pytest.param(name("llama.cpp"), "llama.cpp", id="a tool keeps its spelling"),
    pytest.param(name("Windows", sources=9, claims=60), "Windows", id="a common word used as a name everywhere"),
    pytest.param(name("Chinese"), "China", id="a people leads to its country"),
    pytest.param(name("deep learning"), "Deep learning", id="common words that make a term"),
]


@pytest.mark.parametrize(("asked", "title"), PAGES)
def test_a_name_gets_a_page(asked, title):
    assert decisions(asked) == {asked.text: ("new", title)}


NO_PAGES = ["Monday", "Good Afternoon", "This Week", "things", "people", "question", "Thank You", "2024", "FY18"]
NO_PAGES += ["many years", "microsoft.com", "first time", "Q&A", "Seems Scarce"]


@pytest.mark.parametrize("text", NO_PAGES)
def test_a_word_that_says_nothing_gets_no_page(text):
    assert all(verdict != "new" for verdict, _ in decisions(name(text)).values())


@pytest.mark.parametrize("text", ["Kevin", "Committee", "sales team"])
def test_what_may_still_turn_out_to_be_a_name_is_left_open(text):
    assert decisions(name(text, claims=3)) == {}


SAME = [
    pytest.param("SOE", "State Owned Enterprise", "State Owned Enterprise", id="an acronym and its words"),
    pytest.param("EV", "electric vehicle", "Electric vehicle", id="two letters that everybody knows"),
    pytest.param("PowerApps", "Power Apps", "Power Apps", id="spacing"),
    pytest.param("Satya", "Satya Nadella", "Satya Nadella", id="a given name"),
    pytest.param("Pinker", "Steven Pinker", "Steven Pinker", id="a surname"),
    pytest.param("Chinese", "China", "China", id="a people"),
    pytest.param("Harbour Trust", "Elvan Harbour Trust", "Elvan Harbour Trust", id="the end of a longer name"),
]


@pytest.mark.parametrize(("text", "other", "title"), SAME)
def test_two_names_of_one_thing_share_a_page(text, other, title):
    found = decisions(name(text), name(other, claims=6))
    assert found == {text: ("same", title), other: ("new", title)}


def test_a_concept_that_is_known_already_is_found_among_the_candidates():
    assert decisions(name("Satya", candidates=("Satya Nadella",))) == {"Satya": ("same", "Satya Nadella")}


def test_a_name_that_two_people_share_is_nobody():
    assert "Kevin" not in decisions(name("Kevin"), name("Kevin Scott"), name("Kevin Drew"))


def test_the_end_of_two_longer_names_is_a_thing_of_its_own():
    found = decisions(name("Harbour Trust"), name("Elvan Harbour Trust"), name("Westmark Harbour Trust"))
    assert found["Harbour Trust"] == ("new", "Harbour Trust")


@pytest.mark.parametrize(("text", "longer"), [("gross margin", "segment gross margin"), ("Trust", "Elvan Trust")])
def test_a_phrase_or_one_word_is_no_short_form_of_a_longer_name(text, longer):
    assert decisions(name(text, claims=9), name(longer)).get(text) != ("same", longer)


def test_letters_that_stand_for_two_things_are_left_alone():
    found = decisions(name("SOE"), name("State Owned Enterprise"), name("Sum Over Edges"))
    assert found["SOE"] == ("new", "SOE")


def test_two_letters_stand_for_too_much():
    assert decisions(name("PC"), name("public cloud"))["PC"] == ("new", "PC")


def test_every_decision_is_well_founded():
    batch = Batch(
        tuple(name(text) for text in ("SOE", "State Owned Enterprise", "Satya", "Chinese", "Monday", "Geely"))
    )
    grounded = RESOLVE.ground(batch, resolve(batch), Digest("0"))
    assert grounded.diagnostics == ()
