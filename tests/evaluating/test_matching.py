"""A fact is found where one sentence has its numbers, in any way of writing, and its words, in any form."""

import pytest

from kb.evaluating.golden import Fact
from kb.evaluating.matching import says


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        pytest.param("It cost £168 million.", "168 million", id="as written"),
        pytest.param("It cost 168,000,000 pounds.", "£168 million", id="in full"),
        pytest.param("It has 16 bulb turbines.", "sixteen turbines", id="figures for words"),
        pytest.param("It has sixteen bulb turbines.", "16 turbines", id="words for figures"),
        pytest.param("61% of the town voted.", "61 per cent", id="a sign for a word"),
        pytest.param("It opened on 2019-05-04.", "May 2019", id="a month in figures"),
        pytest.param("It rose in Q3 2020.", "Q3 2020", id="a figure inside a word"),
        pytest.param("The Trust was voting for it.", "the trust voted", id="another form of a word"),
        pytest.param("Café Zoë lent it.", "cafe zoe", id="without accents"),
        pytest.param("比亚迪在中国成立。", "比亚迪", id="Chinese"),
        pytest.param("It didn't open.", "not opened", id="a negation in another form"),
    ],
)
def test_a_sentence_says(sentence, fact):
    assert says([sentence], Fact((fact,)))


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        pytest.param("It cost £186 million.", "168 million", id="another number"),
        pytest.param("It cost 168 pounds.", "168 million", id="another scale"),
        pytest.param("Sixteen boats lie there.", "16 turbines", id="the number of another thing"),
        pytest.param("It rose in 3 of 2020 places.", "Q3 2020", id="a word for its figure"),
        pytest.param("It opened.", "never opened", id="the opposite"),
        pytest.param("It cost money.", "Coastal Power Fund", id="other words"),
    ],
)
def test_a_sentence_does_not_say(sentence, fact):
    assert not says([sentence], Fact((fact,)))


def test_any_way_to_say_it_will_do():
    assert says(["Forty minutes."], Fact(("cuarenta minutos", "40 minutes")))


def test_one_sentence_has_to_hold_all_of_it():
    assert not says(["The fund lent it.", "It was 90 million."], Fact(("fund lent 90 million",)))
