"""A folder with a wiki in, its cited sentences with their quotes, their names and the sources that they cite out."""

from collections.abc import Iterator
from pathlib import Path

from kb.lint.bundle import Bundle
from kb.lint.quotes import quotes, words
from kb.wiki.page import Page
from kb.wiki.scan import scan
from labelled import Cited


def sentences_of(folder: Path) -> Iterator[Cited]:
    """Of concept pages: what a model wrote and a second reading let stand."""
    paths = sorted(folder.glob("wiki/**/*.md"))
    pages = {
        path: scan(path, text) for path, text in ((p.relative_to(folder).as_posix(), p.read_text()) for p in paths)
    }
    bundle = Bundle(pages, {})
    for page in bundle.of_type("Concept"):
        for sentence in page.sentences:
            labels = sentence.labels or sentence.later
            known = tuple(quotes(page, labels))
            if known:
                sources = list(_sources(bundle, page, labels))
                named = [page.title, *page.strings("aliases")]
                named += [f"{one.title} {one.values.get('published') or ''}" for one in sources]
                document = "\n".join("\n".join(one.lines) for one in sources)
                yield Cited(words(sentence.text), known, document, tuple(named))


def _sources(bundle: Bundle, page: Page, labels: tuple[str, ...]) -> Iterator[Page]:
    for label in labels:
        note = page.footnote_by_label.get(label)
        for cited in note.citations if note is not None else ():
            source = bundle.cited_page(page, cited)
            if source is not None:
                yield source
