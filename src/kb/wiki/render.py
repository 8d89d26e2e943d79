"""What a compile found → the pages of the wiki."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.knowledge import Article, Dispute, Source, SourceId
from kb.stages import disputes
from kb.stages.link import Links
from kb.wiki.answer_page import Answers, with_answers
from kb.wiki.citing import Shelf, source_path
from kb.wiki.concept_page import concept_page, concept_path, dispute_path, tag
from kb.wiki.contents import Entry, Shelfmark, contents
from kb.wiki.dispute_page import described, dispute_page
from kb.wiki.draft import Draft
from kb.wiki.source_page import Told, source_page

SHELVES = ("Concepts", "Disputes", "Sources")
_ANSWERS = 5
"""Which part of the first page's lines answers may have on top: no other shelf moves when one is saved."""


def pages(
    sources: Sequence[Source], told: Mapping[SourceId, Told], articles: Sequence[Article], links: Links
) -> list[Draft]:
    """The pages of concepts, disputes and sources."""
    shelf = Shelf.of(sources)
    concepts = {article.concept.id: article.concept for article in articles}
    found = [concept_page(article, links, concepts, shelf) for article in articles]
    for dispute, touched in disputes.all_of(articles).items():
        found.append(dispute_page(dispute, tuple(a.concept.id for a in touched), concepts, shelf))
    return [*found, *(source_page(source, told.get(source.id), shelf) for source in sources)]


def contents_pages(
    sources: Sequence[Source],
    told: Mapping[SourceId, Told],
    articles: Sequence[Article],
    kept: Sequence[tuple[str, Entry]],
    limit: int,
) -> list[Draft]:
    """The contents but for answers, at most `limit` entries to a page. `kept` are pages that stay, by shelf."""
    shelf = Shelf.of(sources)
    there = {entry.path for _, entry in kept}
    found = [*kept, *(("Concepts", _concept_entry(article, shelf)) for article in articles)]
    found += [("Disputes", _dispute_entry(dispute, shelf)) for dispute in disputes.all_of(articles)]
    found += [("Sources", _source_entry(s, told.get(s.id))) for s in sources if source_path(s.id) not in there]
    shelves = [Shelfmark(name, tuple(entry for shelf, entry in found if shelf == name)) for name in SHELVES]
    return contents("Contents", [one for one in shelves if one.entries or one.name != "Disputes"], limit)


def with_shelf(pages: Sequence[Draft], answers: Answers, limit: int) -> list[Draft]:
    """The contents with answers on them: at the end of the first page, and on pages of their own."""
    first, *rest = pages
    shelf, more = shelf_of(answers, limit)
    return [replace(first, body=with_answers(first.body, shelf)), *rest, *more]


def shelf_of(answers: Answers, limit: int) -> tuple[str, list[Draft]]:
    """What the contents say of answers where a page has at most `limit` entries: on the first page, and on others."""
    return answers.shelf(max(2, limit // _ANSWERS))


def _concept_entry(article: Article, shelf: Shelf) -> Entry:
    cited = [c.source for section in article.sections for s in section.sentences for c in s.citations]
    tags = Counter(tag(shelf.sources[source].raw.path) for source in cited)
    category = max(sorted(tags), key=lambda one: tags[one])
    path = concept_path(article.concept.id)
    return Entry(path, article.concept.title, article.description, category, len(cited))


def _dispute_entry(dispute: Dispute, shelf: Shelf) -> Entry:
    weight = sum(len(side.citations) for side in dispute.sides)
    return Entry(dispute_path(dispute), dispute.question, described(dispute, shelf), "", weight)


def _source_entry(source: Source, told: Told | None) -> Entry:
    description = told.summary.description if told is not None else ""
    weight = sum(len(sentence.citations) for sentence in told.summary.sentences) if told is not None else 0
    return Entry(source_path(source.id), source.title, description, tag(source.raw.path), weight)
