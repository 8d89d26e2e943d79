"""What rules look at: the pages of a wiki, taken apart, and facts about the files around them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kb.digest import Digest
from kb.lint.targets import Targets
from kb.wiki.page import Block, Cited, Link, Page


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

    def ordinary(self) -> Iterator[Page]:
        """The pages that are neither contents nor log, in order of path."""
        return (page for page in self._sorted if not page.reserved)

    def in_order(self) -> Iterator[Page]:
        return iter(self._sorted)

    def of_type(self, type_: str) -> Iterator[Page]:
        return iter(self._by_type.get(type_, ()))

    @cached_property
    def _sorted(self) -> Sequence[Page]:
        return [self.pages[path] for path in sorted(self.pages)]

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[Page]]:
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self.ordinary():
            found[page.type].append(page)
        return found

    def target(self, page: Page, link: Link) -> str | None:
        """The file that a link of `page` leads to; None when there is none."""
        return self.targets.of(link.kind == "wikilink", link.target, page.path)

    def linked(self, page: Page) -> Sequence[str]:
        """The files that a page leads to, empty where there is none, for each of its `routes`."""
        return self.targets.leads(page.routes, page.path)

    def cited_page(self, page: Page, cited: Cited) -> Page | None:
        path = self.targets.at(cited.page, page.path)
        return self.pages.get(path) if path is not None else None

    def cited_block(self, page: Page, cited: Cited) -> Block | None:
        source = self.cited_page(page, cited)
        return source.block_by_id.get(cited.block) if source is not None else None
