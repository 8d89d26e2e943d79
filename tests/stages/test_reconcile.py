"""RECONCILE: which pairs of statements become disputes."""

import pytest

from building import claim, dossier
from kb.digest import Digest
from kb.stages.reconcile import Contradiction, ReconcileReply, contested, ground

OPENED, LATER, COST = claim("Opened in 1966."), claim("Opened in 1967.", of="b"), claim("It cost 6.", of="b", number=2)
DAM = dossier("Dam", OPENED, LATER, COST)


def pair(one=1, other=2, differ_in="nothing", question="When it opened", settle="A deed"):
    return Contradiction(one=one, other=other, differ_in=differ_in, question=question, settle=settle)


def found(*pairs):
    grounded = ground(DAM, ReconcileReply(contradictions=list(pairs)), Digest("k"))
    disputes = [(d.question, d.sides, d.settle) for d in grounded.results[0].disputes]
    return disputes, [d.rule for d in grounded.diagnostics]


def test_a_pair_that_cannot_both_hold_is_a_dispute():
    assert found(pair()) == ([("When it opened", (OPENED, LATER), "A deed")], [])


def test_the_same_pair_is_one_dispute_whichever_side_comes_first():
    assert found(pair(), pair(2, 1, question="The year"))[0] == [("When it opened", (OPENED, LATER), "A deed")]


def test_two_pairs_are_two_disputes():
    assert [sides for _, sides, _ in found(pair(), pair(1, 3))[0]] == [(OPENED, LATER), (OPENED, COST)]


@pytest.mark.parametrize("differ_in", ["time", "scope", "subject", "voice"])
def test_what_lets_both_hold_leaves_no_dispute(differ_in):
    assert found(pair(differ_in=differ_in)) == ([], [])


def test_a_pair_that_is_none_needs_no_question():
    assert found(pair(differ_in="scope", question="")) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(pair(1, 1), id="a statement with itself"),
        pytest.param(pair(0, 1), id="number zero"),
        pytest.param(pair(1, 4), id="a number that was not asked about"),
        pytest.param(pair(question=" "), id="no question"),
        pytest.param(pair(question="See http://x.org"), id="a question that must not be printed"),
    ],
)
def test_an_unfounded_dispute_is_dropped_and_told(wrong):
    assert found(wrong) == ([], ["unfounded-dispute"])


@pytest.mark.parametrize(
    ("claims", "asked"),
    [
        pytest.param([OPENED], False, id="one voice"),
        pytest.param([LATER, COST], False, id="one source, no speakers"),
        pytest.param([OPENED, LATER], True, id="two sources"),
        pytest.param([claim("Yes.", by="Ana"), claim("No.", by="Bo")], True, id="two speakers of one source"),
        pytest.param([claim("Yes.", by="Ana"), claim("No.")], True, id="a speaker and the document itself"),
    ],
)
def test_only_where_more_than_one_voice_is_heard_is_anything_asked(claims, asked):
    assert bool(contested([dossier("Dam", *claims)])) == asked
