"""Files of pages → rows: scanned, and checked by the rules that look at a page and at what it links to and cites."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.digest import Digest
from kb.lint.consulted import Consulted
from kb.lint.outline import (
    Found,
    Row,
    packed_cited,
    packed_findings,
    packed_front,
    packed_leads,
    packed_links,
    packed_marks,
    packed_routes,
)
from kb.lint.rule import rules
from kb.lint.targets import Targets
from kb.wiki.page import Page
from kb.wiki.scan import scan
from kb.wiki.update import decoded
from kb.workspace import files

# Found when this is loaded, so that a process that is made for reading has them.
_OF_PAGE = [(rule.needs, rule.code, rule.of_page) for rule in rules() if rule.of_page is not None]
_OF_CITED = [(rule.needs, rule.code, rule.of_cited) for rule in rules() if rule.of_cited is not None]
_NEEDS = sorted({rule.needs for rule in rules() if rule.needs})
_AT_ONCE = 1 << 16
"""Bytes; a page that has fewer is read by one call."""
_KEPT = 300
"""Pages that are kept scanned, for those that cite them."""


class Task(NamedTuple):
    path: str
    stamp: str
    digest: str
    """Of what it held when it was checked; empty to have it checked whatever it holds."""


class Same(NamedTuple):
    """A page that holds what it held."""

    path: str
    stamp: str


class Lost(NamedTuple):
    """A page that can't be read, and why; without a reason one that is not there any more."""

    path: str
    reason: str


Read = Row | Same | Lost


# Without slots: what is derived from it is kept.
@dataclass(frozen=True)
class Reader:
    """Reads and checks pages of a wiki. It goes to another process as it is."""

    root: str
    pages: tuple[str, ...]
    files: frozenset[str]
    raw: Mapping[str, Digest]
    real: Mapping[str, str]

    def __call__(self, tasks: Sequence[Task]) -> list[Read]:
        return [self.read(task) for task in tasks]

    def read(self, task: Task) -> Read:
        try:
            data = self._data(task.path)
        except OSError as error:
            return Lost(task.path, files.reason(error))
        if data is None:
            return Lost(task.path, "")
        digest = digest_of(data)
        if digest == task.digest:
            return Same(task.path, task.stamp)
        text = decoded(data)
        page = scan(task.path, data.decode("utf-8", "replace") if text is None else text)
        self._known.keep(task.path, page, digest)
        return self._row(page, task.stamp, digest, "utf-8" if text is not None else "")

    def scanned(self, path: str) -> Page:
        """A page as it is now; an empty one where there is none any more."""
        return self._known.get(path) or scan(path, "")

    @cached_property
    def targets(self) -> Targets:
        return Targets([*self.pages, *self.files, *self.raw])

    def _row(self, page: Page, stamp: str, digest: Digest, decodes: str) -> Row:
        met = "", *[need for need in _NEEDS if getattr(page, need)]
        alone: list[Found] = []
        for needs, code, of_page in _OF_PAGE:
            if needs in met:
                for found in of_page(page):
                    alone.append((code, found))
        bundle = Consulted(self._known, self.targets, self.raw, self._known.digest)
        cited: list[Found] = []
        for needs, code, of_cited in _OF_CITED:
            if needs in met:
                for found in of_cited(page, bundle):
                    cited.append((code, found))
        bundle.needed.pages.pop(page.path, None)
        return Row(
            page.path,
            stamp,
            digest,
            decodes,
            packed_front(page),
            packed_routes(page),
            packed_leads(self.targets.leads(page.routes, page.path)),
            packed_links(page),
            packed_marks(page),
            packed_findings(alone),
            packed_cited(cited, bundle.needed),
        )

    @cached_property
    def _known(self) -> "_Known":
        return _Known(self)

    def _data(self, path: str) -> bytes | None:
        """Its bytes; None if there is none. Raises OSError."""
        try:
            # Not by way of a file object: with tens of thousands of pages its making costs more than the reading.
            file = os.open(f"{self.root}/{self.real.get(path, path)}", os.O_RDONLY | getattr(os, "O_BINARY", 0))
            try:
                data = os.read(file, _AT_ONCE)
                return data if len(data) < _AT_ONCE else data + _rest(file)
            finally:
                os.close(file)
        except (FileNotFoundError, NotADirectoryError):
            return None


def _rest(file: int) -> bytes:
    parts: list[bytes] = []
    while part := os.read(file, _AT_ONCE):
        parts.append(part)
    return b"".join(parts)


def digest_of(data: bytes) -> Digest:
    return Digest(hashlib.blake2b(data, digest_size=16).hexdigest())


class _Known(Mapping[str, Page]):
    """The wiki's pages, read when they are asked for; the last few are kept."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._paths = frozenset(reader.pages)
        self._kept: OrderedDict[str, tuple[Page, Digest]] = OrderedDict()

    def keep(self, path: str, page: Page, digest: Digest) -> None:
        self._kept[path] = page, digest
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def digest(self, path: str) -> Digest:
        return self._kept[path][1]

    def __getitem__(self, path: str) -> Page:
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._kept:
            try:
                data = self._reader._data(path)
            except OSError:
                data = None
            if data is None:
                raise KeyError(path)
            self.keep(path, scan(path, data.decode("utf-8", "replace")), digest_of(data))
        self._kept.move_to_end(path)
        return self._kept[path][0]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._reader.pages)

    def __len__(self) -> int:
        return len(self._reader.pages)
