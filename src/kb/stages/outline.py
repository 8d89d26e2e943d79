"""OUTLINE: the claims about a hub concept in, the parts of its article out. PLACE: new claims in, their parts out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import Claim, Concept
from kb.llm.stage import Grounded, Stage
from kb.stages.facets import Facet, gathered, mark
from kb.stages.written import line, numbered


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
    parts = (_facet(part.heading, numbered(plot.claims, part.claims)) for part in reply.parts)
    return Grounded((Outlined(gathered([*parts, _facet("", plot.claims)])),))


def ground_place(arrivals: Arrivals, reply: PlaceReply, key: Digest) -> Grounded[Outlined]:
    """As an outline's: each claim below the first heading that it is given."""
    places = (_facet(place.heading, numbered(arrivals.claims, [place.number])) for place in reply.places)
    return Grounded((Outlined(gathered([*places, _facet("", arrivals.claims)])),))


def _facet(heading: str, claims: Sequence[Claim]) -> Facet:
    return Facet(line(heading), tuple(map(mark, claims)))


def _page(item: Plot | Arrivals) -> str:
    return f"concepts/{item.concept.id}"


OUTLINE = Stage("outline", "strong", OutlineReply, fill_outline, ground_outline, _page)
PLACE = Stage("place", "fast", PlaceReply, fill_place, ground_place, _page)
