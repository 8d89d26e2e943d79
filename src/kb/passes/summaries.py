"""Claims → how each source's page opens."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Claim, Source, SourceId
from kb.passes.asking import Asking
from kb.passes.checking import Cards, check_all, pair
from kb.stages.cards import Card
from kb.stages.check import Pairs
from kb.stages.summarise import SUMMARISE, Gist, Summary


def summarise(claims: Sequence[Claim], sources: Sequence[Source], asking: Asking) -> dict[SourceId, Summary]:
    """Without those that no reply came for."""
    said: dict[SourceId, list[Claim]] = {source.id: [] for source in sources}
    for claim in claims:
        said[claim.source].append(claim)
    gists = [Gist(Card.of(source), source.speakers, tuple(said[source.id])) for source in sources]
    parts = zip(sources, asking.each(SUMMARISE, gists), strict=True)
    found = {source.id: grounded.results[0] for source, grounded in parts if grounded.results}
    cards = {gist.card.source: gist.card for gist in gists}
    checked = check_all([_pairs(one, summary, cards) for one, summary in found.items()], asking)
    return {
        one: _carried(summary, texts)
        for (one, summary), texts in zip(found.items(), checked, strict=True)
        if texts is not None
    }


def _pairs(source: SourceId, summary: Summary, cards: Cards) -> Pairs:
    pairs = tuple(pair(sentence, cards) for sentence in summary.sentences)
    return Pairs(f"sources/{source}", pairs, source=f"{cards[source].shown()} (the page of this one source)")


def _carried(summary: Summary, texts: Sequence[str | None]) -> Summary:
    pairs = zip(summary.sentences, texts, strict=True)
    return replace(summary, sentences=tuple(replace(s, text=text) for s, text in pairs if text is not None))
