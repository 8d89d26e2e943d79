"""EXPLORE: a question and what was looked up so far in, what to look up next and which passages to keep out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.request import Turn
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.stages.inquiry import Inquiry
from kb.stages.inquiry import fill as fill_inquiry

_LONGEST = 300
"""Characters of an argument or a reason: what is longer is no search."""


class Look(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    tool: str = Field(description="The name of a tool from the list.")
    argument: str = Field(description="What the tool takes.")
    why: str = Field(description="What you hope to find, in a few words.")


class ExploreReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    keep: list[int] = Field(
        description="Numbers of shown passages that the answer should be made from; once is enough."
    )
    parts: list[str] = Field(description="Sub-questions, two to four, in the first reply only; mostly none.")
    looks: list[Look] = Field(description="What to look up next, at most four; none when done.")
    done: bool = Field(description="True when no further look is needed.")


@dataclass(frozen=True, slots=True)
class Exploration:
    """A question on its way to an answer."""

    inquiry: Inquiry
    """The question, and what a first search found. `last` when there will be no second reply."""
    tools: tuple[str, ...] = ()
    """Each in a line: its name and what it takes and brings."""
    whole: str = ""
    """The question that this one is a part of."""
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A reply, tidied."""

    said: str
    """The reply as it is shown again in the next turn."""
    keep: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    """Each once, without the question itself."""
    looks: tuple[Look, ...] = ()
    done: bool = False


def fill(item: Exploration) -> Mapping[str, str]:
    asked = fill_inquiry(item.inquiry)
    return {**asked, "whole": item.whole or "none", "tools": "\n".join(f"- {tool}" for tool in item.tools)}


def ground(item: Exploration, reply: ExploreReply, key: Digest) -> Grounded[Move]:
    """Nothing in it can be wrong for long: what names nothing is told in the next turn."""
    parts: dict[str, str] = {}
    for part in filter(None, map(_short, reply.parts)):
        parts.setdefault(part.casefold(), part)
    parts.pop(fold(item.inquiry.question).casefold(), None)
    looks = tuple(
        Look(tool=_short(one.tool), argument=_short(one.argument), why=_short(one.why)) for one in reply.looks
    )
    kept = tuple(dict.fromkeys(reply.keep))
    return Grounded((Move(reply.model_dump_json(), kept, tuple(parts.values()), looks, reply.done),))


def _short(text: str) -> str:
    return fold(text)[:_LONGEST]


EXPLORE = Stage("explore", "strong", ExploreReply, fill, ground, follows=lambda item: item.turns)
