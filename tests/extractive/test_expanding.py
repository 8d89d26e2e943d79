"""Acronyms that a text explains."""

import pytest

from kb.extractive.expanding import both, explained

EXPLAINED = [
    pytest.param(
        "Their bet was SOEs (State Owned Enterprises).", "soes", "State Owned Enterprises", id="letters first"
    ),
    pytest.param("We use machine learning (ML) here.", "ml", "machine learning", id="words first"),
    pytest.param("The Department of Defense (DOD) paid.", "dod", "Department of Defense", id="a small word counts"),
    pytest.param("The Bank of New England (BNE) paid.", "bne", "Bank of New England", id="a small word doesn't count"),
]


@pytest.mark.parametrize(("text", "short", "long"), EXPLAINED)
def test_an_acronym_in_brackets_or_before_them_is_explained(text, short, long):
    assert explained([text])[short] == long


@pytest.mark.parametrize("text", ["It fell in Shanghai (SAIC).", "AB (see below)", "the car (BMW) left"])
def test_other_brackets_explain_nothing(text):
    assert explained([text]) == {}


def test_each_name_stands_beside_its_other_one():
    pairs = explained(["Their bet was SOEs (State Owned Enterprises)."])
    assert both(["Beijing", "SOEs"], pairs) == ["Beijing", "SOEs", "State Owned Enterprises"]
