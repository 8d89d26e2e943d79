"""A bundle for rules that look at a page and at those it links to and cites: what they asked for is written down."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar, cast

from kb.digest import Digest
from kb.lint.bundle import Bundle
from kb.lint.targets import Question, Targets
from kb.wiki.page import Cited, Page

T = TypeVar("T")


@dataclass(slots=True)
class Needed:
    """What the findings about a page depend on besides its own text."""

    pages: dict[str, Digest] = field(default_factory=dict)
    """Other pages, with the digests of what they said; an empty one for a page that was not there."""
    answers: dict[tuple[Question, str], Sequence[str]] = field(default_factory=dict)
    """Targets that were asked for, and what was told of them."""
    everything: bool = False


class Consulted(Bundle):
    """One page's view of a wiki."""

    def __init__(
        self, pages: Mapping[str, Page], targets: Targets, raw: Mapping[str, Digest], digest: Callable[[str], Digest]
    ) -> None:
        self.needed = Needed()
        self._targets, self._raw = targets, raw
        self._pages = _Pages(pages, self.needed, digest)
        self._once: dict[Hashable, object] = {}
        self._cited: dict[tuple[str, str], Page | None] = {}
        # More than one rule asks.
        self._linked: dict[str, Sequence[str]] = {}

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

    @property
    def concepts(self) -> NoReturn:
        raise _only_of_all("concepts")

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        if what not in self._once:
            self._once[what] = make()
        return cast(T, self._once[what])

    def cited_page(self, page: Page, cited: Cited) -> Page | None:
        key = page.path, cited.page
        # A dozen rules ask, of every footnote.
        if key not in self._cited:
            self._cited[key] = super().cited_page(page, cited)
        return self._cited[key]

    def linked(self, page: Page) -> Sequence[str]:
        if page.path not in self._linked:
            self._linked[page.path] = super().linked(page)
        return self._linked[page.path]

    def answer(self, how: Question, target: str, page: str) -> Sequence[str]:
        found = self._targets.answer(how, target, page)
        # A target that is empty is the page itself, whatever there is.
        if target:
            self.needed.answers[how, target] = found
        return found


class _Pages(Mapping[str, Page]):
    def __init__(self, pages: Mapping[str, Page], needed: Needed, digest: Callable[[str], Digest]) -> None:
        self._pages, self._needed, self._digest = pages, needed, digest
        self._read: dict[str, Page] = {}

    def __getitem__(self, path: str) -> Page:
        page = self._read.get(path)
        if page is not None:
            return page
        try:
            page = self._read[path] = self._pages[path]
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
    return TypeError(f"a rule that asks for {what} has to declare check(wiki)")
