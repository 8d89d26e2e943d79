"""Whether a statement is about a name or mentions it."""

import pytest

from kb.stages.subjects import is_about

ABOUT = [
    pytest.param("Volvo builds 700,000 cars a year.", id="its subject"),
    pytest.param("Last year, Volvo built fewer cars.", id="its subject behind a time"),
    pytest.param("We drove north, and Volvo opened a plant there.", id="the subject of a clause"),
    pytest.param("Everybody in the whole country knows that Volvo is safe.", id="a clause that says what it is"),
    pytest.param("She works for a maker of cars, Volvo, a company from Sweden.", id="explained"),
    pytest.param("As Volvo mentioned, cars are safe.", id="who is quoted"),
    pytest.param("It builds safe cars.", id="not in the words"),
]
MENTIONED = [
    pytest.param("In Volvo there are many people.", id="a place"),
    pytest.param("She once sat on a panel in London with people from Volvo.", id="at the end"),
    pytest.param("We bought Volvo shares.", id="an object"),
    pytest.param("Geely owns stakes in Polestar and Volvo.", id="one of several"),
]


@pytest.mark.parametrize("text", ABOUT)
def test_a_statement_is_about_its_subject(text):
    assert is_about(text, "Volvo")


@pytest.mark.parametrize("text", MENTIONED)
def test_a_mention_in_passing_is_no_statement_about_it(text):
    assert not is_about(text, "Volvo")
