"""JUDGE_PAIR: when two sentences count as contradicting, and when one as outdated."""

from dataclasses import replace

import pytest

from building import PROMPTS
from kb.digest import Digest
from kb.stages.judge_pair import JUDGE_PAIR, Contest, JudgePairReply, Side
from kb.stages.judge_sentences import Around, Quoted

OLD = Side(
    "wiki/a.md",
    "Eel",
    "Counts",
    "It is used by 200 eels.",
    (Quoted("200 eels", "First", 0),),
    (Around("First", "talk", "200 eels"),),
    ("2015-03-01",),
    7,
    1,
)
NEW = replace(OLD, path="wiki/b.md", text="It is used by 900 eels.", dates=("2022-03-01",))
CONTRADICTS = {
    "same_subject": True,
    "same_time": True,
    "same_scope": True,
    "both_held": True,
    "known": False,
    "verdict": "contradiction",
    "outdated": "neither",
    "why": "how many",
}
OUTDATES = CONTRADICTS | {"verdict": "outdated", "same_time": False, "outdated": "A"}


def opinion(reply, one=OLD, other=NEW):
    grounded = JUDGE_PAIR.ground(Contest(one, other), JudgePairReply.model_validate(reply), Digest("k"))
    (found,) = grounded.results
    return found


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        pytest.param(CONTRADICTS, "contradiction", id="same thing, time and scope, both held"),
        pytest.param(CONTRADICTS | {"same_subject": False}, "both_hold", id="not the same thing"),
        pytest.param(CONTRADICTS | {"same_time": False}, "both_hold", id="not the same time"),
        pytest.param(CONTRADICTS | {"same_scope": False}, "both_hold", id="not the same scope"),
        pytest.param(CONTRADICTS | {"both_held": False}, "both_hold", id="only passed on"),
        pytest.param(CONTRADICTS | {"known": True}, "both_hold", id="the wiki shows it"),
        pytest.param(CONTRADICTS | {"outdated": "B"}, "contradiction", id="a side that nobody asked for"),
        pytest.param(OUTDATES, "outdated", id="an older state told as if it held"),
        pytest.param(OUTDATES | {"outdated": "B"}, "both_hold", id="the newer one can't be outdated"),
        pytest.param(OUTDATES | {"outdated": "neither"}, "both_hold", id="outdated, and neither is"),
        pytest.param(OUTDATES | {"same_time": True}, "both_hold", id="at one time nothing is outdated"),
        pytest.param(OUTDATES | {"verdict": "both_hold"}, "both_hold", id="both hold, whatever else is said"),
    ],
)
def test_a_verdict_counts_as_far_as_what_was_answered_before_it_allows(reply, verdict):
    assert opinion(reply).verdict == verdict


@pytest.mark.parametrize(
    ("dates", "outdated"),
    [
        pytest.param((("2015-03-01",), ("2022-03-01",)), True, id="earlier"),
        pytest.param((("2022-03-01",), ("2015-03-01",)), False, id="later"),
        pytest.param((("2015-03-01",), ("2015-03-20",)), False, id="the same month"),
        pytest.param((("2015",), ("2015-03-20",)), False, id="perhaps the same month"),
        pytest.param(((), ("2022-03-01",)), False, id="no date"),
        pytest.param((("2015-03-01", "2023-01-01"), ("2022-03-01",)), False, id="one source is newer"),
        pytest.param((("2021",), ("2022-03-01",)), True, id="a year"),
    ],
)
def test_only_what_stands_on_older_sources_alone_is_outdated(dates, outdated):
    found = opinion(OUTDATES, replace(OLD, dates=dates[0]), replace(NEW, dates=dates[1]))
    assert (found.outdated is not None) == outdated


def test_the_outdated_one_is_found_on_either_side():
    assert opinion(OUTDATES | {"outdated": "B"}, NEW, OLD).outdated == OLD


def test_a_reason_is_one_line_without_orders_and_addresses():
    assert opinion(CONTRADICTS | {"why": " the\n count "}).why == "the count"
    assert opinion(CONTRADICTS | {"why": "see https://x.org"}).why == ""


def test_both_sides_are_shown_alike_with_known_disputes():
    prompt = JUDGE_PAIR.request(Contest(OLD, NEW, ("How many\n eels",)), PROMPTS).prompt
    shown = (
        'On the page “Eel”, below the heading “Counts”: It is used by 200 eels.\nIts quotes:\n- "200 eels" '
        "(passage 1; First)\nPassage 1: First · talk\n> 200 eels"
    )
    assert shown in prompt
    assert shown.replace("by 200", "by 900") in prompt
    assert "- How many eels" in prompt
