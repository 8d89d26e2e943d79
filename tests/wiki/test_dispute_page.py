"""A dispute's page, in full."""

from dataclasses import replace

import pytest

from building import claim, concept, source
from kb.knowledge import Dispute
from kb.wiki.citing import Shelf
from kb.wiki.dispute_page import dispute_page

TALK = source("talk", "It opened in 1966.", title="A talk on the dam", folder="raw/talks")
REPORT = source("report", "It was opened in 1967.", title="The report")
SHELF = Shelf.of([TALK, REPORT])
DAM, GATE = concept("Dam"), concept("Gate")
SIDES = (
    claim("Opened in 1966.", of="talk", by="Ana", quote="It opened in 1966.", stance="reported"),
    claim("Opened in 1967.", of="report", quote="It was opened in 1967."),
)
DISPUTE = Dispute("When [it] opened", SIDES, "The *deed*", "when-it-opened")


def page(dispute=DISPUTE, touches=(DAM, GATE), shelf=SHELF):
    return dispute_page(dispute, tuple(c.id for c in touches), {c.id: c for c in touches}, shelf)


def test_a_dispute_page():
    draft = page()
    assert draft.path == "disputes/when-it-opened.md"
    assert draft.body == (
        """\
# When [it] opened

- **Ana, in A talk on the dam, reports:** Opened in 1966.[^talk-1]
- **The report says:** Opened in 1967.[^report-1]

> [!TIP]
> What would settle it: The \\*deed*

## Related

[Dam](../concepts/dam.md) · [Gate](../concepts/gate.md)

[^talk-1]: "It opened in 1966." — [A talk on the dam](../sources/talk.md#^k00000001)
[^report-1]: "It was opened in 1967." — [The report](../sources/report.md#^k00000001)"""
    )


def test_what_stands_in_its_front_matter():
    assert page().front == {
        "type": "Dispute",
        "title": "When [it] opened",
        "description": "Disagreement: A talk on the dam; The report",
        "sources": [
            {"id": "talk", "resource": "../sources/talk.md", "title": "A talk on the dam"},
            {"id": "report", "resource": "../sources/report.md", "title": "The report"},
        ],
        "status": "open",
    }


def test_two_voices_of_one_source_differ_within_it():
    own = replace(DISPUTE, sides=(SIDES[0], replace(SIDES[0], text="Opened in 1968.", said_by=("Bo",))))
    assert page(own).front["description"] == "Disagreement: A talk on the dam"


def test_nothing_in_it_is_markup_of_its_own():
    sides = (replace(SIDES[0], text="Opened in <b>1966."), SIDES[1])
    body = page(replace(DISPUTE, question="When <b>it opened", settle="The <b>deed", sides=sides)).body
    assert "<b>" not in body.replace("\\<b>", "")


def test_nothing_is_said_of_what_would_settle_it_where_nobody_knows():
    assert "TIP" not in page(replace(DISPUTE, settle="")).body


@pytest.mark.parametrize(
    ("stance", "words"), [("asserted", "says"), ("reported", "reports"), ("opinion", "holds"), ("question", "asks")]
)
def test_how_a_side_puts_it(stance, words):
    sides = (replace(SIDES[0], stance=stance), SIDES[1])
    assert f"- **Ana, in A talk on the dam, {words}:** Opened in 1966." in page(replace(DISPUTE, sides=sides)).body


def test_words_that_a_program_changed_are_their_sources_and_nobodys():
    talk = replace(TALK, reading=replace(TALK.reading, wording="machine_reworded"))
    body = page(shelf=Shelf.of([talk, REPORT])).body
    assert "- **A talk on the dam reports:** Opened in 1966." in body
    assert "Ana" not in body


def test_a_long_title_is_cut():
    talk = replace(TALK, reading=replace(TALK.reading, title="A talk " * 20))
    assert "**Ana, in A talk A talk A talk A talk A talk A…, reports:**" in page(shelf=Shelf.of([talk, REPORT])).body
