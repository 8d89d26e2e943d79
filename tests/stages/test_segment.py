"""Where a model's cuts of a pasted file are taken, and where they are not."""

import json

import pytest

from kb.digest import Digest
from kb.stages.segment import SEGMENT, Pasted, segment, stretches
from models import Saying
from stages.test_prompts import PROMPTS

WORDS = "The herring came back to the bay in the spring of that year and nobody had expected it"
FILE = Pasted("raw/kept.txt", Digest("d"), ((1, "Herring"), (2, WORDS), (3, ""), (4, WORDS), (5, WORDS)), (4,))


def asked(*lines, file=FILE):
    """What comes of a reply that names these lines."""
    reply = json.dumps({"posts": [{"line": line, "why": "other subject"} for line in lines]})
    return segment([file], Saying(lambda request: reply), PROMPTS)


def long(count):
    return Pasted("raw/long.txt", Digest("d"), tuple((number, WORDS) for number in range(1, count + 1)), ())


def test_a_cut_before_a_line_is_taken():
    assert asked(4) == ({FILE.sha256: (4,)}, ())


def test_no_cut_is_a_decision_too():
    assert asked() == ({FILE.sha256: ()}, ())


def test_the_first_line_begins_a_post_whether_or_not_it_is_named():
    assert asked(1, 4)[0] == {FILE.sha256: (4,)}


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((4, 9), id="a line beyond the end"),
        pytest.param((3,), id="a blank line"),
        pytest.param((5, 4), id="out of order"),
        pytest.param((4, 4), id="named twice"),
        pytest.param((2,), id="a post of one word before it"),
    ],
)
def test_one_wrong_cut_is_reason_to_take_none(lines):
    cuts, (found,) = asked(*lines)
    assert (cuts, found.rule, found.path) == ({}, "unfounded-cut", "raw/kept.txt")


def test_a_model_without_a_rule_for_it_decides_nothing():
    assert segment([FILE], Saying(lambda request: "", stages=()), PROMPTS) == ({}, ())


def test_a_reply_that_does_not_come_decides_nothing():
    cuts, (found,) = segment([FILE], Saying(lambda request: None), PROMPTS)
    assert (cuts, found.rule) == ({}, "unanswered-request")


def test_a_model_sees_numbers_text_and_marks_and_no_path():
    prompt = SEGMENT.request(stretches(FILE)[0], PROMPTS).prompt
    assert f"1  Herring\n2  {WORDS}\n4? {WORDS}\n5  {WORDS}" in prompt
    assert "kept" not in prompt


def test_a_long_line_is_shown_by_its_beginning_and_its_end():
    file = Pasted("raw/a.txt", Digest("d"), ((1, f"Hello {'and on ' * 90}goodbye"),), ())
    prompt = SEGMENT.request(stretches(file)[0], PROMPTS).prompt
    assert "1  Hello and" in prompt and "on goodbye" in prompt
    assert len(prompt) < 220


@pytest.mark.parametrize("count", [1, 250, 251, 460, 461, 1000])
def test_every_line_is_decided_once_whatever_the_length(count):
    decided = [line for part in stretches(long(count)) for line in range(part.decides[0], part.decides[1] + 1)]
    assert decided == list(range(1, count + 1))


def test_what_is_decided_is_seen_with_what_surrounds_it():
    one, two = stretches(long(300))
    assert one.lines[-1][0] - one.decides[1] >= 20 <= two.decides[0] - two.lines[0][0]


def test_half_an_answer_decides_nothing():
    replies = iter(['{"posts": []}', None])
    cuts, _ = segment([long(300)], Saying(lambda request: next(replies)), PROMPTS)
    assert cuts == {}
