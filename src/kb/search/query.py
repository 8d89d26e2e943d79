"""What a person typed → what the index is asked. Any text is a query; only a filter's date can be an error."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.search.filters import ANYTHING, NOTHING, parted
from kb.search.filters import Only as Only
from kb.search.forms import forms
from kb.search.stopwords import STOP_WORDS
from kb.search.words import tokens, words

# Beyond these a question is a document: ranking by all of its words takes long and finds nothing better.
_MOST_TERMS = 64
_READ = 20_000


@dataclass(frozen=True, slots=True)
class Query:
    """Terms of which any may stand in a passage, phrases, and what the passage's page must be."""

    terms: tuple[str, ...]
    """Lower case, each once, in the order typed, without stop words as long as others remain; then their variants."""
    phrases: tuple[str, ...] = ()
    """What stood between quote marks."""
    strict: bool = True
    """Whether every phrase must stand in a passage; in a question it only counts for more."""
    only: Only = ANYTHING
    without: tuple[str, ...] = ()
    """Words and phrases that must not stand in a passage."""
    variants: frozenset[str] = frozenset()
    """The terms that nobody typed: other spellings of those that were."""
    text: str = ""
    """What was typed, without its filters."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that stand nowhere, each with the one that is searched for in its place."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """What a person typed to find passages. Raises UsageError for a date that is none."""
        parts = parted(_clean(text), excluding=True)
        without = dict.fromkeys(" ".join(tokens(word)).lower() for word in parts.without if tokens(word))
        return replace(cls._of(parts.text, parts.phrases), only=parts.only, without=tuple(without)[:_MOST_TERMS])

    @classmethod
    def question(cls, text: str) -> "Query":
        """What a person asked in a sentence: quote marks there name things, and nothing is left out."""
        parts = parted(_clean(text), excluding=False)
        return replace(cls._of(parts.text, parts.phrases), only=parts.only, strict=False)

    @classmethod
    def said(cls, text: str) -> "Query":
        """Of words that nobody typed as a query, such as a title or a model's: none of them is a filter or an error."""
        return replace(cls._of(_clean(text), ()), strict=False)

    @classmethod
    def _of(cls, text: str, quoted: Iterable[str]) -> "Query":
        typed = terms_of(text)
        other = dict.fromkeys(form.text for form in forms(unicodedata.normalize("NFKC", text)) if " " not in form.text)
        terms = tuple(dict.fromkeys((*typed, *other)))[:_MOST_TERMS]
        phrases = dict.fromkeys(" ".join(tokens(quote)).lower() for quote in quoted if tokens(quote))
        variants = frozenset(terms) - frozenset(typed)
        return cls(terms, tuple(phrases)[:_MOST_TERMS], variants=variants, text=" ".join(text.split()))

    @property
    def typed(self) -> tuple[str, ...]:
        """The terms without their variants."""
        return tuple(term for term in self.terms if term not in self.variants)

    @property
    def filters(self) -> bool:
        """Whether a passage may be left out for what it holds, however well it fits."""
        return bool(self.without) or (self.strict and bool(self.phrases))

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.phrases)

    def match(self, terms: Iterable[str]) -> str:
        """The expression of FTS5 for the phrases and some of the terms; empty when there is nothing to look for."""
        phrases = [phrase_of(phrase) for phrase in self.phrases]
        anything = " OR ".join([*phrases, *map(phrase_of, terms)])
        required = phrases if self.strict else []
        wanted = " AND ".join([*required, f"({anything})"]) if anything else ""
        unwanted = " OR ".join(map(phrase_of, self.without))
        return f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted

    @property
    def spellable(self) -> tuple[str, ...]:
        """The terms that may be meant otherwise than typed: who quotes a word means it."""
        quoted = {word for phrase in self.phrases for word in phrase.split()} if self.strict else set()
        return tuple(term for term in self.typed if term not in quoted)

    def respelled(self, corrections: Iterable[tuple[str, str]]) -> "Query":
        """With some terms in the place of others."""
        corrected = dict(corrections)
        if not corrected:
            return self
        terms = dict.fromkeys(corrected.get(term, term) for term in self.terms)
        return replace(self, terms=tuple(terms), corrected=(*self.corrected, *corrected.items()))


def terms_of(text: str) -> tuple[str, ...]:
    """The words of a text that tell what it is about, as `Query.terms`; no word of it is a filter."""
    typed = [word.text for word in words(unicodedata.normalize("NFKC", text))]
    telling = [word for word in typed if not _stops(word)] or typed
    return tuple(dict.fromkeys(word.lower() for word in telling))[:_MOST_TERMS]


def phrase_of(text: str) -> str:
    """A string of FTS5. It holds letters, digits and spaces only, so nothing in it is syntax."""
    return '"' + " ".join(tokens(text)) + '"'


def _clean(text: str) -> str:
    """Without what is no character: halves of surrogates, NULs, marks that only steer a screen."""
    whole = text[:_READ].encode("utf-8", "replace").decode("utf-8").translate(NOTHING)
    return unicodedata.normalize("NFC", whole)


def _stops(word: str) -> bool:
    """US and UN are names, us and un are not."""
    return word.lower() in STOP_WORDS and not (len(word) > 1 and word.isupper())
