"""OUTLINE: the claims about a hub concept in, the parts of its article out. PLACE: new claims in, their parts out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import Claim, Concept
from kb.llm.stage import Grounded, Stage
from kb.stages.facets import Facet, gathered, mark
from kb.stages.written import line


@dataclass(frozen=True, slots=True)
class Plot:
    """Claims that want to be put in order."""

    concept: Concept
    heading: str
    """Of the part that has grown too large; empty for a whole article."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Claims that came after the outline was made."""

    concept: Concept
    headings: tuple[str, ...]
    claims: tuple[Claim, ...]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    heading: str
    claims: list[int] = Field(description="Numbers of the statements that belong below it.")


class OutlineReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    parts: list[Part] = Field(description="In the order in which a reader wants them.")


class Placed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    heading: str = Field(description="One of the headings, letter by letter, or a new one; empty: no part needs it.")


class PlaceReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    places: list[Placed]


@dataclass(frozen=True, slots=True)
class Outlined:
    facets: tuple[Facet, ...]


def fill_outline(plot: Plot) -> Mapping[str, str]:
    part = plot.heading or "the whole article"
    return {"concept": plot.concept.title, "part": part, "claims": _listed(plot.claims)}


def fill_place(arrivals: Arrivals) -> Mapping[str, str]:
    headings = "\n".join(f"- {heading}" for heading in arrivals.headings)
    return {"concept": arrivals.concept.title, "headings": headings, "claims": _listed(arrivals.claims)}


def _listed(claims: tuple[Claim, ...]) -> str:
    return "\n".join(f"[{number}] {claim.text}" for number, claim in enumerate(claims, 1))


def ground_outline(plot: Plot, reply: OutlineReply, key: Digest) -> Grounded[Outlined]:
    """Each claim stands in the first part that names it; what no part names, or one whose heading must not be printed,
    is remembered as left out: it is not asked about again."""
    left = dict(enumerate(plot.claims, 1))
    facets = []
    for part in reply.parts:
        here = [mark(left.pop(number)) for number in dict.fromkeys(part.claims) if number in left]
        facets.append(Facet(line(part.heading), tuple(here)))
    facets.append(Facet("", tuple(map(mark, left.values()))))
    return Grounded((Outlined(gathered(facets)),))


def ground_place(arrivals: Arrivals, reply: PlaceReply, key: Digest) -> Grounded[Outlined]:
    left = dict(enumerate(arrivals.claims, 1))
    facets = [Facet(line(p.heading), (mark(left.pop(p.number)),)) for p in reply.places if p.number in left]
    facets.append(Facet("", tuple(map(mark, left.values()))))
    return Grounded((Outlined(gathered(facets)),))


def _page(item: Plot | Arrivals) -> str:
    return f"concepts/{item.concept.id}"


OUTLINE = Stage("outline", "strong", OutlineReply, fill_outline, ground_outline, _page)
PLACE = Stage("place", "fast", PlaceReply, fill_place, ground_place, _page)
