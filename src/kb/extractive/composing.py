"""A dossier in, a page of quotes out: for each source the sentences that say most about the concept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.extractive.addressing import only_addressed
from kb.extractive.quotable import weakness
from kb.extractive.repeating import Said
from kb.knowledge import Claim, Concept, SourceId
from kb.stages.compose import ComposeReply, Dossier, WrittenSection
from kb.stages.written import WrittenSentence

_PER_SOURCE, _PER_PAGE, _FEWEST = 6, 40, 2
_VOICED = 3
_DESCRIPTION = 140
_IS = r"(?:is|are|was|were|means|refers to|stands for|provides|lets|allows)\b"
_APPOSITION = r"[,–—-]+ (?:a|an|the|our|its|one of|now)\b"
_DEFINES = re.compile(rf"\s*(?:\([^)]{{1,40}}\)\s*)?(?:(?:, (?:which|who) )?{_IS}|{_APPOSITION}|\()")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Ranked:
    number: int
    claim: Claim
    score: float
    own: bool = False
    """Whether the concept is who says it."""


def compose(dossier: Dossier) -> ComposeReply:
    """Sections by source, those first that say most; what is said of a person stands before what they say."""
    own = _names(dossier.concept)
    telling = ((n, claim) for n, claim in enumerate(dossier.claims, 1) if not only_addressed(claim.text, own))
    ranked = [Ranked(n, claim, _score(claim, dossier.concept), _speaker(claim) in own) for n, claim in telling]
    chosen = _chosen(ranked)
    ordered = sorted(chosen, key=lambda source: -sum(one.score for one in chosen[source]))
    titles = {card.source: card.title for card in dossier.cards}
    sections = [_section(titles[source], chosen[source]) for source in ordered]
    quotes = [one for some in chosen.values() for one in some]
    # What somebody only passes on, as an AI does, tells last what a thing is.
    best = max(
        quotes, key=lambda one: (one.claim.stance != "reported", not one.own, one.score, -one.number), default=None
    )
    return ComposeReply(description=quoted(best.claim.text) if best else "", sections=sections)


def _names(concept: Concept) -> frozenset[str]:
    return frozenset(name.casefold() for name in (concept.title, *concept.aliases))


def _speaker(claim: Claim) -> str:
    return claim.said_by[0].casefold() if claim.said_by else ""


def _section(heading: str, some: Sequence[Ranked]) -> WrittenSection:
    in_order = sorted(some, key=lambda one: (one.own, one.number))
    return WrittenSection(
        heading=heading, sentences=[WrittenSentence(text=one.claim.text, claims=[one.number]) for one in in_order]
    )


def _chosen(ranked: Sequence[Ranked]) -> Mapping[SourceId, list[Ranked]]:
    """The best of each source without repetition, fewer from each when there are many sources."""
    share = max(_FEWEST, min(_PER_SOURCE, _PER_PAGE // max(1, len({one.claim.source for one in ranked}))))
    floor = max((one.score for one in ranked), default=0.0) / 3
    chosen: dict[SourceId, list[Ranked]] = {}
    seen: list[Said] = []
    for one in sorted(ranked, key=lambda one: (one.own, -one.score, one.number)):
        some = chosen.setdefault(one.claim.source, [])
        room = min(share, _VOICED) if one.own else share
        full = sum(other.own == one.own for other in some) >= room
        passing = bool(some) and (len(seen) >= _PER_PAGE or one.score < floor)
        said = Said.by(one.claim.source, one.claim.text)
        if not full and not passing and not any(said.repeats(other) for other in seen):
            some.append(one)
            seen.append(said)
    return {source: some for source, some in chosen.items() if some}


def _score(claim: Claim, concept: Concept) -> float:
    """How much a claim says about a concept: defines it, begins with it, gives numbers, and is not overlong."""
    text = claim.text
    found = _first(text, concept)
    words = text.count(" ") + 1
    themselves = _speaker(claim) in _names(concept) and any(name.casefold() in _names(concept) for name in claim.names)
    score = 1.0 + themselves + 0.4 * bool(_NUMBER.search(text)) + min(0.1 * len(claim.names), 0.5) - weakness(text)
    score += 0.5 * (10 <= words <= 40) - 0.5 * (words > 50)
    if found is not None:
        score += 1.0 - found.start() / len(text)
        score += 1.2 * bool(_DEFINES.match(text, found.end())) * (1.5 if found.start() < 8 else 1.0)
    return max(score, 0.05)


def _first(text: str, concept: Concept) -> re.Match[str] | None:
    """Where the concept is first named."""
    names = sorted({concept.title, *concept.aliases}, key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(name) for name in names)
    return re.search(rf"(?<!\w)(?:{pattern})(?:s|['’]s)?(?!\w)", text, re.IGNORECASE)


def quoted(text: str) -> str:
    """The text as a description: in quotation marks, cut at a word's end."""
    room = _DESCRIPTION - 2
    if len(text) > room:
        cut = text[: room - 1]
        text = cut[: cut.rfind(" ")].rstrip(" ,;:–—-") + " …" if " " in cut else cut + "…"
    return f"“{text}”"
