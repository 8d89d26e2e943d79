"""What is known of a hub concept, cut into facets that are written one by one, so that one new claim re-pays one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.digest import Digest, digest
from kb.knowledge import Claim, ConceptId
from kb.stages.compose import Dossier

HUB = 30
"""Claims of an article that is written at once; one with more is written part by part, and so is a part with more."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A part of an article: a heading, and the claims that belong below it."""

    heading: str
    """Empty for claims that no part of the article needs."""
    claims: tuple[Digest, ...]


Facets = Mapping[ConceptId, tuple[Facet, ...]]


def mark(claim: Claim) -> Digest:
    """What a claim is known by from compile to compile."""
    return digest([claim.text, claim.quotes])


def is_hub(dossier: Dossier, facets: Facets) -> bool:
    return dossier.concept.id in facets or len(dossier.claims) > HUB


def unplaced(dossier: Dossier, facets: Sequence[Facet]) -> tuple[Claim, ...]:
    """The claims that stand in no facet yet."""
    placed = {one for facet in facets for one in facet.claims}
    return tuple(claim for claim in dossier.claims if mark(claim) not in placed)


def parts(dossier: Dossier, facets: Iterable[Facet]) -> list[Dossier]:
    """The dossiers of facets, in their order."""
    marked = [(mark(claim), claim) for claim in dossier.claims]
    return [_part(dossier, facet, marked) for facet in facets]


def _part(dossier: Dossier, facet: Facet, marked: Sequence[tuple[Digest, Claim]]) -> Dossier:
    wanted = set(facet.claims)
    claims = tuple(claim for one, claim in marked if one in wanted)
    cited = {claim.source for claim in claims}
    cards = tuple(card for card in dossier.cards if card.source in cited)
    return replace(dossier, cards=cards, claims=claims, heading=facet.heading)


def gathered(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """Facets of one heading become one, a claim stays in the first that has it, and empty ones go."""
    home: dict[Digest, str] = {}
    for facet in facets:
        for one in facet.claims:
            # Two sources may say a thing in the same words: below two headings it would be told twice.
            home.setdefault(one, facet.heading)
    headings = dict.fromkeys(home.values())
    return tuple(Facet(heading, tuple(one for one, at in home.items() if at == heading)) for heading in headings)
