"""A folder with a wiki in, its cited sentences with their quotes, what else is known, and the sources they cite out."""

from collections.abc import Iterator
from pathlib import Path

from kb.lint.bundle import Bundle
from kb.lint.carried import known, quoted, sources
from kb.lint.quotes import words
from kb.wiki.scan import scan
from labelled import Cited


def sentences_of(folder: Path) -> Iterator[Cited]:
    """Of concept pages: what a model wrote and a second reading let stand."""
    paths = sorted(folder.glob("wiki/**/*.md"))
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    bundle = Bundle({path: scan(path, text) for path, text in texts.items()}, {})
    for page in (page for page in bundle.in_order() if page.type == "Concept" and not page.reserved):
        for sentence in page.sentences:
            quotes = tuple(quoted(page, sentence))
            if quotes:
                document = "\n".join(line for one in sources(bundle, page, sentence) for line in one.lines)
                yield Cited(words(sentence.text), quotes, document, known(bundle, page, sentence))
