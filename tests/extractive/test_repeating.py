"""Which sentences a page leaves out because another one says them."""

import pytest

from kb.extractive.repeating import Said
from kb.knowledge import SourceId

ORDERED = "The county council ordered the turbines to stand still for the eels in spring."


def repeats(one, other, *, same_source):
    return Said.by(SourceId("a"), one).repeats(Said.by(SourceId("a" if same_source else "b"), other))


EVIDENCE = [
    pytest.param("The county council did not order the turbines to stand still for the eels.", id="a denial"),
    pytest.param("The county council never ordered turbines to stand still for the eels in spring.", id="another no"),
    pytest.param("The county council ordered the two turbines to stand still for the eels in spring.", id="a number"),
]


@pytest.mark.parametrize("same_source", [True, False])
@pytest.mark.parametrize("other", EVIDENCE)
def test_what_says_something_else_is_never_a_repeat(other, same_source):
    assert not repeats(ORDERED, other, same_source=same_source)


def test_another_wording_repeats_only_within_its_source():
    other = "So for the eels the council ordered: turbines stand still in spring."
    assert repeats(ORDERED, other, same_source=True)
    assert not repeats(ORDERED, other, same_source=False)


def test_the_same_words_repeat_in_any_source():
    assert repeats(ORDERED, ORDERED.upper(), same_source=False)
