"""RECONCILE: the claims about one subject in, the pairs that cannot both hold out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Claim, Dispute
from kb.llm.stage import Grounded, Stage
from kb.reports import UNFOUNDED_DISPUTE
from kb.stages.compose import Dossier, numbered
from kb.stages.written import line


class Contradiction(BaseModel):
    model_config = ConfigDict(extra="forbid")

    one: int = Field(description="The number of a statement.")
    other: int = Field(description="The number of the statement that cannot hold if the first does.")
    differ_in: Literal["nothing", "time", "scope", "subject", "voice"] = Field(
        description="What lets both hold after all: different times, scopes or subjects, or a voice that only reports "
        "the other's view; nothing: they cannot both hold."
    )
    question: str = Field(description="What they differ on, as one short line that takes no side.")
    settle: str = Field(description="What would settle it, in one line; empty when nothing said here tells.")


class ReconcileReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contradictions: list[Contradiction]


def contested(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Those in which more than one voice is heard: nobody contradicts himself in one breath."""
    return [dossier for dossier in dossiers if len({_voice(claim) for claim in dossier.claims}) > 1]


def _voice(claim: Claim) -> tuple[str, str]:
    return claim.source, claim.said_by[0] if claim.said_by else ""


def fill(dossier: Dossier) -> Mapping[str, str]:
    return {"concept": dossier.concept.title, "claims": "\n".join(numbered(dossier))}


@dataclass(frozen=True, slots=True)
class Contested:
    """The disputes that were found in a dossier."""

    disputes: tuple[Dispute, ...]


def ground(dossier: Dossier, reply: ReconcileReply, key: Digest) -> Grounded[Contested]:
    """A dispute needs two different statements of the dossier, and nothing that lets both hold."""
    found: dict[frozenset[int], Dispute] = {}
    wrong: list[Diagnostic] = []
    for pair in reply.contradictions:
        if pair.differ_in != "nothing":
            continue
        numbers = frozenset((pair.one, pair.other))
        question = line(pair.question)
        if not question or len(numbers) < 2 or not all(1 <= n <= len(dossier.claims) for n in numbers):
            wrong.append(_unfounded(dossier, pair))
        else:
            sides = (dossier.claims[pair.one - 1], dossier.claims[pair.other - 1])
            found.setdefault(numbers, Dispute(question, sides, line(pair.settle)))
    return Grounded((Contested(tuple(found.values())),), tuple(wrong))


def _unfounded(dossier: Dossier, pair: Contradiction) -> Diagnostic:
    message = f"dropped a dispute between statements {pair.one} and {pair.other}: {pair.question!r}"
    return UNFOUNDED_DISPUTE.at(f"wiki/concepts/{dossier.concept.id}.md", message)


def _page(dossier: Dossier) -> str:
    return f"concepts/{dossier.concept.id}"


RECONCILE = Stage("reconcile", "strong", ReconcileReply, fill, ground, _page)
