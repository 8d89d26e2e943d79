"""The disputes that articles name → each disagreement once, with an id, linked from every article that it touches."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Article, BlockId, Dispute, SourceId
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
    """Whether two sources differ over the same words: they meet in one block at least."""
    return _sources(one) == _sources(other) and bool(_blocks(one) & _blocks(other))


def _sources(dispute: Dispute) -> list[SourceId]:
    return sorted(side.source for side in dispute.sides)


def _blocks(dispute: Dispute) -> set[tuple[SourceId, BlockId]]:
    return {(citation.source, citation.block) for side in dispute.sides for citation in side.citations}


def all_of(articles: Sequence[Article]) -> dict[Dispute, tuple[Article, ...]]:
    """Every dispute, with the articles that it touches."""
    found: dict[Dispute, tuple[Article, ...]] = {}
    for article in articles:
        for dispute in article.disputes:
            found[dispute] = (*found.get(dispute, ()), article)
    return found
