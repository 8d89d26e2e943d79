"""Dossiers → articles: contradictions found, parts written and checked, hubs led in."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Article
from kb.passes.asking import Asking
from kb.passes.checking import check
from kb.passes.hubs import lead_in
from kb.passes.layout import lay_out
from kb.stages.compose import COMPOSE, Dossier
from kb.stages.facets import Facets
from kb.stages.reconcile import RECONCILE, contested


def compose(dossiers: Sequence[Dossier], facets: Facets, asking: Asking) -> tuple[tuple[Article, ...], Facets]:
    """The articles, and how hubs are divided. A concept whose reply is missing has no article here."""
    plans, facets = lay_out(dossiers, facets, asking)
    parts = _reconciled([part for plan in plans for part in plan.parts], asking)
    # Parts of all articles in one wave: what can be asked at once takes the time of one reply.
    written = dict(zip(map(_name, parts), _written(parts, asking), strict=True))
    whole = [[written.get(_name(part)) for part in plan.parts] for plan in plans]
    small = [some[0] for plan, some in zip(plans, whole, strict=True) if not plan.hub]
    led = lead_in([(plan, some) for plan, some in zip(plans, whole, strict=True) if plan.hub], asking)
    found = {one.concept.id: one for one in (*small, *led) if one is not None and one.sections}
    return tuple(found[d.concept.id] for d in dossiers if d.concept.id in found), facets


def _name(part: Dossier) -> tuple[str, str]:
    return part.concept.id, part.heading


def _reconciled(parts: Sequence[Dossier], asking: Asking) -> list[Dossier]:
    """The parts with their disputes, without those that no reply came for: an article that does not know of its
    disputes would be paid for now, and again when it does."""
    asked = contested(parts)
    found = dict(zip(map(_name, asked), asking.each(RECONCILE, asked), strict=True))
    missing = {name for name, grounded in found.items() if not grounded.answered}
    disputes = {name: grounded.results[0].disputes for name, grounded in found.items() if grounded.results}
    return [replace(part, disputes=disputes.get(_name(part), ())) for part in parts if _name(part) not in missing]


def _written(parts: Sequence[Dossier], asking: Asking) -> list[Article | None]:
    """An article of each part, with only such sentences as their quotes carry; None where a reply is missing."""
    grounded = asking.each(COMPOSE, parts)
    there = [
        one.results[0] if one.results else Article(part.concept, "", ())
        for part, one in zip(parts, grounded, strict=True)
        if one.answered
    ]
    checked = iter(check(there, {card.source: card for part in parts for card in part.cards}, asking))
    return [next(checked) if one.answered else None for one in grounded]
