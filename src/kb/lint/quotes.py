"""A sentence with the quotes that its footnotes give it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kb.markup import readable
from kb.quoting import locate
from kb.wiki.page import Page, Sentence

# Several footnotes cite the same block, and more than one rule reads the same sentence.
words = lru_cache(maxsize=4096)(readable)


def quotes(page: Page, labels: Iterable[str]) -> Iterator[str]:
    """The quotes behind footnotes, as far as these exist."""
    for label in labels:
        footnote = page.footnote_by_label.get(label)
        if footnote is not None:
            yield from (cited.quote for cited in footnote.citations)


def quoted(sentence: Sentence, page: Page, labels: Iterable[str]) -> bool:
    """Whether the sentence is itself a part of one of the quotes."""
    return any(locate(quote, words(sentence.text)) is not None for quote in quotes(page, labels))
