"""What pages are called: titles and aliases, folded so that case, width and spacing don't count."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kb.wiki.page import Page


def folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def names_of(page: Page) -> tuple[str, ...]:
    return tuple(name for name in (page.title, *page.strings("aliases")) if name.strip())


class Called(NamedTuple):
    """A page's names, and the lines where they stand."""

    names: Sequence[str]
    title: str
    title_line: int
    aliases_line: int

    def line_of(self, name: str) -> int:
        """Of one of the names, folded."""
        return self.title_line if folded(self.title) == name else self.aliases_line


def called(page: Page) -> Called | None:
    """None for a page without a name."""
    names = names_of(page)
    if not names:
        return None
    return Called(names, page.title, page.line_of("title"), page.line_of("aliases") if page.strings("aliases") else 1)


def by_name(names: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, list[str]]:
    """Paths of pages with their names → the pages that go by a name, folded, in the given order, each once."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, some in names:
        for name in dict.fromkeys(map(folded, some)):
            found[name].append(path)
    return found
