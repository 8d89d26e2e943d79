"""LINK: articles in, where each names another concept out. No model, so links cost nothing and never dangle."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.knowledge import Article, Concept, ConceptId, Sentence, SourceId
from kb.quoting import Span

_WORD = re.compile(r"[^\W_]+(?:['’.&+-][^\W_]+)*[+#]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a sentence names a concept."""

    span: Span
    concept: ConceptId


@dataclass(frozen=True, slots=True)
class Links:
    """What leads where. Every concept named here has an article."""

    mentions: Mapping[tuple[ConceptId, Sentence], tuple[Mention, ...]]
    """By page and sentence; a page links a concept once, where it first names it."""
    backlinks: Mapping[ConceptId, tuple[ConceptId, ...]]
    """Articles that link to this one without being its neighbours."""
    quoted_in: Mapping[SourceId, tuple[ConceptId, ...]]


class Names:
    """The names of all concepts, to be found in running text, the longest first."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, ConceptId]]] = {}
        owners: dict[tuple[str, ...], set[ConceptId]] = {}
        entries: list[tuple[tuple[str, ...], str, ConceptId]] = []
        for concept in concepts:
            for name in dict.fromkeys((concept.title, *concept.aliases)):
                words = tuple(word.casefold() for word in _WORD.findall(name))
                if words:
                    owners.setdefault(words, set()).add(concept.id)
                    entries.append((words, name, concept.id))
        for words, name, owner in entries:
            if len(owners[words]) == 1:
                self._by_first.setdefault(words[0], []).append((words, name, owner))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> list[Mention]:
        """Every place where `text` names a concept, none inside another. A name that two concepts share is none."""
        words = [(match.group().casefold(), match.span()) for match in _WORD.finditer(text)]
        mentions: list[Mention] = []
        at = 0
        while at < len(words):
            size, owner = self._at(words, at, text)
            if owner is not None:
                mentions.append(Mention(Span(words[at][1][0], words[at + size - 1][1][1]), owner))
            at += size
        return mentions

    def _at(self, words: list[tuple[str, tuple[int, int]]], at: int, text: str) -> tuple[int, ConceptId | None]:
        for name, spelled, owner in self._by_first.get(words[at][0], ()):
            run = words[at : at + len(name)]
            start = run[0][1][0]
            proper = any(c.isupper() for c in spelled[1:]) or (len(name) == 1 and spelled[0].isupper())
            if tuple(word for word, _ in run) == name and (not proper or not text[start].islower()):
                return len(name), owner
        return 1, None


def link(articles: Sequence[Article]) -> Links:
    """Links of a whole wiki."""
    names = Names(article.concept for article in articles)
    mentions: dict[tuple[ConceptId, Sentence], tuple[Mention, ...]] = {}
    leads: dict[ConceptId, set[ConceptId]] = {}
    quoted: dict[SourceId, dict[ConceptId, None]] = {}
    for article in articles:
        here = article.concept.id
        seen = {here}
        for sentence in (sentence for section in article.sections for sentence in section.sentences):
            found = []
            for mention in names.find(sentence.text):
                if mention.concept not in seen:
                    seen.add(mention.concept)
                    found.append(mention)
                    leads.setdefault(mention.concept, set()).add(here)
            mentions[here, sentence] = tuple(found)
            for citation in sentence.citations:
                quoted.setdefault(citation.source, {})[here] = None
    titles = {article.concept.id: article.concept.title.casefold() for article in articles}
    return Links(mentions, _backlinks(articles, leads, titles), _by_title(quoted, titles))


def _backlinks(
    articles: Sequence[Article], leads: Mapping[ConceptId, set[ConceptId]], titles: Mapping[ConceptId, str]
) -> dict[ConceptId, tuple[ConceptId, ...]]:
    found = {}
    for article in articles:
        others = leads.get(article.concept.id, set()) - set(article.neighbours)
        found[article.concept.id] = tuple(sorted(others, key=lambda other: (titles[other], other)))
    return found


def _by_title(
    quoted: Mapping[SourceId, Iterable[ConceptId]], titles: Mapping[ConceptId, str]
) -> dict[SourceId, tuple[ConceptId, ...]]:
    return {source: tuple(sorted(ids, key=lambda one: (titles[one], one))) for source, ids in quoted.items()}
