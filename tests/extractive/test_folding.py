"""Spellings of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.stages.names import fold

ONE = [
    pytest.param("SOEs", "SOE", id="plural of an acronym"),
    pytest.param("supply chains", "Supply chain", id="plural and case"),
    pytest.param("China's", "China", id="possession"),
    pytest.param("the White House", "White House", id="article"),
    pytest.param("fine-tuned model", "fine tuned models", id="hyphen"),
    pytest.param("batteries", "battery", id="ies"),
    pytest.param("eel  pass", "eel passes", id="es and spaces"),
    pytest.param("state-owned enterprise", "State Owned Enterprises", id="all at once"),
]
TWO = [
    pytest.param("Windows", "window", id="a product and a thing"),
    pytest.param("Li Auto", "Li", id="a longer name"),
    pytest.param("robotics", "robot", id="a field and a machine"),
    pytest.param("GPT-3", "GPT-4", id="versions"),
    pytest.param("bus", "bu", id="an s that is no plural"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_never_fails_and_ignores_outer_space(name: str) -> None:
    assert fold(f" {name} ") == fold(name)
