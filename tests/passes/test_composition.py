"""Dossiers → articles: what is asked, what stays, and what one more claim costs."""

from dataclasses import replace

import pytest

from building import PROMPTS, claim, dossier
from kb.llm.meters import Observed
from kb.llm.replies import Remembering
from kb.passes.asking import Asking
from kb.passes.composition import compose
from kb.passes.layout import lay_out
from kb.stages.facets import Facet, mark
from models import Kept, Saying, by_rule, replying, stages_asked


def gates(number):
    return [claim(f"Harlow has gate {at}.", number=at) for at in range(1, number + 1)]


SMALL = dossier("Dam", claim("It opened in 1966.", of="a"), claim("It opened in 1967.", of="b"))
HUB = dossier("Harlow", *gates(40))
DISPUTED = {"one": 1, "other": 2, "differ_in": "nothing", "question": "When it opened", "settle": ""}


def composed(*dossiers, facets=None, model=None, **replies):
    model = model or Saying(replying(**replies))
    asking = Asking(model, PROMPTS)
    articles, facets = compose(dossiers, facets or {}, asking)
    return articles, facets, model, [d.rule for d in asking.found]


def refusing(words):
    """No reply to what holds these words."""
    return lambda request: None if words in request.prompt else by_rule(request)


def texts(article):
    return {section.heading: [s.text for s in section.sentences] for section in article.sections}


def test_a_small_subject_is_written_at_once():
    (article,), facets, model, told = composed(SMALL)
    assert texts(article) == {"": ["It opened in 1966.", "It opened in 1967."]}
    assert (facets, told) == ({}, [])
    assert stages_asked(model) == {"reconcile": 1, "compose": 1, "check_sentences": 1}


def test_its_disputes_are_told_to_who_writes_it_and_stay_with_it():
    (article,), _, model, _ = composed(SMALL, reconcile={"contradictions": [DISPUTED]})
    assert [d.question for d in article.disputes] == ["When it opened"]
    assert "- [1] and [2]: When it opened" in next(r.prompt for r in model.asked if r.stage == "compose")


@pytest.mark.parametrize("stage", ["reconcile", "compose", "check_sentences"])
def test_an_article_that_a_reply_is_missing_for_is_not_written(stage):
    articles, _, _, told = composed(SMALL, dossier("Gate", claim("A gate.")), **{stage: refusing("It opened in 1967.")})
    assert [article.concept.title for article in articles] == ["Gate"]
    assert told == ["unanswered-request"]


def test_nothing_is_written_where_the_reply_that_must_come_first_is_missing():
    assert stages_asked(composed(SMALL, reconcile=None)[2]) == {"reconcile": 1}


def test_an_article_of_which_no_sentence_is_carried_is_none():
    articles, _, _, told = composed(SMALL, check_sentences={"verdicts": []})
    assert (articles, set(told)) == ((), {"overstated"})


def test_articles_stand_in_the_order_of_their_dossiers():
    articles, *_ = composed(HUB, SMALL)
    assert [one.concept.title for one in articles] == ["Harlow", "Dam"]


def test_a_hub_is_written_in_parts_below_a_lead():
    (article,), facets, model, _ = composed(HUB)
    assert [(h, len(some)) for h, some in texts(article).items()] == [
        ("", 3),
        ("From statement 1 on", 14),
        ("From statement 15 on", 14),
        ("From statement 29 on", 12),
    ]
    assert stages_asked(model) == {"outline": 1, "compose": 3, "check_sentences": 4, "lead": 1}
    assert article.description == "Harlow has gate 1."
    assert sorted(one for facet in facets["harlow"] for one in facet.claims) == sorted(map(mark, HUB.claims))


def test_one_more_claim_of_a_hub_re_pays_its_own_part_alone():
    remembered = Remembering(Saying(replying()), Kept())
    _, facets, *_ = composed(HUB, model=remembered)
    again, more = Observed(remembered), Observed(remembered)
    composed(HUB, facets=facets, model=again)
    (article,), _, _, _ = composed(dossier("Harlow", *gates(41)), facets=facets, model=more)
    assert again.asked == {}
    assert more.asked == {"place": 1, "compose": 1, "check_sentences": 1}
    assert texts(article)["From statement 29 on"][-1] == "Harlow has gate 41."


@pytest.mark.parametrize("stage", ["outline", "lead", "compose", "check_sentences"])
def test_a_hub_that_a_reply_is_missing_for_is_not_written(stage):
    assert composed(HUB, **{stage: None})[0] == ()


def test_a_hub_of_which_one_part_is_missing_is_not_written():
    articles, _, model, _ = composed(HUB, compose=refusing("gate 40"))
    assert articles == ()
    assert "lead" not in stages_asked(model)


def test_a_hub_whose_new_claims_could_not_be_placed_is_not_written_and_not_paid():
    _, facets, *_ = composed(HUB)
    articles, after, model, _ = composed(dossier("Harlow", *gates(41)), facets=facets, place=None)
    assert (articles, after) == ((), facets)
    assert stages_asked(model) == {"place": 1}


def test_claims_that_no_part_needs_are_left_out_and_not_asked_about_again():
    kept = [{"heading": "Gates", "claims": list(range(1, 6))}]
    (article,), facets, model, _ = composed(HUB, outline={"parts": kept})
    assert len(texts(article)["Gates"]) == 5
    assert (stages_asked(model)["outline"], stages_asked(model)["compose"]) == (1, 1)
    assert not {"outline", "place"} & stages_asked(composed(HUB, facets=facets)[2]).keys()


def test_a_new_claim_is_placed_below_one_of_the_headings_there_are():
    known = {"harlow": (Facet("Gates", (mark(HUB.claims[0]),)), Facet("", tuple(map(mark, HUB.claims[1:]))))}
    *_, model, _ = composed(dossier("Harlow", *gates(41)), facets=known)
    prompt = next(request.prompt for request in model.asked if request.stage == "place")
    assert "<headings>\n- Gates\n</headings>" in prompt
    assert "<statements>\n[1] Harlow has gate 41.\n</statements>" in prompt


def test_a_hub_whose_outline_has_no_part_is_written_at_once():
    (article,), facets, *_ = composed(HUB, outline={"parts": []})
    assert {h: len(some) for h, some in texts(article).items()} == {"": 40}
    assert len(composed(HUB, facets=facets)[0]) == 1


def test_a_hub_whose_lead_could_not_be_checked_is_not_written():
    def refusing_the_lead(request):
        leading = "gate 3." in request.prompt and "gate 4." not in request.prompt
        return None if leading else by_rule(request)

    assert composed(HUB, check_sentences=refusing_the_lead)[0] == ()


def test_a_part_of_which_no_sentence_is_carried_is_left_out():
    def dropping_the_last(request):
        return {"verdicts": []} if "gate 40." in request.prompt else by_rule(request)

    (article,), *_ = composed(HUB, check_sentences=dropping_the_last)
    assert list(texts(article)) == ["", "From statement 1 on", "From statement 15 on"]


def test_a_hub_whose_lead_founded_nothing_opens_with_its_parts():
    (article,), *_ = composed(HUB, lead={"description": "Invented", "sentences": []})
    assert article.description == "Harlow has gate 1"
    assert "" not in texts(article)


def test_a_hub_whose_lead_is_not_carried_is_described_by_its_first_sentence():
    def dropping_the_lead(request):
        leading = "gate 3." in request.prompt and "gate 4." not in request.prompt
        return {"verdicts": []} if leading else by_rule(request)

    (article,), *_ = composed(HUB, check_sentences=dropping_the_lead)
    assert article.description == "Harlow has gate 1"
    assert next(iter(texts(article))) == "From statement 1 on"


def laid(number, *facets, **replies):
    model = Saying(replying(**replies))
    known = {"harlow": facets}
    (plan,), after = lay_out([dossier("Harlow", *gates(number))], known, Asking(model, PROMPTS))
    return [(one.heading, len(one.claims)) for one in plan.parts], after["harlow"], model


ALL = Facet("All", tuple(map(mark, gates(31))))


def test_a_part_that_has_grown_too_large_is_divided_where_it_stood():
    first, last = (Facet(h, (mark(claim(h)),)) for h in ("First", "Last"))
    parts, facets, model = laid(31, first, ALL, last)
    assert [heading for heading, _ in parts] == [f"From statement {n} on" for n in (1, 15, 29)]
    assert [facets[0].heading, facets[-1].heading] == ["First", "Last"]
    assert "Planned now: All" in model.asked[0].prompt


def test_a_part_that_stays_too_large_is_written_as_it_is():
    same = {"parts": [{"heading": "All", "claims": list(range(1, 32))}]}
    parts, _, model = laid(31, ALL, outline=same)
    assert parts == [("All", 31)]
    assert stages_asked(model) == {"outline": 3}


def test_a_part_that_could_not_be_divided_stays():
    assert laid(31, ALL, outline=None)[0] == [("All", 31)]


def test_a_part_whose_claims_are_gone_is_not_written_but_remembered():
    gone = Facet("Gone", (mark(claim("Long ago.")),))
    parts, facets, _ = laid(2, Facet("Here", tuple(map(mark, gates(2)))), gone)
    assert parts == [("Here", 2)]
    assert gone in facets


def test_a_model_that_makes_no_outlines_writes_a_hub_at_once():
    model = Saying(replying(), stages=("compose",))
    (article,), facets, *_ = composed(HUB, model=model)
    assert len(texts(article)[""]) == 40
    assert (facets, stages_asked(model)) == ({}, {"compose": 1})


def test_how_other_hubs_are_divided_is_not_forgotten():
    known = {"elsewhere": (Facet("All", ()),)}
    assert composed(SMALL, facets=known)[1] == known


def test_neighbours_and_disputes_of_all_parts_are_the_articles():
    voices = [replace(one, said_by=(("Ana", "Bo")[at % 2],)) for at, one in enumerate(gates(40))]
    hub = replace(dossier("Harlow", *voices), neighbours=(SMALL.concept,))
    (article,), *_ = composed(hub, reconcile={"contradictions": [DISPUTED]})
    assert article.neighbours == ("dam",)
    assert [d.sides[0].text for d in article.disputes] == [f"Harlow has gate {n}." for n in (1, 15, 29)]
