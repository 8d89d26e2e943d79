"""A sentence of a page → what may carry it: the quotes of its footnotes, and the names that need no quote."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kb.lint.bundle import Bundle
from kb.lint.names import names_of
from kb.lint.quotes import quotes, words
from kb.wiki.page import Cited, Page, Sentence

if TYPE_CHECKING:
    from kb.verifying.known import Known
    from kb.verifying.verdict import Verdict

_ENGLISH = frozenset(("", "en", "english"))
# As the page of a source names whoever speaks next.
_SPEAKS = re.compile(r"^\*\*([^\W\d_][^*\n\s]* [^*\n]{1,40})\*\*$", re.M)
_ENOUGH = 10
"""Sentences that tell the language of a page."""


def cited(page: Page, sentence: Sentence) -> Iterator[Cited]:
    """What the footnotes of a sentence cite, or those further on in its paragraph where it has none."""
    for label in sentence.labels or sentence.later:
        note = page.footnote_by_label.get(label)
        yield from note.citations if note is not None else ()


def quoted(page: Page, sentence: Sentence) -> list[str]:
    """The quotes of a sentence."""
    return [*quotes(page, sentence.labels or sentence.later)]


def named(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[str]:
    """Titles and aliases of the page and of those that the sentence links to; titles and dates of what it cites."""
    told = known(bundle, page, sentence)
    yield from told.names
    for names in told.called:
        yield from names
    yield from told.titles


def known(bundle: Bundle, page: Page, sentence: Sentence) -> "Known":
    """What the page and the pages that the sentence links to are called; who says what it cites, and where."""
    return bundle.once((known, page.path, sentence), lambda: _known(bundle, page, sentence))


def _known(bundle: Bundle, page: Page, sentence: Sentence) -> "Known":
    from kb.verifying.known import Known

    told = [*sources(bundle, page, sentence)]
    called = [names_of(one) for one in _linked(bundle, page, sentence) if one.type != "Source"]
    called += [names for one in told for names in _people(bundle, one)]
    titles = tuple(text for one in told for text in (one.title, published(one)) if text)
    speakers = {speaker for one in cited(page, sentence) if (speaker := _speaker(one.where))}
    speakers |= {author for source in told for author in source.strings("author")}
    return Known(names_of(page) if page.type != "Source" else (), tuple(called), tuple(sorted(speakers)), titles)


def published(source: Page) -> str:
    """The date of a source, as its page gives it; empty when it gives none."""
    return str(source.values.get("published") or "")


def _people(bundle: Bundle, source: Page) -> tuple[tuple[str, ...], ...]:
    """Of each person who speaks in a source the name, and its first and last part: "Amy" is Amy Hood."""
    return bundle.once((_people, source.path), lambda: tuple(_called(name) for name in _SPEAKS.findall(source.text)))


def _called(name: str) -> tuple[str, ...]:
    parts = name.split()
    return (name, parts[0], parts[-1])


def _speaker(where: str) -> str:
    """What a footnote tells of a place behind the source's title, but a time: "The deal, Ana Ruiz, 2:30"."""
    return ", ".join(part for part in where.split(", ")[1:] if not any(map(str.isdigit, part)))


def _linked(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[Page]:
    lines = range(sentence.line, sentence.line + sentence.text.count("\n") + 1)
    targets = (bundle.target(page, link) for line in lines for link in page.links_by_line.get(line, ()))
    return (bundle.pages[path] for path in targets if path is not None and path in bundle.pages)


def verdict(bundle: Bundle, page: Page, sentence: Sentence) -> "Verdict | None":
    """What the quotes of a sentence lack; None where there is nothing to hold against it."""
    quotes, said = quoted(page, sentence), words(sentence.text)
    # What is quoted whole lacks nothing, and on many pages that is all there is.
    if not quotes or any(said in quote for quote in quotes):
        return None
    # Loaded where it is needed: most pages have no quotes.
    from kb.verifying.verdict import verify

    return verify(said, quotes, lambda: known(bundle, page, sentence))


def beside(bundle: Bundle, page: Page, sentence: Sentence) -> list[str]:
    """The blocks that a sentence quotes from, whole."""
    blocks = (bundle.cited_block(page, one) for one in cited(page, sentence))
    return [words(markdown) for markdown in dict.fromkeys(block.markdown for block in blocks if block is not None)]


def in_english(bundle: Bundle, page: Page, sentence: Sentence) -> bool:
    """Whether a sentence and what it cites are: names are told by capitals, which mean something else in German."""
    # Costly to load, and asked only where something seems to be missing.
    from kb.readers.language import clear_language

    languages = {source.string("language").partition("-")[0].casefold() for source in sources(bundle, page, sentence)}
    return (languages <= _ENGLISH or "en" in languages) and (
        clear_language(words(sentence.text)) or _of_page(page, clear_language)
    ) in _ENGLISH


def _of_page(page: Page, language: Callable[[str], str]) -> str:
    return language(" ".join(words(one.text) for one in page.sentences[:_ENOUGH]))


def sources(bundle: Bundle, page: Page, sentence: Sentence) -> Iterable[Page]:
    """The pages that a sentence cites, each once."""
    found = (bundle.cited_page(page, one) for one in cited(page, sentence))
    return {source.path: source for source in found if source is not None}.values()


def place_of(page: Page, sentence: Sentence, said: str) -> tuple[int, int]:
    """Where words of a sentence stand; where it begins when markup or another spelling stands between them."""
    for number in range(sentence.line, sentence.line + sentence.text.count("\n") + 1):
        column = page.lines[number - 1].find(said, sentence.column - 1 if number == sentence.line else 0) + 1
        if column:
            return number, column
    return sentence.line, sentence.column
