"""The same number in other figures and words is the same number; another number is missing."""

import pytest

from kb.numbers import missing


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("8.2 billion", "$8.2B", id="letter for a billion"),
        pytest.param("$8.2B", "8,2 Mrd.", id="decimal comma"),
        pytest.param("5 million", "5 mln bucks", id="short for a million"),
        pytest.param("8200 million", "8.2 billion", id="another scale"),
        pytest.param("8,200,000,000", "8.2bn", id="written out"),
        pytest.param("1,000", "1000", id="grouped by comma"),
        pytest.param("1000", "1.000", id="grouped by point"),
        pytest.param("1 000 000", "1,000,000", id="grouped by space"),
        pytest.param("1'000".replace("'", "\u202f"), "1000", id="grouped by thin space"),
        pytest.param("1.234,5", "1,234.5", id="both separators"),
        pytest.param("5 %", "five percent", id="in words"),
        pytest.param("25", "twenty-five", id="in two words"),
        pytest.param("205", "two hundred and five", id="in many words"),
        pytest.param("3 million", "three million", id="a word with a scale"),
        pytest.param("1,200", "twelve hundred", id="hundreds"),
        pytest.param("100", "a hundred", id="a hundred"),
        pytest.param("12", "a dozen", id="a dozen"),
        pytest.param("50%", "half of them", id="half"),
        pytest.param("3rd", "the third largest", id="ordinal"),
        pytest.param("Q4", "the fourth quarter", id="a quarter"),
        pytest.param("5 million to 6 million", "5 to 6 million", id="a range"),
        pytest.param("2015", "2014–15", id="short end of a range of years"),
        pytest.param("1997", "'97", id="short year"),
        pytest.param("2014", "FY14", id="fiscal year"),
        pytest.param("1980s", "the late eighties", id="decade"),
        pytest.param("2026-11-20", "November 20, 2026", id="date"),
        pytest.param("12:34", "at 12:34", id="time"),
        pytest.param("5m", "5 metres", id="a unit, not a million"),
        pytest.param("3 km", "3 kilometres", id="a unit that begins like a scale"),
        pytest.param("GPT-4", "GPT-4 was", id="a name"),
        pytest.param("8.2亿", "820 million", id="Chinese scale"),
        pytest.param("５", "5", id="full width"),
        pytest.param("no figures, two words", "", id="words of the sentence are not looked at"),
    ],
)
def test_the_same_number_is_found(sentence: str, quote: str) -> None:
    assert missing(sentence, [quote]) == []


@pytest.mark.parametrize(
    ("sentence", "quote", "lost"),
    [
        pytest.param("15 %", "5 %", ["15"], id="another number"),
        pytest.param("8.3 billion", "8.2 billion", ["8.3"], id="one digit"),
        pytest.param("8.2 million", "8.2 billion", ["8.2"], id="another scale"),
        pytest.param("1996", "1997", ["1996"], id="another year"),
        pytest.param("1 and 2", "2 and 3", ["1"], id="one of two"),
        pytest.param("12", "1 and 2", ["12"], id="digits of others"),
        pytest.param("10", "1,000", ["10"], id="part of another"),
        pytest.param("26", "twenty-five", ["26"], id="another word"),
        pytest.param("2016", "2014–15", ["2016"], id="outside a range"),
        pytest.param("5", "no number", ["5"], id="no number at all"),
    ],
)
def test_another_number_is_missing(sentence: str, quote: str, lost: list[str]) -> None:
    assert missing(sentence, [quote]) == lost
