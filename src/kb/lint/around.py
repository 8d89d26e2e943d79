"""What lies around the texts of a wiki's pages, for rules that look at all of it: what they asked for is written
down, so that they need not be asked again while that stays the same."""

from collections.abc import Mapping, Set
from typing import Literal

from kb.digest import Digest
from kb.lint.bundle import Bundle

Part = Literal["pages", "files", "raw", "undecodable", "aside", "unreadable", "concepts"]


class Around:
    """A bundle without what its pages say."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.asked: set[Part] = set()

    @property
    def pages(self) -> Set[str]:
        """Their paths."""
        self.asked.add("pages")
        return self._bundle.pages.keys()

    @property
    def files(self) -> Set[str]:
        self.asked.add("files")
        return self._bundle.files

    @property
    def raw(self) -> Mapping[str, Digest]:
        self.asked.add("raw")
        return self._bundle.raw

    @property
    def undecodable(self) -> Set[str]:
        self.asked.add("undecodable")
        return self._bundle.undecodable

    @property
    def aside(self) -> Set[str]:
        self.asked.add("aside")
        return self._bundle.aside

    @property
    def unreadable(self) -> Mapping[str, str]:
        self.asked.add("unreadable")
        return self._bundle.unreadable

    @property
    def concepts(self) -> str:
        self.asked.add("concepts")
        return self._bundle.concepts

    def named(self, target: str, page: str) -> str | None:
        """The file of a wikilink."""
        self.asked.update(("pages", "files", "raw"))
        return self._bundle.targets.named(target, page)
