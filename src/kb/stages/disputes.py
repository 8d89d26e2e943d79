"""The disputes that articles name → each disagreement once, with an id, linked from every article that it touches."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Article, BlockId, Claim, Dispute, SourceId
from kb.slug import slug, unused


def settled(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, with one dispute where several are one disagreement."""
    known: list[Dispute] = []
    taken: set[str] = set()
    found = []
    for article in articles:
        here: dict[Dispute, None] = {}
        for dispute in article.disputes:
            same = next((other for other in known if _same(dispute, other)), None)
            if same is None:
                same = replace(dispute, id=unused(slug(dispute.question), taken))
                taken.add(same.id)
                known.append(same)
            here[same] = None
        found.append(replace(article, disputes=tuple(here)))
    return tuple(found)


def _same(one: Dispute, other: Dispute) -> bool:
    """Whether it is one disagreement: the same question about the same words, or each side of one shares a
    block with a side of the other."""
    # Blocks, not quotes: two replies seldom quote the same characters for the same thing.
    (left, right), (first, second) = (map(_blocks, dispute.sides) for dispute in (one, other))
    if slug(one.question) == slug(other.question) and (left | right) & (first | second):
        return True
    return bool((left & first and right & second) or (left & second and right & first))


def _blocks(side: Claim) -> set[tuple[SourceId, BlockId]]:
    return {(citation.source, citation.block) for citation in side.citations}


def all_of(articles: Sequence[Article]) -> dict[Dispute, tuple[Article, ...]]:
    """Every dispute, with the articles that it touches."""
    found: dict[Dispute, tuple[Article, ...]] = {}
    for article in articles:
        for dispute in article.disputes:
            found[dispute] = (*found.get(dispute, ()), article)
    return found
