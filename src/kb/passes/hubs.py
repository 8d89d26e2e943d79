"""The parts of a hub's article → the article, with a lead written from them."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Article, Section
from kb.passes.asking import Asking
from kb.passes.checking import check, opening
from kb.passes.layout import Plan
from kb.stages.lead import LEAD, Body


def lead_in(hubs: Sequence[tuple[Plan, Sequence[Article | None]]], asking: Asking) -> list[Article]:
    """Each hub's parts below a lead. A hub of which a part is missing is not written: what is there stays."""
    whole = [_whole(plan, [one for one in parts if one is not None]) for plan, parts in hubs if None not in parts]
    there = [article for article in whole if article.sections]
    leads = asking.each(LEAD, (Body(article.concept, article.sections) for article in there))
    led = [
        (article, replace(article, description=one.results[0].description, sections=one.results[0].sections))
        for article, one in zip(there, leads, strict=True)
        if one.results
    ]
    cards = {card.source: card for plan, _ in hubs for card in plan.dossier.cards}
    checked = check([lead for _, lead in led], cards, asking)
    return [_joined(lead, article) for (article, _), lead in zip(led, checked, strict=True) if lead is not None]


def _joined(lead: Article, body: Article) -> Article:
    sections = (*lead.sections, *body.sections)
    return replace(lead, description=lead.description or opening(sections), sections=sections)


def _whole(plan: Plan, parts: Sequence[Article]) -> Article:
    """The article without its lead, a section for each part."""
    sections = tuple(
        Section(dossier.heading, tuple(sentence for section in part.sections for sentence in section.sentences))
        for dossier, part in zip(plan.parts, parts, strict=True)
        if part.sections
    )
    disputes = tuple(dict.fromkeys(dispute for part in parts for dispute in part.disputes))
    neighbours = tuple(concept.id for concept in plan.dossier.neighbours)
    return Article(plan.dossier.concept, "", sections, neighbours, disputes=disputes)
