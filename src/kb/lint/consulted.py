"""A bundle for rules that look at a page and at those it links to and cites: what they asked for is written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from kb.digest import Digest
from kb.lint.bundle import Bundle
from kb.lint.targets import Targets
from kb.wiki.page import Cited, Link, Page


@dataclass(slots=True)
class Needed:
    """What the findings about a page depend on besides its own text."""

    pages: dict[str, Digest] = field(default_factory=dict)
    """Other pages, with the digests of what they said; an empty one for a page that was not there."""
    routes: dict[tuple[bool, str], str | None] = field(default_factory=dict)
    """Targets as written, and the files they lead to."""
    everything: bool = False


class Consulted(Bundle):
    """One page's view of a wiki."""

    def __init__(
        self, pages: Mapping[str, Page], targets: Targets, raw: Mapping[str, Digest], digest: Callable[[str], Digest]
    ) -> None:
        self.needed = Needed()
        self._targets, self._raw = targets, raw
        self._pages = _Pages(pages, self.needed, digest)

    @property
    def pages(self) -> Mapping[str, Page]:
        return self._pages

    @property
    def raw(self) -> Mapping[str, Digest]:
        self.needed.everything = True
        return self._raw

    @property
    def targets(self) -> Targets:
        self.needed.everything = True
        return self._targets

    @property
    def files(self) -> NoReturn:
        raise _only_of_all("files")

    @property
    def undecodable(self) -> NoReturn:
        raise _only_of_all("undecodable")

    @property
    def aside(self) -> NoReturn:
        raise _only_of_all("aside")

    @property
    def unreadable(self) -> NoReturn:
        raise _only_of_all("unreadable")

    def target(self, page: Page, link: Link) -> str | None:
        return self._route(page, link.kind == "wikilink", link.target)

    def linked(self, page: Page) -> Sequence[str]:
        return [self._route(page, *route) or "" for route in page.routes]

    def cited_page(self, page: Page, cited: Cited) -> Page | None:
        path = self._route(page, False, cited.page)
        return self.pages.get(path) if path is not None else None

    def _route(self, page: Page, by_name: bool, target: str) -> str | None:
        found = self._targets.of(by_name, target, page.path)
        self.needed.routes[by_name, target] = found
        return found


class _Pages(Mapping[str, Page]):
    def __init__(self, pages: Mapping[str, Page], needed: Needed, digest: Callable[[str], Digest]) -> None:
        self._pages, self._needed, self._digest = pages, needed, digest

    def __getitem__(self, path: str) -> Page:
        try:
            page = self._pages[path]
        except KeyError:
            self._needed.pages[path] = Digest("")
            raise
        self._needed.pages[path] = self._digest(path)
        return page

    def __iter__(self) -> Iterator[str]:
        self._needed.everything = True
        return iter(self._pages)

    def __len__(self) -> int:
        self._needed.everything = True
        return len(self._pages)


def _only_of_all(what: str) -> TypeError:
    return TypeError(f"a rule that asks for {what} has to declare check(bundle)")
