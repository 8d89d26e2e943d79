"""OUTLINE and PLACE: every claim of a hub in exactly one facet, whatever a model replies."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import claim, concept, dossier
from kb.digest import Digest
from kb.stages.facets import HUB, Facet, gathered, is_hub, mark, parts, unplaced
from kb.stages.outline import (
    OUTLINE,
    PLACE,
    Arrivals,
    OutlineReply,
    Part,
    Placed,
    PlaceReply,
    Plot,
    ground_outline,
    ground_place,
)

DAM = concept("Dam")
CLAIMS = tuple(claim(f"Fact {at}.", number=at) for at in range(1, 9))
headings = st.sampled_from(["", "Cost", "Building", " Cost ", "http://x.org"])
numbers = st.integers(-1, 10)
outlines = st.lists(st.builds(Part, heading=headings, claims=st.lists(numbers))).map(lambda p: OutlineReply(parts=p))
places = st.lists(st.builds(Placed, number=numbers, heading=headings)).map(lambda p: PlaceReply(places=p))
some_claims = st.lists(st.sampled_from(CLAIMS), max_size=12).map(tuple)


def outlined(claims, reply):
    return ground_outline(Plot(DAM, "", claims), reply, Digest("k")).results[0].facets


def placed(claims, reply):
    return ground_place(Arrivals(DAM, ("Cost",), claims), reply, Digest("k")).results[0].facets


def everywhere(facets):
    return Counter(one for facet in facets for one in facet.claims)


@given(some_claims, outlines)
def test_an_outline_keeps_every_claim_in_exactly_one_facet(claims, reply):
    assert everywhere(outlined(claims, reply)) == Counter(set(map(mark, claims)))


@given(some_claims, some_claims, outlines, places)
def test_so_does_an_outline_with_what_is_placed_later(before, after, reply, place):
    facets = outlined(before, reply)
    new = unplaced(dossier("Dam", *before, *after), facets)
    whole = gathered([*facets, *placed(new, place)])
    assert everywhere(whole) == Counter(set(map(mark, (*before, *after))))


@given(outlines)
def test_no_two_facets_have_one_heading_and_none_is_empty(reply):
    facets = outlined(CLAIMS, reply)
    assert len({facet.heading for facet in facets}) == len(facets)
    assert all(facet.claims for facet in facets)


def test_parts_stand_in_the_order_of_the_outline_and_what_none_names_is_left_out_last():
    reply = OutlineReply(parts=[Part(heading="Cost", claims=[2, 1, 2]), Part(heading="Building", claims=[1, 4, 99])])
    facets = [(facet.heading, facet.claims) for facet in outlined(CLAIMS[:4], reply)]
    first, second, third, fourth = map(mark, CLAIMS[:4])
    assert facets == [("Cost", (second, first)), ("Building", (fourth,)), ("", (third,))]


def test_headings_are_one_line_and_below_one_that_must_not_be_printed_nothing_is_written():
    reply = OutlineReply(parts=[Part(heading=" The\ncost ", claims=[1]), Part(heading="http://x.org", claims=[2])])
    place = PlaceReply(places=[Placed(number=1, heading=" The\ncost "), Placed(number=2, heading="http://x.org")])
    for facets in (outlined(CLAIMS[:2], reply), placed(CLAIMS[:2], place)):
        assert [facet.heading for facet in facets] == ["The cost", ""]


def test_a_claim_that_is_placed_goes_below_its_heading_the_first_one_given():
    reply = PlaceReply(places=[Placed(number=2, heading="Cost"), Placed(number=2, heading="Building")])
    assert placed(CLAIMS[:2], reply) == (Facet("Cost", (mark(CLAIMS[1]),)), Facet("", (mark(CLAIMS[0]),)))


def test_the_same_words_in_two_sources_belong_below_one_heading():
    twice = (claim("It cost 6.", of="a"), claim("It cost 6.", of="b"))
    reply = OutlineReply(parts=[Part(heading="Cost", claims=[1]), Part(heading="Money", claims=[2])])
    assert outlined(twice, reply) == (Facet("Cost", (mark(twice[0]),)),)


@pytest.mark.parametrize(
    ("number", "facets", "hub"),
    [
        pytest.param(HUB, {}, False, id="as many as are written at once"),
        pytest.param(HUB + 1, {}, True, id="one more"),
        pytest.param(1, {DAM.id: ()}, True, id="once outlined, always in parts"),
    ],
)
def test_what_a_hub_is(number, facets, hub):
    assert is_hub(dossier("Dam", *CLAIMS[:1] * number), facets) == hub


def test_a_part_has_its_own_claims_in_the_order_of_the_text_and_only_their_sources():
    whole = dossier("Dam", CLAIMS[0], CLAIMS[1], claim("Elsewhere.", of="b"))
    (one,) = parts(whole, [Facet("Cost", (mark(CLAIMS[1]), mark(CLAIMS[0])))])
    assert (one.heading, one.claims, [card.source for card in one.cards]) == ("Cost", CLAIMS[:2], ["a"])


def test_a_claim_is_known_by_its_words_and_quotes_wherever_they_stand():
    assert mark(claim("x", number=1)) == mark(claim("x", number=2, by="Ana"))
    assert len({mark(one) for one in (claim("x"), claim("y"), claim("x", quote="y"))}) == 3


def test_the_model_sees_numbered_claims_and_the_headings_there_are():
    fields = OUTLINE.fill(Plot(DAM, "", CLAIMS[:2]))
    assert fields == {"concept": "Dam", "part": "the whole article", "claims": "[1] Fact 1.\n[2] Fact 2."}
    assert OUTLINE.fill(Plot(DAM, "Cost", ()))["part"] == "Cost"
    assert OUTLINE.subject(Plot(DAM, "", ())) == PLACE.subject(Arrivals(DAM, (), ())) == "concepts/dam"
    assert PLACE.fill(Arrivals(DAM, ("Cost", "Use"), CLAIMS[:1]))["headings"] == "- Cost\n- Use"
