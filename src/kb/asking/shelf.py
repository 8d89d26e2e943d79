"""The pages of a wiki as a reader goes through them: found by name, read in passages, followed along their links."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from kb.asking.evidence import ANSWER, SOURCE
from kb.lint.targets import Targets
from kb.markup import fold, readable
from kb.search.index import Index
from kb.search.pages import passages_of
from kb.search.passages import Passage
from kb.search.query import Query
from kb.slug import RESERVED_PAGES
from kb.wiki.frontmatter import parse, split
from kb.wiki.page import Link, Page
from kb.wiki.scan import scan

FOLDERS = ("concepts", "sources", "disputes")
_ANSWERS = "answers/"
_LISTS = (ANSWER, "Contents")
_SUFFIX = ".md"
_TOP = "wiki/"
_NAMED = 10
"""How far down the ranking a page of that very name stands."""


class Shelf:
    """Answers that were saved are no reading: only what stands on sources is."""

    def __init__(self, load: Callable[[], Mapping[str, bytes]], index: Index) -> None:
        """`load` gives the pages by path from the wiki's top; it is called when the first page is opened."""
        self._load, self._index = load, index

    @cached_property
    def _pages(self) -> Mapping[str, bytes]:
        return {path: data for path, data in self._load().items() if _readable(path)}

    @cached_property
    def _targets(self) -> Targets:
        return Targets(_TOP + path for path in self._pages)

    def find(self, name: str) -> str | None:
        """Path of the page that a path, a file's name, a title or an alias names; None when none does."""
        path = name.replace("\\", "/").partition("#")[0].removeprefix("./").removeprefix(_TOP).strip()
        tries = [path, path + _SUFFIX, *(f"{folder}/{path}{_SUFFIX}" for folder in FOLDERS)]
        at = next((one for one in tries if one in self._pages), None) or self._titled(name)
        return at if at is not None and self.open(at).type != ANSWER else None

    def nearest(self, name: str) -> list[str]:
        """Titles of the pages that a name may mean."""
        hits = self._index.search(Query.said(name), _NAMED)
        pages = [hit.passage.page for hit in hits if hit.passage.page.path in self._pages]
        return list(dict.fromkeys(page.title for page in pages if page.type != ANSWER))[:3]

    def _titled(self, name: str) -> str | None:
        wanted = fold(name).casefold()
        pages = [hit.passage.page for hit in self._index.search(Query.said(name), _NAMED)]
        # Of an article and a source of one title the article is meant.
        pages.sort(key=lambda page: page.type == SOURCE)
        named = (p.path for p in pages if wanted in {fold(one).casefold() for one in (p.title, *p.aliases)})
        return next((path for path in named if path in self._pages), None)

    def open(self, path: str) -> Page:
        return scan(_TOP + path, self._text(path))

    def passages(self, path: str) -> list[Passage]:
        """All of a page, in order; a page that is only a list of others has none."""
        return passages_of(path, self._text(path))

    def title(self, path: str) -> str:
        """And what the page is about in a line, where it says so."""
        front = parse(split(self._text(path)).yaml or "")
        values = front if isinstance(front, Mapping) else {}
        parts = [readable(str(values[key])) for key in ("title", "description") if values.get(key)]
        return fold(": ".join(parts)) or posixpath.basename(path)

    def links(self, path: str) -> list[str]:
        """Paths of the pages that a page leads to, in order of first mention, footnotes left out."""
        page = self.open(path)
        return self._led(page, [link for link in page.links if not link.cites])

    def cited(self, path: str) -> list[str]:
        """Paths of the sources that its footnotes lead to."""
        page = self.open(path)
        return self._led(page, [link for link in page.links if link.cites])

    def linking(self, path: str) -> Iterator[str]:
        """Paths of the pages that lead to a page, as they are found."""
        stem, title = posixpath.basename(path).removesuffix(_SUFFIX), self.open(path).title
        # Bytes first: to take every page of a large wiki apart takes seconds.
        signs = [sign.encode() for sign in (f"{stem}{_SUFFIX}", f"[[{stem}", f"[[{title}")]
        for at, data in sorted(self._pages.items()):
            if at != path and any(sign in data for sign in signs):
                page = self.open(at)
                if page.type not in _LISTS and path in self._led(page, page.links):
                    yield at

    def _led(self, page: Page, links: Sequence[Link]) -> list[str]:
        found = (self._target(page, link) for link in links if not link.external)
        paths = dict.fromkeys(path.removeprefix(_TOP) for path in found if path is not None)
        return [path for path in paths if path in self._pages and _TOP + path != page.path]

    def _target(self, page: Page, link: Link) -> str | None:
        find = self._targets.named if link.kind == "wikilink" else self._targets.at
        return find(link.target, page.path)

    def _text(self, path: str) -> str:
        return self._pages[path].decode("utf-8", "replace")


def _readable(path: str) -> bool:
    """Pages of the wiki, without versions that wait beside them, contents and saved answers."""
    if not path.endswith(_SUFFIX) or path.startswith(_ANSWERS):
        return False
    return posixpath.basename(path) not in RESERVED_PAGES
