"""A bundle → what its articles state: each cited sentence once, with what comparing it with another one takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kb.english.wordlists import listed
from kb.lint.bundle import Bundle
from kb.lint.carried import cited
from kb.lint.quotes import words
from kb.verifying.hints import negator
from kb.verifying.text import Text, Word
from kb.wiki.page import Page, Sentence

_SHORTEST = 3
_LINKS = 4
"""Links of a sentence, and names in it, that count: one with many is a list."""
_SAYING = frozenset(
    "say says said tell tells told call calls called give gives gave hold holds held report reports"
    " reported account according interview article post thread add adds added".split()
)
YEAR = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an article."""

    path: str
    number: int
    """Of the sentence on its page, from 0."""
    text: str
    stems: frozenset[str]
    """Of the words that mean something; figures are none."""
    plain: frozenset[str]
    """The same words as they stand, folded."""
    named: frozenset[str]
    """The stems of those among them that have a capital within the sentence."""
    subjects: tuple[str, ...]
    """What it may be about: its page, the pages that it links to, names."""
    figures: bool
    years: frozenset[str]
    evidence: frozenset[tuple[str, str]]
    """The blocks that it cites, with the pages of their sources."""

    @property
    def place(self) -> tuple[str, int]:
        return self.path, self.number

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(path for path, _ in self.evidence)


def statements(bundle: Bundle) -> list[Statement]:
    """In order of page and line. What a page repeats from another word for word counts once."""
    found: dict[str, Statement] = {}
    for page in bundle.of_type("Concept"):
        if page.written:
            for one in _of(bundle, page):
                found.setdefault(one.text.casefold(), one)
    return [*found.values()]


def _of(bundle: Bundle, page: Page) -> Iterator[Statement]:
    for number, sentence in enumerate(page.sentences):
        evidence = frozenset(_evidence(bundle, page, sentence))
        if evidence:
            text = Text(words(sentence.text))
            meant = [word for word in text.words if _means(word)]
            named = dict.fromkeys(word.stem for word in meant[1:] if word.text[0].isupper())
            yield Statement(
                page.path,
                number,
                text.plain,
                frozenset(word.stem for word in meant),
                frozenset(word.low for word in meant),
                frozenset(named),
                tuple(
                    dict.fromkeys((page.path, *islice(_linked(bundle, page, sentence), _LINKS), *islice(named, _LINKS)))
                ),
                any(char.isdigit() for char in text.plain),
                frozenset(YEAR.findall(text.plain)),
                evidence,
            )


def _means(word: Word) -> bool:
    if word.number or len(word.low) < _SHORTEST:
        return False
    return not (word.low in listed("function") or word.low in _SAYING or negator(word))


def _evidence(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[tuple[str, str]]:
    for one in cited(page, sentence):
        source = bundle.cited_page(page, one)
        if source is not None:
            yield source.path, one.block


def _linked(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[str]:
    for line in range(sentence.line, sentence.line + sentence.text.count("\n") + 1):
        for link in page.links_by_line.get(line, ()):
            target = bundle.target(page, link) if not (link.external or link.cites) else None
            if target is not None and target in bundle.pages:
                yield target
