"""Gaps of a wiki → pages of the web in raw/, each with a sidecar that says what it was found for; never a wiki page.

A model searches and chooses, by number, from what the searches found; kb itself fetches, as `kb ingest URL` does.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from kb.diagnostics import Diagnostic, Severity
from kb.fetching.all import fetch
from kb.fetching.saved import fetched
from kb.fetching.web import Web
from kb.ingesting import skim
from kb.llm.meters import Observed
from kb.llm.stage import Grounded, Prompts
from kb.readers.addresses import place
from kb.stages.choose_sources import CHOOSE_SOURCES, Sighted, Worth
from kb.stages.search_web import SEARCH_WEB, Haul, Sought
from kb.workspace import Workspace
from kb.workspace.pages import Pages

_UNHEARD = 2
"""Searches in a row that bring no reply, at the beginning, until the others are left: a server that can't search says
the same of each."""
_TRIES = 3
"""Addresses that may fail for each page that is wanted."""


@dataclass(frozen=True, slots=True)
class Added:
    """A page that raw/ has now."""

    path: str
    """From the workspace's top."""
    url: str
    title: str
    """As the search says it."""
    gap: str
    why: str
    """What the model expects it to say; empty where it did not say."""


@dataclass(slots=True)
class Brought:
    """What came of it."""

    searched: int = 0
    """Gaps that were searched for."""
    of: int = 0
    """Gaps that were to be."""
    found: int = 0
    """Pages that the searches named."""
    worth: int = 0
    """Those worth having, in the model's opinion."""
    added: list[Added] = field(default_factory=list)
    had: list[str] = field(default_factory=list)
    """Addresses whose page raw/ has already."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who searches, fetches and keeps."""

    workspace: Workspace
    model: Observed
    prompts: Prompts
    web: Web
    day: str
    """Today, ISO 8601."""
    done: Brought = field(default_factory=Brought)
    """What came of it so far."""

    def seek(self, gaps: Sequence[Sought], most: int, watch: Callable[[str], None]) -> Brought:
        """At most `most` pages, for as many gaps. What can't be searched for or fetched is told of and left."""
        wanted, done = list(dict.fromkeys(gaps))[:most], self.done
        done.of = len(wanted)
        hauls = self._hauls(wanted, done)
        if any(haul.hits for _, haul in hauls):
            known = self._known(watch)
            self._bring(self._chosen(hauls, known, done), (most, known), done, watch)
        return done

    def _hauls(self, gaps: Sequence[Sought], done: Brought) -> list[tuple[Sought, Haul]]:
        found: list[tuple[Sought, Haul]] = []
        left = list(gaps)
        while left and self.model.stop is None:
            # One by one until it is clear that this server can search at all.
            wave, left = (left, []) if found else (left[:1], left[1:])
            for gap, given in zip(wave, SEARCH_WEB.run_each(wave, self.model, self.prompts), strict=True):
                done.diagnostics += given.diagnostics
                found += [(gap, haul) for haul in given.results]
            if not found and len(gaps) - len(left) >= _UNHEARD:
                break
        done.searched, done.found = len(found), sum(len(haul.hits) for _, haul in found)
        return found

    def _chosen(self, hauls: Sequence[tuple[Sought, Haul]], known: set[str], done: Brought) -> list[Worth]:
        """The best page of each gap first, then the second best of each."""
        sighted = [Sighted(gap, self._unknown(haul, known, done)) for gap, haul in hauls]
        asked = [one for one in sighted if one.haul.hits]
        given: list[Grounded[Worth]] = CHOOSE_SOURCES.run_each(asked, self.model, self.prompts)
        for one in given:
            done.diagnostics += one.diagnostics
        done.worth = sum(len(one.results) for one in given)
        return [one for rank in zip_longest(*(one.results for one in given)) for one in rank if one is not None]

    def _unknown(self, haul: Haul, known: set[str], done: Brought) -> Haul:
        done.had += [hit.url for hit in haul.hits if not known.isdisjoint(_names(hit.url)) and hit.url not in done.had]
        return replace(haul, hits=tuple(hit for hit in haul.hits if known.isdisjoint(_names(hit.url))))

    def _bring(
        self, worth: Sequence[Worth], bounds: tuple[int, set[str]], done: Brought, watch: Callable[[str], None]
    ) -> None:
        """`bounds`: how many pages at most, and what raw/ has."""
        most, known = bounds
        tries = most * _TRIES
        for one in worth:
            url = one.hit.url
            if len(done.added) == most or not tries or not known.isdisjoint(_names(url)):
                continue
            known.update(_names(url))
            tries -= 1
            notes = {"found_for": one.sought.text, "found_by": self.model.id("judge")}
            come = fetch(self.workspace, {url: notes}, self.web, self.day, watch)
            # Nobody asked for this very page: that it can't be had fails nothing.
            done.diagnostics += [replace(told, severity=Severity.INFO) for told in come.diagnostics]
            done.had += [url] * len(come.known)
            done.added += [Added(path, url, one.hit.title, one.sought.text, one.why) for path in come.fetched]

    def _known(self, watch: Callable[[str], None]) -> set[str]:
        """Names of the addresses whose pages raw/ has."""
        sources = skim(self.workspace, Pages(self.workspace.wiki), watch).sources
        urls = [source.reading.url for source in sources if source.reading.url]
        urls += [url for _, addresses in fetched(self.workspace) for url in addresses]
        return {name for url in urls for name in _names(url)}


def _names(url: str) -> Iterator[str]:
    """What an address is known by: as it is written, and the place that it is the address of."""
    yield url.partition("#")[0].rstrip("/")
    where = place(url)
    if where:
        yield where
