"""How much of each source stands behind the wiki."""

from dataclasses import replace

import pytest

from building import block, claim, source
from kb.reports import MISQUOTED_SOURCE, OVERSTATED, REFUSED_TEXT
from kb.stages.yields import yields

TEXT = "It opened in 1966. It cost 6."
TALK = source("talk", TEXT)


def found(*claims, of=TALK, told=()):
    return yields([of], claims, told)[of.id]


@pytest.mark.parametrize(
    ("claims", "share"),
    [
        pytest.param([], 0.0, id="nothing"),
        pytest.param([claim(TEXT, of="talk")], 1.0, id="all"),
        pytest.param([claim(TEXT, of="talk"), claim(TEXT[:9], of="talk")], 1.0, id="twice is once"),
        pytest.param([claim(TEXT[:18], of="talk")], 18 / 29, id="a part"),
        pytest.param([claim(TEXT[19:], of="talk", at=19)], 10 / 29, id="the last part"),
        pytest.param([claim(TEXT, of="other")], 0.0, id="another source"),
    ],
)
def test_the_share_of_a_text_that_claims_quote(claims, share):
    assert found(*claims).covered == pytest.approx(share)


def test_headings_are_not_text_that_could_be_quoted():
    blocks = (replace(block("A heading"), kind="heading"), block(TEXT, number=2))
    headed = replace(TALK, reading=replace(TALK.reading, blocks=blocks))
    assert found(claim(TEXT, of="talk", number=2), of=headed).covered == 1.0


def test_a_source_without_words_is_not_covered():
    assert found(of=source("talk")).covered == 0.0


def test_claims_are_counted_and_what_was_dropped_by_reason():
    page = "wiki/sources/talk.md"
    told = [
        *[OVERSTATED.at(page, message) for message in "ab"],
        MISQUOTED_SOURCE.at(page, ""),
        REFUSED_TEXT.at(page, ""),
        OVERSTATED.at("wiki/concepts/dam.md", ""),
    ]
    one = found(claim(TEXT, of="talk"), claim("x", of="talk"), told=told)
    assert one.claims == 2
    assert one.dropped == {"no text for a page": 1, "quote not in the source": 1, "said more than its quote": 2}
