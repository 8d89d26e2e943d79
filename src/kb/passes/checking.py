"""What was written → as much of it as its quotes carry, as a second reader sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.knowledge import Article, Claim, Section, Sentence, SourceId
from kb.passes.asking import Asking
from kb.stages.cards import Card, how
from kb.stages.check import CHECK_SENTENCES, Pair, Pairs

_DESCRIPTION = 140


Cards = Mapping[SourceId, Card]


def check(articles: Sequence[Article], cards: Cards, asking: Asking) -> list[Article | None]:
    """The articles with what is left of their sentences, which may be nothing; None where nobody could check."""
    checked = check_all([_pairs(article, cards) for article in articles], asking)
    return [_carried(a, texts) if texts is not None else None for a, texts in zip(articles, checked, strict=True)]


def check_all(pages: Sequence[Pairs], asking: Asking) -> list[tuple[str | None, ...] | None]:
    """For each page the text of each pair that its quotes carry; None where nobody could check."""
    if not asking.answers(CHECK_SENTENCES):
        return [tuple(pair.text for pair in page.pairs) for page in pages]
    parts = iter(asking.each(CHECK_SENTENCES, (page for page in pages if page.pairs)))
    results = (next(parts).results if page.pairs else None for page in pages)
    return [() if found is None else found[0].texts if found else None for found in results]


def pair(sentence: Sentence, cards: Cards, names: tuple[str, ...] = (), heading: str = "") -> Pair:
    return replace(_pair(sentence.text, sentence.claims, cards, names), heading=heading)


def _pair(text: str, claims: Sequence[Claim], cards: Cards, names: tuple[str, ...]) -> Pair:
    # The same words in two sources are two quotes: "on both calls" stands on both.
    read: dict[tuple[SourceId, str], str] = {}
    for claim in claims:
        for quote in claim.quotes:
            read.setdefault((claim.source, quote), f"{claim.text}; {how(claim)}, in {cards[claim.source].shown()}")
    # The date of a source may be told with what it says; its card has it.
    told = (cards[source].shown() for source in dict.fromkeys(claim.source for claim in claims))
    known = (*names, *told, *(name for claim in claims for name in claim.names))
    return Pair(text, tuple(quote for _, quote in read), tuple(read.values()), names=known)


def _pairs(article: Article, cards: Cards) -> Pairs:
    """The description, then every sentence."""
    page = f"concepts/{article.concept.id}"
    if not article.sections:
        return Pairs(page, ())
    # A description sums up what opens the article: whoever checks it is spared the quotes of all the rest.
    lead = tuple(dict.fromkeys(claim for sentence in article.sections[0].sentences for claim in sentence.claims))
    names = (article.concept.title, *article.concept.aliases)
    description = replace(_pair(article.description, lead, cards, names), sums_up=True)
    said = (pair(s, cards, names, section.heading) for section in article.sections for s in section.sentences)
    return Pairs(page, (description, *said), source=article.concept.title)


def _carried(article: Article, texts: Sequence[str | None]) -> Article:
    if not texts:
        return article
    left = iter(texts[1:])
    sections = []
    for section in article.sections:
        pairs = [(sentence, next(left)) for sentence in section.sentences]
        kept = tuple(replace(sentence, text=text) for sentence, text in pairs if text is not None)
        if kept:
            sections.append(replace(section, sentences=kept))
    return replace(article, description=texts[0] or opening(sections), sections=tuple(sections))


def opening(sections: Sequence[Section]) -> str:
    """The first sentence, in at most 140 characters, in place of a description that nothing carries."""
    text = sections[0].sentences[0].text.rstrip(".") if sections else ""
    return text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"
