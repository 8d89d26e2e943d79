"""A page before and after its fixes → what it would say otherwise: fixes tidy up, they never change what is claimed."""

import unicodedata
from collections.abc import Hashable, Iterator

from kb.markup import readable
from kb.wiki.page import Page

_MADE_FROM = ("resource", "sha256", "sources", "generated")


def lost(before: Page, after: Page) -> str:
    """What fixes would change of what a page says and cites; empty when it says the same as before.

    Compared are words and not markup: sentences with their footnotes, and footnotes with their quotes and targets.
    Case does not count in a target, nor do characters that nobody sees.
    """
    if after.error is not None and before.error is None:
        return "its front matter could not be read any more"
    if any(before.values.get(key) != after.values.get(key) for key in _MADE_FROM):
        return "it would name other sources"
    if set(_blocks(before)) != set(_blocks(after)):
        return "other pages cite words that it would change"
    if set(_footnotes(before)) != set(_footnotes(after)):
        return "it would cite something else"
    return "" if list(_sentences(before)) == list(_sentences(after)) else "it would say something else"


def _sentences(page: Page) -> Iterator[Hashable]:
    return ((_words(one.text), one.labels) for one in page.sentences)


def _blocks(page: Page) -> Iterator[Hashable]:
    return ((one.id, _words(one.markdown)) for one in page.blocks)


def _footnotes(page: Page) -> Iterator[Hashable]:
    for one in page.footnotes:
        cited = tuple((_words(c.quote), c.where, _words(c.page).casefold(), c.block) for c in one.citations)
        yield one.label, cited or _words(one.text)
    # A mark in a heading or a callout belongs to no sentence.
    yield from sorted(reference.label for reference in page.references)


def _words(markdown: str) -> str:
    seen = (char for char in unicodedata.normalize("NFC", readable(markdown)) if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())
