"""Pages → the names that their sentences use, whether a page is called so or not."""

import re
from collections.abc import Iterator

from kb.lint.bundle import Bundle
from kb.lint.decisions import table
from kb.lint.names import names_of
from kb.lint.quotes import words
from kb.stages.folding import fold
from kb.wiki.page import Page, Sentence

_NAME = re.compile(
    r"(?<![.!?:\"“(] )(?<!^)\b(?:[A-Z][a-z]+(?:[ -](?:of|for|the|and|de) (?=[A-Z])|[ -]))+[A-Z][\w-]*\b|\b[A-Z]{3,6}\b"
)
_OTHERS = frozenset(("Source", "Answer", "Contents"))


def speaking(bundle: Bundle) -> Iterator[Page]:
    """The pages that say something of their own: neither a source, an answer, nor a list of pages."""
    return (page for page in bundle.ordinary() if page.type not in _OTHERS)


def mentions(page: Page) -> Iterator[tuple[Sentence, str]]:
    """Names of several words and short forms of capitals, in English, each with the sentence that it stands in."""
    for sentence in page.sentences:
        for match in _NAME.finditer(words(sentence.text)):
            yield sentence, match.group()


def known_names(bundle: Bundle) -> frozenset[str]:
    """What pages are called, and what concepts.yaml speaks of, folded."""
    return frozenset(fold(name) for page in bundle.ordinary() for name in names_of(page)) | decided_names(
        bundle.concepts
    )


def decided_names(concepts: str) -> frozenset[str]:
    """What has a place in the text of a concept table or was taken out of it, folded; none where it can't be read."""
    decided = table(concepts)
    if decided is None:
        return frozenset()
    names = (name for one in decided.concepts.values() for name in (one.title, *one.aliases))
    return frozenset(fold(name) for name in (*decided.skipped, *names))
