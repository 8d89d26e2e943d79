"""What a person typed → what the index is asked. Any text is a query; none can be an error."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.search.stopwords import STOP_WORDS
from kb.search.words import tokens, words

# Beyond these a question is a document: ranking by all of its words takes long and finds nothing better.
_MOST_TERMS = 64
_READ = 20_000
_QUOTED = re.compile(r'["“”„«»「」]([^"“”„«»「」]+)["“”„«»「」]')


@dataclass(frozen=True, slots=True)
class Only:
    """Which pages may answer; of several values of one kind any will do."""

    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    after: str = ""
    """A date, or the beginning of one: published then or later."""
    before: str = ""
    """Published earlier."""


@dataclass(frozen=True, slots=True)
class Query:
    """Terms of which any may stand in a passage, and phrases."""

    terms: tuple[str, ...]
    """Lower case, each once, in the order typed, without stop words as long as others remain."""
    phrases: tuple[str, ...] = ()
    """What stood between quote marks."""
    strict: bool = True
    """Whether every phrase must stand in a passage; in a question it only counts for more."""
    only: Only = Only()
    text: str = ""
    """What was typed."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """What a person typed to find passages."""
        text = unicodedata.normalize("NFC", text[:_READ])
        typed = [word.text for word in words(text)]
        telling = [word for word in typed if not _stops(word)] or typed
        terms = dict.fromkeys(word.lower() for word in telling)
        phrases = dict.fromkeys(" ".join(tokens(quote)).lower() for quote in _QUOTED.findall(text) if tokens(quote))
        return cls(tuple(terms)[:_MOST_TERMS], tuple(phrases)[:_MOST_TERMS], text=text)

    @classmethod
    def question(cls, text: str) -> "Query":
        """What a person asked in a sentence: quote marks there name things."""
        return replace(cls.parse(text), strict=False)

    @property
    def filters(self) -> bool:
        return self.strict and bool(self.phrases)

    def match(self, terms: Iterable[str]) -> str:
        """The expression of FTS5 for the phrases and some of the terms; empty when there is nothing to look for."""
        phrases = [phrase_of(phrase) for phrase in self.phrases]
        anything = " OR ".join([*phrases, *map(phrase_of, terms)])
        required = phrases if self.strict else []
        return " AND ".join([*required, f"({anything})"]) if anything else ""


def phrase_of(text: str) -> str:
    """A string of FTS5. It holds letters, digits and spaces only, so nothing in it is syntax."""
    return '"' + " ".join(tokens(text)) + '"'


def _stops(word: str) -> bool:
    """US and UN are names, us and un are not."""
    return word.lower() in STOP_WORDS and not (len(word) > 1 and word.isupper())
