"""Numbers, dates and units that a quote has in another form are held; others are errors."""

import pytest

from kb.verifying.verdict import verify


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("It made $8.2B.", "revenue of 8,2 Mrd. dollars", id="scales and commas"),
        pytest.param("66% agreed, two thirds of them.", "66 percent, two thirds", id="percent"),
        pytest.param("It opened on 12 May 2019.", "opened on 2019-05-12", id="date in figures"),
        pytest.param("It opened on May 12th, 2019.", "am 12. Mai 2019", id="date in another language"),
        pytest.param("It opened on 5 April 2019.", "opened 04/05/2019", id="month first"),
        pytest.param("It opened on 5 April 2019.", "opened 5.4.19", id="short year"),
        pytest.param("It opened on 15 February 2019.", "Fri 15 Feb 19, opened", id="short year behind a month"),
        pytest.param("It opened in May 2019.", "opened on 12 May 2019", id="the month of a day"),
        pytest.param("It grew in Q3.", "growth in the third quarter", id="quarter"),
        pytest.param("It opened in May.", "it was opened", id="a month where the quote has no date"),
        pytest.param("It may open, they march on.", "2 June 2019", id="verbs that are spelled like months"),
        pytest.param("It cost €5.", "it cost 5", id="a unit that the quote leaves out"),
        pytest.param("It cost 5 euros.", "it was €5", id="sign for a currency"),
        pytest.param("It rose 5 percentage points.", "up by 5 points", id="points"),
    ],
)
def test_the_same_figure_is_held(sentence: str, quote: str) -> None:
    assert verify(sentence, [quote]).wrong == ()


@pytest.mark.parametrize(
    ("sentence", "quote", "wrong"),
    [
        pytest.param("It made $8.3B.", "revenue of $8.2B", "8.3", id="another number"),
        pytest.param("It opened on 12 June 2019.", "opened on 12 May 2019", "12 June 2019", id="another month"),
        pytest.param("It opened in June.", "opened in May 2019", "June", id="another month alone"),
        pytest.param("It rose 5 points.", "it rose 5 percent", "5 point", id="percent is no point"),
        pytest.param("It cost $5 million.", "it cost €5 million", "5 dollar", id="another currency"),
        pytest.param("It is 5 miles away.", "5 km away", "5 mile", id="another length"),
        pytest.param("It took 5 years.", "it took 5 months", "5 year", id="another time"),
    ],
)
def test_another_figure_is_an_error(sentence: str, quote: str, wrong: str) -> None:
    assert verify(sentence, [quote]).wrong == (wrong,)


def test_the_year_of_a_source_needs_no_quote() -> None:
    assert verify("In 2024 it closed.", ["it closed"], ["A thread, 2024-05-01"]).wrong == ()
