"""Claims → the concept table, asked until nothing new comes of it."""

from dataclasses import replace

from building import PROMPTS, claim, source
from kb.knowledge import ConceptTable
from kb.passes.asking import Asking
from kb.passes.resolution import resolve
from models import Saying, by_rule, replying

SOURCES = [source("a"), source("b")]
CLAIMS = [claim(f"{name} builds cars, {of} says.", name, of=of) for name in ("Geely", "Volvo") for of in "ab"]


def resolved(table=ConceptTable({}), **replies):  # noqa: B008
    model = Saying(replying(**replies))
    return resolve(CLAIMS, SOURCES, table, Asking(model, PROMPTS)), len(model.asked)


def deciding(*decisions):
    return {"decisions": [{"name": n, "verdict": v, "concept": c} for n, v, c in decisions]}


def test_every_name_is_decided_on_once():
    table, asked = resolved()
    assert sorted(table.concepts) == ["geely", "volvo"]
    assert asked == 1
    assert resolved(table) == (table, 0)


def test_names_not_worth_a_page_are_never_asked_about_again():
    table, _ = resolved(resolve=deciding(("Geely", "skip", ""), ("Volvo", "skip", "")))
    assert (table.concepts, resolved(table)[1]) == ({}, 0)


def test_a_name_that_a_reply_left_out_is_asked_about_again_until_a_reply_adds_nothing():
    table, asked = resolved(resolve=deciding(("Geely", "new", "Geely")))
    assert (sorted(table.concepts), asked) == (["geely"], 2)


def test_a_copy_is_no_second_support():
    model = Saying(replying())
    copy = replace(source("b"), duplicate_of=SOURCES[0].id)
    assert resolve(CLAIMS, [SOURCES[0], copy], ConceptTable({}), Asking(model, PROMPTS)) == ConceptTable({})
    assert model.asked == []


def test_without_a_reply_the_table_stays():
    assert resolved(resolve=None) == (ConceptTable({}), 1)


def test_a_model_that_decides_on_one_name_at_a_time_ends():
    names = ["Geely", "Volvo", "Saab", "Tesla", "Xpeng", "Nio", "Fiat", "Seat", "Audi", "Opel"]
    claims = [claim(f"{name} builds cars, {of} says.", name, of=of) for name in names for of in "ab"]
    model = Saying(replying(resolve=lambda request: {"decisions": by_rule(request)["decisions"][:1]}))
    table = resolve(claims, SOURCES, ConceptTable({}), Asking(model, PROMPTS))
    assert len(table.concepts) == len(model.asked) == 8
