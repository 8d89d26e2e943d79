"""What a model is told of a source, and of who makes a claim."""

from dataclasses import replace

import pytest

from building import block, claim, source
from kb.stages.cards import Card, how

TALK = source("talk", "Yes.", title="A talk", published="2019-05-01", genre="lecture", author=("Ana Ruiz",))


def card(**reading):
    return Card.of(replace(TALK, reading=replace(TALK.reading, **reading)))


@pytest.mark.parametrize(
    ("reading", "shown"),
    [
        pytest.param({}, '"A talk", lecture, en, 2019-05-01', id="all that is known"),
        pytest.param({"genre": "", "published": ""}, '"A talk", article, en', id="no genre: its kind"),
        pytest.param(
            {"named_by_file": True}, '"Untitled article", lecture, en, 2019-05-01', id="a file's name is no title"
        ),
        pytest.param(
            {"wording": "machine_reworded"}, '"A talk", lecture, en, 2019-05-01, machine-reworded', id="reworded"
        ),
    ],
)
def test_a_source_in_a_line(reading, shown):
    assert card(**reading).shown() == shown


def test_it_is_introduced_with_its_people_each_once_and_six_at_the_most():
    blocks = (block("Yes.", speaker="Bo"), block("No.", speaker="Ana Ruiz"))
    assert card(blocks=blocks, participants=("Cy",)).people == ("Ana Ruiz", "Cy", "Bo")
    assert card(blocks=blocks, participants=("Bo (a baker)",)).people == ("Ana Ruiz", "Bo (a baker)")
    assert card().introduced() == '"A talk", lecture, en, 2019-05-01; people: Ana Ruiz'
    assert len(card(participants=tuple("abcdefgh")).people) == 6
    assert card(author=()).introduced() == card().shown()


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(claim("x"), "asserted", id="the document itself"),
        pytest.param(claim("x", by="Ana", stance="opinion"), "opinion by Ana", id="a speaker"),
        pytest.param(replace(claim("x"), said_by=("Ana", "Bo")), "asserted by Ana, in Bo", id="passed on"),
        pytest.param(claim("x", time="this year"), "asserted; this year", id="a time"),
    ],
)
def test_who_makes_a_claim_how_and_for_when(made, expected):
    assert how(made) == expected
