"""Claims and what was dropped → how much of each source stands behind the wiki."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.diagnostics import Diagnostic
from kb.knowledge import Claim, Source, SourceId
from kb.reports import MISQUOTED_SOURCE, OVERSTATED, REFUSED_TEXT, Report
from kb.stages.look_again import covered

_DROPPED: Mapping[Report, str] = {
    MISQUOTED_SOURCE: "quote not in the source",
    OVERSTATED: "said more than its quote",
    REFUSED_TEXT: "no text for a page",
}


@dataclass(frozen=True, slots=True)
class Yield:
    """What came of one source."""

    claims: int
    covered: float
    """Share of its citable words that claims quote, 0 to 1."""
    dropped: Mapping[str, int]
    """Statements that were dropped, by reason."""

    @property
    def said(self) -> str:
        """In words, for a page and for a terminal."""
        lost = (f"{number} dropped: {reason}" for reason, number in self.dropped.items())
        claims = "1 claim quotes" if self.claims == 1 else f"{self.claims:,} claims quote"
        share = f"{claims} {self.covered:.0%} of the text"
        return "; ".join((share, *lost))


def yields(sources: Iterable[Source], claims: Iterable[Claim], found: Sequence[Diagnostic]) -> dict[SourceId, Yield]:
    said: defaultdict[SourceId, list[Claim]] = defaultdict(list)
    for claim in claims:
        said[claim.source].append(claim)
    dropped = _dropped(found)
    return {
        s.id: Yield(len(said[s.id]), _share(s, said[s.id]), dropped.get(f"wiki/sources/{s.id}.md", {})) for s in sources
    }


def _share(source: Source, claims: Sequence[Claim]) -> float:
    # By block, so that a long source is gone through once and not once for each of its claims.
    by_block: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for citation in claim.citations:
            by_block[citation.block].append(claim)
    whole = quoted = 0
    for block in source.blocks:
        if block.citable:
            whole += len(block.text)
            quoted += sum(span.end - span.start for span in covered(block, by_block[block.id]))
    return quoted / whole if whole else 0.0


def _dropped(found: Sequence[Diagnostic]) -> dict[str, dict[str, int]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reasons = {report.code: reason for report, reason in _DROPPED.items()}
    for one in found:
        if one.code in reasons:
            counts[one.path][reasons[one.code]] += 1
    return {path: dict(sorted(count.items())) for path, count in counts.items()}
