"""Which names a sentence holds."""

import pytest

from kb.extractive.names import Scene, names
from kb.extractive.tokens import tokens


def found(sentence: str, *around: str, speakers: tuple[str, ...] = ()) -> list[str]:
    scene = Scene.of((tokens(text) for text in (sentence, *around)), speakers)
    return names(tokens(sentence), scene)


HELD = [
    pytest.param("Geely bought Volvo in 2010.", ["Geely", "Volvo"], id="companies"),
    pytest.param("She works for the Bank of China in London.", ["Bank of China", "London"], id="a name with of"),
    pytest.param(
        "Their big bet was SOEs (State Owned Enterprises).", ["SOEs", "State Owned Enterprises"], id="acronym"
    ),
    pytest.param("It runs in GitHub Actions.", ["GitHub Actions"], id="camel case"),
    pytest.param("They sell Windows 10 and Office 365.", ["Windows 10", "Office 365"], id="a number that belongs"),
    pytest.param("We asked Dr. Daniela Rus about robots.", ["Daniela Rus", "robots"], id="a title before a name"),
    pytest.param("Chinese firms build it.", ["China", "Chinese"], id="a people is its country too"),
    pytest.param("It moved to the U.S. last year.", ["United States", "U.S."], id="a country in letters"),
    pytest.param("Beijing's industrial policy failed.", ["Beijing", "industrial policy"], id="a possessive"),
    pytest.param("I dropped it into sqlite-utils.", ["sqlite-utils"], id="a tool in lower case"),
    pytest.param(
        "Their tidal lagoon has bulb turbines.",
        ["tidal lagoon", "lagoon", "bulb turbines", "turbines"],
        id="noun phrases and their heads",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), HELD)
def test_a_sentence_holds_its_names(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


COUNTRIES = [
    pytest.param("It was the Chinese government that paid.", True, id="its government"),
    pytest.param("Chinese electric carmakers paid for it.", True, id="its makers"),
    pytest.param("We learned it from the Chinese.", True, id="its people"),
    pytest.param("The Chinese sturgeon is endangered.", False, id="a species"),
    pytest.param("The book was written in Chinese.", False, id="a language"),
    pytest.param("She knows the Chinese language well.", False, id="a language by name"),
    pytest.param("He joined the Chinese Optical Society.", False, id="a longer name"),
]


@pytest.mark.parametrize(("sentence", "country"), COUNTRIES)
def test_a_people_is_its_country_only_where_it_stands_for_it(sentence: str, country: bool) -> None:
    assert ("China" in found(sentence)) == country


NONE_HELD = [
    pytest.param("Using it was easy.", id="a verb at the start"),
    pytest.param("Yesterday was a good day for everybody.", id="an adverb at the start"),
    pytest.param("On Monday the people did many things in July.", id="days and months"),
    pytest.param("See https://example.org/Some/Page and ask @Somebody.", id="addresses and handles"),
    pytest.param("It grew 5 % to 20 million.", id="numbers"),
    pytest.param("We set OPENAI_API_KEY before it.", id="a constant of code"),
]


@pytest.mark.parametrize("sentence", NONE_HELD)
def test_what_only_looks_like_a_name_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_a_capital_at_the_start_counts_when_it_stands_inside_elsewhere() -> None:
    assert found("Apples rot.", "They sell Apples.") == ["Apples"]
    assert found("Apples rot.", "They sell apples.") != ["Apples"]


def test_a_heading_in_capitals_gives_no_proper_names() -> None:
    assert "Not Just Prompts" not in found("Context Engineering And Not Just Prompts Today")


def test_the_names_of_speakers_are_no_common_nouns() -> None:
    assert found("danah boyd explained the census.", speakers=("danah boyd",)) == ["census"]
