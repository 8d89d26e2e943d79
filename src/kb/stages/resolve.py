"""RESOLVE: names that claims use in, decisions about concepts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import nameable
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.reports import UNFOUNDED_DECISION


@dataclass(frozen=True, slots=True)
class Name:
    """A name no concept is known for, with what a reader needs to decide what it is."""

    text: str
    """Its most frequent spelling."""
    forms: tuple[str, ...]
    """Every spelling seen, the most frequent first."""
    sources: int
    """In how many independent sources it stands."""
    claims: int
    samples: tuple[str, ...]
    """One or two claims that use it."""
    candidates: tuple[str, ...]
    """Titles of known concepts that it may be."""


@dataclass(frozen=True, slots=True)
class Batch:
    names: tuple[Name, ...]


class Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="The name, exactly as given.")
    verdict: Literal["new", "same", "skip"] = Field(
        description="new: a concept of its own; same: another name of `concept`; skip: not worth a page."
    )
    concept: str = Field(description="new: the title to give it; same: the title of the concept it is; skip: empty.")


class ResolveReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decisions: list[Decision]


def fill(batch: Batch) -> Mapping[str, str]:
    return {"names": "\n\n".join(_shown(name) for name in batch.names)}


def _shown(name: Name) -> str:
    lines = [f"- name: {name.text}", f"  in {name.sources} sources, {name.claims} statements"]
    if len(name.forms) > 1:
        lines.append("  also spelled: " + "; ".join(name.forms[1:]))
    lines += [f"  used in: {sample}" for sample in name.samples]
    if name.candidates:
        lines.append("  may be: " + "; ".join(name.candidates))
    return "\n".join(lines)


def ground(batch: Batch, reply: ResolveReply, key: Digest) -> Grounded[Decision]:
    """Keeps one decision for each name asked about; `same` must point to a candidate or to a title given here."""
    names = {name.text: name for name in batch.names}
    titles = {d.concept for d in reply.decisions if d.verdict == "new"}
    kept: dict[str, Decision] = {}
    wrong: list[Diagnostic] = []
    for decision in reply.decisions:
        name = names.get(decision.name)
        known = name is not None and (decision.verdict != "same" or decision.concept in {*name.candidates, *titles})
        if not known or decision.name in kept or (decision.verdict == "new" and not nameable(decision.concept)):
            wrong.append(_unfounded(decision))
        else:
            kept[decision.name] = decision
    return Grounded(tuple(kept.values()), tuple(wrong))


def _unfounded(decision: Decision) -> Diagnostic:
    message = f"dropped a decision about {decision.name!r}: {decision.verdict} {decision.concept!r}"
    return UNFOUNDED_DECISION.at("concepts.yaml", message)


RESOLVE = Stage("resolve", "fast", ResolveReply, fill, ground)
