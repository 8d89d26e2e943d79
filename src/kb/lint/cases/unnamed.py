"""A bundle → names that several pages use and that no page is called by, for a model to judge."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.lint.bundle import Bundle
from kb.lint.carried import place_of
from kb.lint.mentions import known_names, mentions, speaking
from kb.lint.quotes import words
from kb.stages.folding import fold
from kb.stages.judge_names import Spoken, Unnamed, Unnameds
from kb.wiki.page import Page

_OFTEN = 3
"""Pages that speak of a name, and sentences in which they do, at the least: what fewer say is no page."""
_MOST = 40
_SPOKEN = 4
"""Sentences that a model sees of each."""
_LENGTH = 300
"""Characters of a sentence."""
_NEAR, _WORD = 3, 4
"""Titles that share a word with a name, and the letters of such a word at the least."""


@dataclass(slots=True)
class _Heard:
    """A name, as it was heard so far."""

    name: str = ""
    """As it was first written."""
    pages: set[str] = field(default_factory=set)
    said: dict[str, Spoken] = field(default_factory=dict)
    """Where, by sentence: the same words on ten pages are said once."""

    def hear(self, name: str, spoken: Spoken) -> None:
        self.name = self.name or name
        self.pages.add(spoken.path)
        self.said.setdefault(spoken.text, spoken)


def unnamed(bundle: Bundle) -> Iterator[Unnameds]:
    """The names of which most is said come first; no more than a look holds."""
    found = _spoken(bundle)
    often = [key for key, one in found.items() if min(len(one.pages), len(one.said)) >= _OFTEN]
    if not often:
        return
    titles = _titles_by_word(bundle)
    first = sorted(often, key=lambda key: (-len(found[key].said), -len(found[key].pages), key))[:_MOST]
    yield Unnameds(tuple(_unnamed(found[key], titles) for key in first))


def _spoken(bundle: Bundle) -> dict[str, _Heard]:
    """By folded name."""
    known = known_names(bundle)
    found: dict[str, _Heard] = defaultdict(_Heard)
    for page in speaking(bundle):
        for name, spoken in (*_mentioned(page), *_linked(bundle, page)):
            if fold(name) and fold(name) not in known:
                found[fold(name)].hear(name, spoken)
    return found


def _mentioned(page: Page) -> Iterator[tuple[str, Spoken]]:
    for sentence, name in mentions(page):
        line, column = place_of(page, sentence, name)
        yield name, Spoken(page.path, page.title or page.path, words(sentence.text)[:_LENGTH], line, column)


def _linked(bundle: Bundle, page: Page) -> Iterator[tuple[str, Spoken]]:
    """Links that lead to no page, as people leave them where they mean to write one."""
    for link in page.links:
        if link.kind == "wikilink" and link.target and not link.external and bundle.target(page, link) is None:
            name = link.target.rpartition("/")[2].removesuffix(".md")
            text = words(page.lines[link.line - 1])[:_LENGTH]
            yield name, Spoken(page.path, page.title or page.path, text, link.line, link.column)


def _titles_by_word(bundle: Bundle) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for page in speaking(bundle):
        for word in dict.fromkeys(fold(page.title).split()):
            if len(word) >= _WORD:
                found[word].append(page.title)
    return found


def _unnamed(heard: _Heard, titles: Mapping[str, Sequence[str]]) -> Unnamed:
    near = (title for word in fold(heard.name).split() for title in titles.get(word, ()))
    return Unnamed(heard.name, len(heard.pages), _shown([*heard.said.values()]), tuple(dict.fromkeys(near))[:_NEAR])


def _shown(said: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """One sentence of each page first."""
    first = {one.path: one for one in reversed(said)}.values()
    return (*reversed([*first]), *(one for one in said if one not in first))[:_SPOKEN]
