"""Words that turn the meaning of a sentence are hinted at, and cost it its score."""

import pytest

from kb.verifying.verdict import verify


@pytest.mark.parametrize(
    ("sentence", "quote", "kinds"),
    [
        pytest.param("The plant is not profitable.", "the plant is profitable", ["negated"], id="a not added"),
        pytest.param("The plant is profitable.", "the plant isn't profitable", ["affirmed"], id="a not lost"),
        pytest.param("The plant cannot be closed.", "they can't be closed", [], id="the same in other words"),
        pytest.param("Sales rose sharply.", "sales fell sharply", ["opposite"], id="the contrary"),
        pytest.param("It costs more.", "it costs less", ["opposite"], id="a comparative turned"),
        pytest.param("The plant closed.", "the plant may have closed", ["unhedged"], id="a reserve lost"),
        pytest.param("All plants closed.", "some plants closed", ["widened"], id="a part made the whole"),
        pytest.param("Sales rose sharply.", "sales rose sharply", [], id="nothing"),
    ],
)
def test_a_turn_is_hinted_at(sentence: str, quote: str, kinds: list[str]) -> None:
    assert [hint.kind for hint in verify(sentence, [quote]).hints] == kinds


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param("Geely paid 2.8 billion for Volvo in 2010.", id="number"),
        pytest.param("Toyota paid 1.8 billion for Volvo in 2010.", id="name"),
        pytest.param("Geely never paid 1.8 billion for Volvo in 2010.", id="negation"),
        pytest.param("Geely paid 1.8 billion for Volvo in 2010 after a lawsuit about its brakes.", id="invented end"),
    ],
)
def test_a_sentence_that_says_something_else_scores_lower(worse: str) -> None:
    quotes = ["In 2010 Geely bought Volvo from Ford, for which it paid 1.8 billion"]
    right = verify("Geely paid 1.8 billion for Volvo in 2010.", quotes)
    assert verify(worse, quotes).score < right.score


def test_the_words_of_the_quote_itself_lack_nothing() -> None:
    verdict = verify("Geely paid 1.8 billion.", ["Geely paid 1.8 billion."])
    assert (verdict.wrong, verdict.names, verdict.terms, verdict.novel, verdict.hints) == ((), (), (), (), ())
    assert verdict.score > 0.5


@pytest.mark.parametrize(
    ("sentence", "quote", "terms"),
    [
        pytest.param("It cures tuberculosis.", "it cures a disease of the lungs", ("tuberculosis",), id="a science"),
        pytest.param("It is made of polyvinyl.", "made of plastic", ("polyvinyl",), id="a substance"),
        pytest.param("It holds h5n1.", "it holds a virus", ("h5n1",), id="letters and figures"),
        pytest.param("They purchased it eagerly.", "they bought it", (), id="an everyday word"),
        pytest.param("Tuberculosis is cured.", "tuberculosis is cured", (), id="held"),
    ],
)
def test_technical_words_that_no_quote_holds_are_missing(sentence: str, quote: str, terms: tuple[str, ...]) -> None:
    assert verify(sentence, [quote]).terms == terms


@pytest.mark.parametrize("quotes", [pytest.param([], id="no quote"), pytest.param([""], id="an empty one")])
def test_without_quotes_everything_is_missing(quotes: list[str]) -> None:
    verdict = verify("Geely paid 1.8 billion.", quotes)
    assert (verdict.numbers, verdict.novel) == (("1.8",), ("Geely", "paid"))


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    assert verify("吉利收购了沃尔沃。", ["2010年吉利收购了沃尔沃"]).novel == ()
