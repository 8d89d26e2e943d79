"""A folder with a wiki in, its cited sentences with their quotes, their names and the sources that they cite out."""

from collections.abc import Iterator
from pathlib import Path

from kb.lint.bundle import Bundle
from kb.lint.quotes import quotes, words
from kb.wiki.page import Page, Sentence
from kb.wiki.scan import scan
from labelled import Cited


def sentences_of(folder: Path) -> Iterator[Cited]:
    """Of concept pages: what a model wrote and a second reading let stand."""
    paths = sorted(folder.glob("wiki/**/*.md"))
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    bundle = Bundle({path: scan(path, text) for path, text in texts.items()}, {})
    for page in (page for page in bundle.in_order() if page.type == "Concept" and not page.reserved):
        for sentence in page.sentences:
            labels = sentence.labels or sentence.later
            known = tuple(quotes(page, labels))
            if known:
                sources = list(_sources(bundle, page, labels))
                named = [page.title, *page.strings("aliases"), *_linked(bundle, page, sentence)]
                named += [author for one in sources for author in one.strings("author")]
                named += [f"{one.title} {one.values.get('published') or ''}" for one in sources]
                document = "\n".join("\n".join(one.lines) for one in sources)
                yield Cited(words(sentence.text), known, document, tuple(named))


def _linked(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[str]:
    """Titles and aliases of the pages that it links to."""
    for line in range(sentence.line, sentence.line + sentence.text.count("\n") + 1):
        for link in page.links_by_line.get(line, ()):
            linked = bundle.pages.get(bundle.target(page, link) or "")
            if linked is not None:
                yield from (linked.title, *linked.strings("aliases"))


def _sources(bundle: Bundle, page: Page, labels: tuple[str, ...]) -> Iterator[Page]:
    for label in labels:
        note = page.footnote_by_label.get(label)
        for cited in note.citations if note is not None else ():
            source = bundle.cited_page(page, cited)
            if source is not None:
                yield source
