"""What pages are called: titles and aliases, folded so that case, width and spacing don't count."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kb.wiki.page import Page


def folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def names_of(page: Page) -> tuple[str, ...]:
    return tuple(name for name in (page.title, *page.strings("aliases")) if name.strip())


def pages_by_name(pages: Iterable[Page]) -> Mapping[str, list[Page]]:
    """The pages that go by a name, in the given order, each once."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for name in dict.fromkeys(map(folded, names_of(page))):
            found[name].append(page)
    return found
