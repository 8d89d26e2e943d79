"""LEAD: the parts of a hub's article in, its description and the sentences that open it out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Claim, Concept, Section, Sentence
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.stages.written import line, longest, numbered, unfounded

_OF_EACH = 3
_SHOWN = 36
"""Sentences that a lead is written from, at the most: it costs the same for a subject of any size."""


@dataclass(frozen=True, slots=True)
class Body:
    """A hub's article without its lead."""

    concept: Concept
    sections: tuple[Section, ...]

    @property
    def shown(self) -> tuple[Sentence, ...]:
        """What a lead is written from."""
        return tuple(sentence for section in self.opening for sentence in section.sentences)

    @property
    def opening(self) -> tuple[Section, ...]:
        """The first sentences of each section, fewer where there are many; of very many the fullest."""
        each = max(1, min(_OF_EACH, _SHOWN // len(self.sections)))
        fullest = sorted(self.sections, key=lambda section: -len(section.sentences))[:_SHOWN]
        kept = (section for section in self.sections if section in fullest)
        return tuple(replace(section, sentences=section.sentences[:each]) for section in kept)


class LeadSentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    sentences: list[int] = Field(description="Numbers of the sentences that it rests on, at least one.")


class LeadReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    description: str = Field(description="The concept in one line of at most 140 characters.")
    sentences: list[LeadSentence]


@dataclass(frozen=True, slots=True)
class Lead:
    description: str
    """Empty where there are no sections."""
    sections: tuple[Section, ...]
    """One, without a heading; none when nothing in it was founded."""


def fill(body: Body) -> Mapping[str, str]:
    lines, number = [], 0
    for section in body.opening:
        lines.append(f"\n## {section.heading}")
        for sentence in section.sentences:
            number += 1
            lines.append(f"[{number}] {sentence.text}")
    return {"concept": body.concept.title, "sentences": "\n".join(lines)}


def ground(body: Body, reply: LeadReply, key: Digest) -> Grounded[Lead]:
    """A sentence stays when it names sentences of the body; it rests on what they rest on."""
    found: list[Sentence] = []
    lost: list[Diagnostic] = []
    for written in reply.sentences:
        named = numbered(body.shown, written.sentences)
        text = fold(written.text)
        reason = objection(text, [citation.quote for one in named for citation in one.citations])
        if named and text and not reason:
            found.append(_sentence(text, named))
        else:
            lost.append(unfounded(f"wiki/{_page(body)}.md", text, reason))
    # The description is checked with what the sentences rest on: without them nobody could check it.
    lead = Lead(line(reply.description), (Section("", tuple(found)),)) if found else Lead("", ())
    return Grounded((lead,), tuple(lost))


def _sentence(text: str, named: list[Sentence]) -> Sentence:
    citations = longest(citation for one in named for citation in one.citations)
    claims: tuple[Claim, ...] = tuple(dict.fromkeys(claim for one in named for claim in one.claims))
    return Sentence(text, (citations[0], *citations[1:]), claims=claims)


def _page(body: Body) -> str:
    return f"concepts/{body.concept.id}"


LEAD = Stage("lead", "strong", LeadReply, fill, ground, _page)
