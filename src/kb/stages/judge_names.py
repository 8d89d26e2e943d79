"""JUDGE_NAMES: names that pages use and no page is called by in, an opinion of each name out: is it worth a page?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.stages.settled import settled

NameVerdict = Literal["page", "known", "no"]

_WHY = 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in which a name stands."""

    path: str
    title: str
    """Of its page."""
    text: str
    line: int
    column: int
    """Where the name stands."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A name that no page goes by."""

    name: str
    pages: int
    """That speak of it."""
    spoken: tuple[Spoken, ...]
    """One for each of some pages, at least one."""
    near: tuple[str, ...]
    """Titles of pages that share a word with it."""


@dataclass(frozen=True, slots=True)
class Unnameds:
    names: tuple[Unnamed, ...]

    def __len__(self) -> int:
        return len(self.names)


class NameJudged(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    verdict: NameVerdict
    why: str = Field(description="page: what a page of it would tell, in a few words; else empty.")


class JudgeNamesReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verdicts: list[NameJudged] = Field(description="One for each number, in order.")


@dataclass(frozen=True, slots=True)
class NameOpinion:
    unnamed: Unnamed
    verdict: NameVerdict
    why: str


def fill(unnameds: Unnameds) -> Mapping[str, str]:
    return {"names": "\n\n".join(_shown(number, one) for number, one in enumerate(unnameds.names, 1))}


def _shown(number: int, unnamed: Unnamed) -> str:
    near = f"; pages with a word of it: {', '.join(map(fold, unnamed.near))}" if unnamed.near else ""
    said = (f"   > {fold(one.title)}: {fold(one.text)}" for one in unnamed.spoken)
    return "\n".join([f"{number}. {unnamed.name} (on {unnamed.pages} pages{near})", *said])


def ground(unnameds: Unnameds, reply: JudgeNamesReply, key: Digest) -> Grounded[NameOpinion]:
    """One opinion for each name that got one."""
    found = settled(unnameds.names, reply.verdicts)
    return Grounded(tuple(NameOpinion(unnamed, verdict, why[:_WHY]) for unnamed, verdict, why in found))


JUDGE_NAMES = Stage("judge_names", "judge", JudgeNamesReply, fill, ground)
