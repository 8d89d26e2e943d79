"""LOOK AGAIN: which words of a window no claim quotes, and what is asked about them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import PROMPTS, block, citation, claim
from kb.digest import Digest
from kb.knowledge import Claim, SourceId
from kb.stages.extract import ExtractReply, Statement, Window
from kb.stages.look_again import LOOK_AGAIN, Remainder, covered, ground, remainders

FIRST, SECOND = "The lock of Lorvik was built in 1931.", "Nobody has mended it since, says the keeper."
LONG = " ".join(f"word{at}" for at in range(50))


def window(*texts, **changes):
    blocks = tuple(replace(block(text, number=at), **changes) for at, text in enumerate(texts, 1))
    return Window(SourceId("a"), "article", "en", blocks)


def left(*texts, claims=(), **changes):
    """The words that a second look is sent, of each paragraph."""
    (found,) = remainders([window(*texts, **changes)], [claims]) or [Remainder(window(), {})]
    texts_by_id = {one.id: one.text for one in found.window.blocks}
    return [texts_by_id[one][start:end] for one, spans in found.left.items() for start, end in spans]


@pytest.mark.parametrize(
    ("texts", "claims", "expected"),
    [
        pytest.param([LONG], [], [LONG], id="nothing is quoted"),
        pytest.param([LONG], [claim(LONG)], [], id="all is quoted"),
        pytest.param([FIRST, SECOND], [], [], id="too little for a second look"),
        pytest.param([FIRST, LONG], [claim(FIRST)], [LONG], id="a paragraph that is quoted is left out"),
        pytest.param([f"{FIRST} {LONG}"], [claim(FIRST)], [f" {LONG}"], id="what follows a quote"),
        pytest.param(
            [f"Yes, as I said, so it was. {FIRST} {LONG}"],
            [claim(FIRST, at=27)],
            [f" {LONG}"],
            id="a few words say nothing",
        ),
        pytest.param(["汉" * 200], [], ["汉" * 200], id="a script without spaces"),
    ],
)
def test_what_is_left_of_a_window(texts, claims, expected):
    assert left(*texts, claims=claims) == expected


@pytest.mark.parametrize("kind", ["code", "table"])
def test_nobody_looks_again_at_code_and_tables(kind):
    assert left(LONG, kind=kind) == []


@given(st.lists(st.tuples(st.integers(0, len(LONG)), st.integers(1, 90)), max_size=8))
def test_each_character_is_quoted_or_left_or_in_a_gap_of_a_few_words(places):
    quotes = [LONG[at : at + size] for at, size in places]
    claims = [claim(q, at=at) for q, (at, _) in zip(quotes, places, strict=True) if q]
    whole = window(LONG)
    quoted = covered(whole.blocks[0], claims)
    found = remainders([whole], [claims])
    rest = [span for one in found for spans in one.left.values() for span in spans]
    parts = sorted([*quoted, *rest])
    assert all(before.end <= after.start for before, after in pairwise(parts))
    gaps = zip([0, *(part.end for part in parts)], [*(part.start for part in parts), len(LONG)], strict=True)
    assert not found or all(len(LONG[start:end].split()) < 8 for start, end in gaps)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)), max_size=8))
def test_what_is_covered_is_every_quoted_character_and_no_other(places):
    claims = [claim(LONG[at : at + size], at=at) for at, size in places if LONG[at : at + size]]
    spans = covered(window(LONG).blocks[0], claims)
    quoted = {one for c in claims for one in range(*c.citations[0].span)}
    assert {one for span in spans for one in range(*span)} == quoted
    assert sum(end - start for start, end in spans) == len(quoted)


def test_quotes_that_touch_are_one_part():
    assert covered(window(FIRST).blocks[0], [claim("The ", at=0), claim("lock", at=4)]) == [(0, 8)]


def test_quotes_of_another_paragraph_cover_nothing_here():
    assert covered(window(FIRST).blocks[0], [claim(FIRST, number=2)]) == []


def test_both_quotes_of_a_claim_cover():
    both = Claim("x", (citation(quote="The lock"), citation(quote="1931.", at=32)))
    assert covered(window(FIRST).blocks[0], [both]) == [(0, 8), (32, 37)]


def test_the_model_sees_the_gaps_marked_and_what_was_listed_already():
    whole = window(FIRST, f"{SECOND} {LONG}", LONG)
    (found,) = remainders([whole], [[claim("It was built.", quote=FIRST), claim("Unmended.", quote=SECOND, number=2)]])
    fields = LOOK_AGAIN.fill(found)
    assert fields["text"] == f"{SECOND}⟦{LONG}⟧\n\n⟦{LONG}⟧"
    assert fields["known"] == "- Unmended."


@pytest.mark.parametrize(("card", "source"), [("", "article"), ('"A talk", en', '"A talk", en')])
def test_the_model_knows_what_the_source_is(card, source):
    (found,) = remainders([replace(window(LONG), card=card)], [[]])
    fields = LOOK_AGAIN.fill(found)
    assert (fields["source"], fields["language"], fields["known"]) == (source, "en", "none")
    assert LOOK_AGAIN.fill(replace(found, window=replace(found.window, language="")))["language"] == "unknown"
    assert LOOK_AGAIN.request(found, PROMPTS).subject == "sources/a"


def test_a_marked_turn_says_who_speaks():
    spoken = replace(window(LONG), blocks=(block(LONG, speaker="Ana"),))
    (found,) = remainders([spoken], [[]])
    assert LOOK_AGAIN.fill(found)["text"] == f"Ana: ⟦{LONG}⟧"
    assert "Ana: ⟦" in LOOK_AGAIN.request(found, PROMPTS).prompt


def statement(quote):
    return Statement(text="x", quotes=[quote], said_by=[], stance="asserted", time="", about=[], mentions=[])


def test_what_is_found_stands_on_its_quote_like_any_other_claim():
    (found,) = remainders([window(LONG)], [[]])
    grounded = ground(found, ExtractReply(statements=[statement("word3 word4"), statement("invented")]), Digest("k"))
    assert [c.quotes for c in grounded.results] == [("word3 word4",)]
    assert [d.rule for d in grounded.diagnostics] == ["misquoted-source"]
