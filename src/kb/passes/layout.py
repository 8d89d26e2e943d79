"""Dossiers → the parts of their articles: one for most, the facets of its outline for a hub."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.knowledge import ConceptId
from kb.passes.asking import Asking
from kb.stages.compose import Dossier
from kb.stages.facets import HUB, Facet, Facets, gathered, is_hub, parts, unplaced
from kb.stages.outline import OUTLINE, PLACE, Arrivals, Plot

_ROUNDS = 3
"""An outline whose parts stay too large is written as it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A dossier and the parts that are written of it; none when it could not be laid out."""

    dossier: Dossier
    parts: tuple[Dossier, ...]
    hub: bool = False


def lay_out(dossiers: Sequence[Dossier], known: Facets, asking: Asking) -> tuple[list[Plan], Facets]:
    """The plans, and the facets to remember. A hub that was outlined once is not outlined again: what is new to it is
    put in its place."""
    hubs = [d for d in dossiers if asking.answers(OUTLINE) and is_hub(d, known)]
    placed = _placed([d for d in hubs if d.concept.id in known], known, asking)
    facets = placed | _outlined([d for d in hubs if d.concept.id not in known], asking)
    for _ in range(_ROUNDS):
        large = {d.concept.id: _too_large(d, facets[d.concept.id]) for d in hubs if d.concept.id in facets}
        if not any(large.values()):
            break
        facets |= _split([d for d in hubs if large.get(d.concept.id)], facets, asking)
    # What no hub of today needs is kept: a source that comes back finds its subjects divided as they were.
    ids = {dossier.concept.id for dossier in hubs}
    plans = [_plan(d, facets.get(d.concept.id, ())) if d.concept.id in ids else Plan(d, (d,)) for d in dossiers]
    return plans, {**known, **facets}


def _plan(dossier: Dossier, facets: Sequence[Facet]) -> Plan:
    there = tuple(one for one in parts(dossier, (facet for facet in facets if facet.heading)) if one.claims)
    # A model that found no part worth a heading must not make the subject vanish: it is written at once.
    return Plan(dossier, there, hub=True) if there or not facets else Plan(dossier, (dossier,))


def _outlined(dossiers: Sequence[Dossier], asking: Asking) -> dict[ConceptId, tuple[Facet, ...]]:
    outlined = asking.each(OUTLINE, (Plot(d.concept, "", d.claims) for d in dossiers))
    return {
        d.concept.id: grounded.results[0].facets
        for d, grounded in zip(dossiers, outlined, strict=True)
        if grounded.results
    }


def _placed(dossiers: Sequence[Dossier], known: Facets, asking: Asking) -> dict[ConceptId, tuple[Facet, ...]]:
    """The facets with what is new. A hub that no reply came for is not among them: without its new claims it would be
    paid for now, and again with them."""
    facets = {d.concept.id: tuple(known[d.concept.id]) for d in dossiers}
    new = [(d, claims) for d in dossiers if (claims := unplaced(d, facets[d.concept.id]))]
    arrivals = (Arrivals(d.concept, _headings(facets[d.concept.id]), claims) for d, claims in new)
    for (dossier, _), grounded in zip(new, asking.each(PLACE, arrivals), strict=True):
        one = dossier.concept.id
        if grounded.results:
            facets[one] = gathered([*facets[one], *grounded.results[0].facets])
        elif not grounded.answered:
            del facets[one]
    return facets


def _headings(facets: Iterable[Facet]) -> tuple[str, ...]:
    return tuple(facet.heading for facet in facets if facet.heading)


def _too_large(dossier: Dossier, facets: Iterable[Facet]) -> list[Facet]:
    shown = [facet for facet in facets if facet.heading]
    return [facet for facet, one in zip(shown, parts(dossier, shown), strict=True) if len(one.claims) > HUB]


def _split(
    dossiers: Sequence[Dossier], facets: Mapping[ConceptId, tuple[Facet, ...]], asking: Asking
) -> dict[ConceptId, tuple[Facet, ...]]:
    """Facets that have grown too large, each cut into several where it stood."""
    large = [(d, facet) for d in dossiers for facet in _too_large(d, facets[d.concept.id])]
    plots = (Plot(d.concept, facet.heading, parts(d, [facet])[0].claims) for d, facet in large)
    found = {d.concept.id: list(facets[d.concept.id]) for d in dossiers}
    for (dossier, facet), grounded in zip(large, asking.each(OUTLINE, plots), strict=True):
        some = found[dossier.concept.id]
        if grounded.results:
            at = some.index(facet)
            some[at : at + 1] = grounded.results[0].facets
    return {one: gathered(some) for one, some in found.items()}
