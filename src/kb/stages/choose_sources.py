"""CHOOSE_SOURCES: a gap and numbered pages of the web in, those worth having as sources out, the best first."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.stages.search_web import Haul, Hit, Sought
from kb.stages.written import line, numbered

_WHY = 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """A search, and what it found."""

    sought: Sought
    haul: Haul


@dataclass(frozen=True, slots=True)
class Worth:
    """A page that is worth having."""

    sought: Sought
    hit: Hit
    why: str


class Chosen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int = Field(description="Of a result.")
    why: str = Field(description="What it is likely to say about the gap, in a few words.")


class ChooseReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    chosen: list[Chosen] = Field(description="The results worth having, the best first; none when none is.")


def fill(sighted: Sighted) -> Mapping[str, str]:
    return {
        "gap": fold(sighted.sought.text),
        "why": fold(sighted.sought.why) or "not said",
        "day": sighted.sought.day,
        "results": "\n".join(_shown(number, hit) for number, hit in enumerate(sighted.haul.hits, 1)) or "none",
        "notes": "\n".join(f"> {one}" for one in sighted.haul.notes.splitlines() if one.strip()) or "> none",
    }


def _shown(number: int, hit: Hit) -> str:
    cited = [f'   > "{hit.cited}"'] if hit.cited else []
    age = f" ({hit.age})" if hit.age else ""
    return "\n".join([f"{number}. {hit.url}", f"   > {hit.title or 'without a title'}{age}", *cited])


def ground(sighted: Sighted, reply: ChooseReply, key: Digest) -> Grounded[Worth]:
    """By number: an address that no search found can't be named."""
    whys = {one.number: line(one.why)[:_WHY] for one in reversed(reply.chosen)}
    hits = sighted.haul.hits
    chosen = numbered(list(enumerate(hits, 1)), (one.number for one in reply.chosen))
    return Grounded(tuple(Worth(sighted.sought, hit, whys[number]) for number, hit in chosen))


CHOOSE_SOURCES = Stage("choose_sources", "judge", ChooseReply, fill, ground, lambda sighted: sighted.sought.subject)
