"""A name is found in whatever form the quotes have it; another name is missing."""

import pytest

from kb.verifying.known import Known
from kb.verifying.verdict import verify


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("The plant of Geely closed.", "Geely's plant was closed", id="possessive"),
        pytest.param("The WHO warned of it.", "the World Health Organization warned", id="acronym"),
        pytest.param("It asked the World Health Organization.", "they asked the WHO", id="expansion"),
        pytest.param("It is sold by French firms.", "firms in France sell it", id="people for a country"),
        pytest.param("It is sold in France.", "French firms sell it", id="country for a people"),
        pytest.param("The US agreed.", "the United States agreed", id="short for a country"),
        pytest.param("It was met by Hernández.", "Hernandez met it", id="accents"),
        pytest.param("They run PowerApps there.", "we run Power Apps", id="written together"),
        pytest.param("It was said by Daniela Rus.", "Rus said it", id="given name before a known surname"),
        pytest.param("It was led by the Nazis.", "a Nazi led it", id="plural"),
        pytest.param(
            "Annual Report Shows Revenue Growth Previously Announced.",
            "nothing",
            id="words that only a title gives capitals",
        ),
        pytest.param("Eventually they agreed. Moreover, it rained.", "rain; they agreed", id="a sentence's start"),
        pytest.param("It lies in Essex County.", "it lies in Essex", id="the kind of thing it is"),
        pytest.param("It was a Libyan war.", "in Libya", id="people by an ending"),
        pytest.param("The A.V. Club said so.", "music.avclub.com", id="in an address"),
        pytest.param("It was led by Paterson.", "Patterson led it", id="a letter doubled or not"),
        pytest.param("Mainly they agreed. Dearly they paid.", "they did", id="an adverb at a sentence's start"),
        pytest.param("It opened in March on a Monday.", "it was opened", id="months and days are no names"),
    ],
)
def test_a_name_that_is_held_in_another_form_is_not_missing(sentence: str, quote: str) -> None:
    assert verify(sentence, [quote]).names == ()


@pytest.mark.parametrize(
    ("sentence", "quote", "lost"),
    [
        pytest.param("It was bought by Geely.", "Volvo bought it", "Geely", id="another company"),
        pytest.param("It was said by Anna Smith.", "Anna Jones said it", "Smith", id="another surname"),
        pytest.param("It was asked of the IMF.", "the World Bank asked", "IMF", id="another acronym"),
        pytest.param("It was made by German firms.", "firms in France made it", "German", id="another people"),
        pytest.param("They flew the A380 there.", "they flew the A320", "A380", id="letters and figures"),
        pytest.param("Volkswagen sold it.", "Toyota sold it", "Volkswagen", id="at a sentence's start"),
        pytest.param("Geely sold it.", "Toyota sold it", "Geely", id="what looks like an adverb"),
        pytest.param("Beijing sold it.", "Toyota sold it", "Beijing", id="what looks like a verb"),
        pytest.param("It is Microsoft Cloud.", "it is Microsoft", "Cloud", id="a common word with a capital"),
        pytest.param("It is of the Harlow Fund.", "the Harlow is a river, and a Fund pays", "Harlow Fund", id="pieced"),
        pytest.param("It was sold to New Hampshire.", "sold to New Jersey", "Hampshire", id="half of it"),
    ],
)
def test_another_name_is_missing(sentence: str, quote: str, lost: str) -> None:
    assert verify(sentence, [quote]).names == (lost,)


def test_a_name_of_the_source_needs_no_quote() -> None:
    assert verify("It was said by Rosa Quintana.", ["I said it"], ["Rosa Quintana"]).names == ()


@pytest.mark.parametrize(
    ("sentence", "quote", "lost"),
    [
        pytest.param("Ana Ruiz says that it closed.", "it closed", (), id="who says it"),
        pytest.param("Ana Ruiz closed it.", "I closed it", (), id="who says I"),
        pytest.param("Ana Ruiz closed it.", "it closed", ("Ana Ruiz",), id="who only says it"),
        pytest.param("The Severn Works closed.", "we closed", (), id="what the talk is about"),
        pytest.param("The Severn Works closed.", "Geely closed", ("Severn Works",), id="what is not spoken of"),
        pytest.param("Eric Li closed it.", "Li Shufu closed it", (), id="another name of the same"),
        pytest.param(
            "Eric Li closed it.", "Geely closed it", ("Eric Li",), id="a name that nothing of it is quoted of"
        ),
        pytest.param("The Harlow closed.", "it closed", (), id="what the page is about"),
    ],
)
def test_what_is_known_besides_the_quotes_is_no_quote(sentence: str, quote: str, lost: tuple[str, ...]) -> None:
    known = Known(("Harlow",), (("Li Shufu", "Eric Li"),), ("Ana Ruiz",), ("A talk about the Severn Works",))
    assert verify(sentence, [quote], known).names == lost
