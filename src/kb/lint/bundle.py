"""What rules look at: the pages of a wiki, taken apart, and facts about the files around them."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kb.digest import Digest
from kb.lint.targets import Question, Targets
from kb.wiki.page import Block, Cited, Link, Page

T = TypeVar("T")


# Without slots: the table of targets is built once, when a rule first asks.
@dataclass(frozen=True)
class Bundle:
    """A wiki and its raw files. Every path is from the workspace's top, with forward slashes."""

    pages: Mapping[str, Page]
    raw: Mapping[str, Digest]
    """SHA-256 of each raw file; empty for one that can't be read."""
    files: frozenset[str] = frozenset()
    """What else lies in the wiki: images, charts."""
    undecodable: frozenset[str] = frozenset()
    """Pages that are not UTF-8; they are scanned with replacement characters."""
    aside: frozenset[str] = frozenset()
    """Raw files that are rightly no sources: parts of others."""
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """What can't be read or listed, and why."""
    concepts: str = ""
    """The text of concepts.yaml; empty when there is none."""

    @cached_property
    def targets(self) -> Targets:
        return Targets([*self.pages, *self.files, *self.raw])

    def in_order(self) -> Iterator[Page]:
        return iter(self._sorted)

    def ordinary(self) -> Iterator[Page]:
        """The pages that are neither contents nor log, in order of path."""
        return (page for page in self._sorted if not page.reserved)

    def of_type(self, type_: str) -> Iterator[Page]:
        return (page for page in self.ordinary() if page.type == type_)

    @cached_property
    def _sorted(self) -> Sequence[Page]:
        return [self.pages[path] for path in sorted(self.pages)]

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes; where the pages stay as they are it is made but once, whoever asks.

        It must not hold the bundle: a circle would keep all that was read.
        """
        return make()

    def target(self, page: Page, link: Link) -> str | None:
        """The file that a link of `page` leads to; None when there is none."""
        return self._path("wikilink" if link.kind == "wikilink" else "link", link.target, page)

    def linked(self, page: Page) -> Sequence[str]:
        """The files that a page leads to, empty where there is none, for each of its `routes`."""
        return [self._path("wikilink" if by_name else "link", target, page) or "" for by_name, target in page.routes]

    def at(self, page: Page, target: str) -> str | None:
        """The file at a path as a markdown link of `page` would have it."""
        return self._path("link", target, page)

    def rivals(self, page: Page, link: Link) -> Sequence[str]:
        """The files that a wikilink names alike, none of them nearer than the others."""
        return self.answer("wikilink", link.target, page.path)[1:]

    def in_other_case(self, page: Page, link: Link) -> str | None:
        """The file that a markdown link would lead to if upper and lower case were the same."""
        return self._path("case", link.target, page)

    def has(self, page: Page, path: str) -> bool:
        """Whether there is such a page, raw file, or other file of the wiki; asked for `page`."""
        return bool(self.answer("file", path, page.path))

    def answer(self, how: Question, target: str, page: str) -> Sequence[str]:
        """What the files that there are tell of a target as a page has it."""
        return self.targets.answer(how, target, page)

    def _path(self, how: Question, target: str, page: Page) -> str | None:
        return next(iter(self.answer(how, target, page.path)), "") or None

    def cited_page(self, page: Page, cited: Cited) -> Page | None:
        path = self.at(page, cited.page)
        return self.pages.get(path) if path is not None else None

    def cited_block(self, page: Page, cited: Cited) -> Block | None:
        source = self.cited_page(page, cited)
        return source.block_by_id.get(cited.block) if source is not None else None
