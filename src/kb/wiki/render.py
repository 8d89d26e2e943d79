"""What a compile found → the pages of the wiki."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kb.knowledge import Article, Source, SourceId
from kb.stages.link import Links
from kb.stages.summarise import Summary
from kb.wiki.citing import Shelf, source_path
from kb.wiki.concept_page import concept_page, concept_path, tag
from kb.wiki.contents import Entry, Shelfmark, contents
from kb.wiki.draft import Draft
from kb.wiki.source_page import source_page


def pages(
    sources: Sequence[Source], summaries: Mapping[SourceId, Summary], articles: Sequence[Article], links: Links
) -> list[Draft]:
    """The pages of sources and concepts."""
    shelf = Shelf.of(sources)
    concepts = {article.concept.id: article.concept for article in articles}
    found = [concept_page(article, links, concepts, shelf) for article in articles]
    for source in sources:
        quoted_in = links.quoted_in.get(source.id, ())
        found.append(source_page(source, summaries.get(source.id), quoted_in, concepts, shelf))
    return found


def contents_pages(
    sources: Sequence[Source], summaries: Mapping[SourceId, Summary], articles: Sequence[Article], limit: int
) -> list[Draft]:
    """The contents, at most `limit` entries to a page."""
    shelf = Shelf.of(sources)
    concepts = tuple(_concept_entry(article, shelf) for article in articles)
    listed = tuple(_source_entry(source, summaries.get(source.id)) for source in sources)
    return contents("Contents", (Shelfmark("Concepts", concepts), Shelfmark("Sources", listed)), limit)


def _concept_entry(article: Article, shelf: Shelf) -> Entry:
    cited = [c.source for section in article.sections for s in section.sentences for c in s.citations]
    tags = Counter(tag(shelf.sources[source].raw.path) for source in cited)
    category = max(sorted(tags), key=lambda one: tags[one])
    path = concept_path(article.concept.id)
    return Entry(path, article.concept.title, article.description, category, len(cited))


def _source_entry(source: Source, summary: Summary | None) -> Entry:
    description = summary.description if summary is not None else ""
    weight = len(summary.sentences) if summary is not None else 0
    return Entry(source_path(source.id), source.title, description, tag(source.raw.path), weight)
