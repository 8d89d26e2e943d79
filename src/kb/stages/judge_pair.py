"""JUDGE_PAIR: two sentences of a wiki with their quotes in, whether both can hold and whether one is outdated out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.stages.judge_sentences import Around, Quoted, subject
from kb.stages.written import line

_MONTH = len("2024-03")
PairVerdict = Literal["contradiction", "outdated", "both_hold"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sentences."""

    path: str
    """Of its page, from the workspace's top."""
    page: str
    """The page's title."""
    heading: str
    text: str
    quotes: tuple[Quoted, ...]
    around: tuple[Around, ...]
    dates: tuple[str, ...]
    """Of the sources that it cites, as far as they have any; the earliest first."""
    line: int
    """Where it stands on its page."""
    column: int

    def older(self, other: "Side") -> bool:
        """Whether all its sources are of an earlier month than any of the other's, or of an earlier year where one
        gives no month; without dates nobody knows."""
        if not (self.dates and other.dates):
            return False
        last, first = self.dates[-1][:_MONTH], other.dates[0][:_MONTH]
        known = min(len(last), len(first))
        return last[:known] < first[:known]


@dataclass(frozen=True, slots=True)
class Contest:
    """Two sentences that may not both hold."""

    one: Side
    other: Side
    known: tuple[str, ...] = ()
    """Disputes about the same words that the wiki shows already."""

    def __len__(self) -> int:
        return 1


class JudgePairReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    same_subject: bool = Field(description="Whether both speak of the same thing, and of the same quality of it.")
    same_time: bool = Field(description="Whether both speak of the same time, or of what does not change with time.")
    same_scope: bool = Field(description="Whether both mean the same whole or part, unit, measure and precision.")
    both_held: bool = Field(description="Whether each side's own voice holds what it says, and not only passes it on.")
    known: bool = Field(description="Whether the wiki shows this very difference as a dispute already.")
    verdict: PairVerdict
    outdated: Literal["A", "B", "neither"] = Field(description="Which sentence is outdated; neither unless one is.")
    why: str = Field(description="contradiction or outdated: what they differ on, in a few words; else empty.")


@dataclass(frozen=True, slots=True)
class PairOpinion:
    verdict: PairVerdict
    outdated: Side | None
    why: str
    """Empty where none was given."""


def fill(contest: Contest) -> Mapping[str, str]:
    return {
        "one": "\n".join(_shown(contest.one)),
        "other": "\n".join(_shown(contest.other)),
        "known": "\n".join(f"- {' '.join(title.split())}" for title in contest.known) or "none",
    }


def _shown(side: Side) -> Iterator[str]:
    below = f", below the heading “{side.heading}”" if side.heading else ""
    yield f"On the page “{side.page}”{below}: {side.text}"
    yield "Its quotes:"
    yield from (f"- {quoted.shown}" for quoted in side.quotes)
    for number, around in enumerate(side.around, 1):
        yield f"Passage {number}: {around.shown}"


def ground(contest: Contest, reply: JudgePairReply, key: Digest) -> Grounded[PairOpinion]:
    """A verdict counts as far as what was answered before it allows: else both hold."""
    return Grounded((_opinion(contest, reply),))


def _opinion(contest: Contest, reply: JudgePairReply) -> PairOpinion:
    same = reply.same_subject and reply.same_scope
    if reply.verdict == "contradiction" and same and reply.same_time and reply.both_held and not reply.known:
        return PairOpinion("contradiction", None, line(reply.why))
    older, newer = (contest.one, contest.other) if reply.outdated == "A" else (contest.other, contest.one)
    told = reply.verdict == "outdated" and reply.outdated != "neither"
    if told and same and not reply.same_time and older.older(newer):
        return PairOpinion("outdated", older, line(reply.why))
    return PairOpinion("both_hold", None, "")


JUDGE_PAIR = Stage("judge_pair", "judge", JudgePairReply, fill, ground, lambda contest: subject(contest.one.path))
