"""Files of pages → rows: scanned, and checked by the rules that look at a page and at what it links to and cites."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kb.digest import Digest
from kb.lint.consulted import Consulted
from kb.lint.rule import rules
from kb.lint.suppressions import allowances
from kb.lint.targets import Targets
from kb.linting.row import (
    Found,
    Row,
    packed_allowances,
    packed_answers,
    packed_consulted,
    packed_findings,
    packed_gathered,
    packed_text,
)
from kb.wiki.page import Page
from kb.wiki.scan import scan
from kb.wiki.update import decoded
from kb.workspace import files

_RULES = [rule for rule in rules() if not rule.declares.isdisjoint(("check_page", "check_cited"))]
_GATHERING = [rule for rule in rules() if "gather" in rule.declares]
_NEEDS = sorted({rule.needs for rule in _RULES if rule.needs})
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


class Scanned(NamedTuple):
    page: Page
    decodes: bool
    """Whether it is UTF-8."""


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
        data = self._held(task.path)
        if isinstance(data, Lost):
            return data
        digest = digest_of(data)
        if digest == task.digest:
            return Same(task.path, task.stamp)
        read = _scanned(task.path, data)
        self._known.keep(task.path, read.page, digest)
        return self._row(read.page, task.stamp, digest, "utf-8" if read.decodes else "")

    def page(self, path: str) -> "Scanned | Lost":
        """A page as it is now; nothing is remembered of it."""
        data = self._held(path)
        return data if isinstance(data, Lost) else _scanned(path, data)

    def pages_of(self, paths: Collection[str]) -> Mapping[str, Page]:
        """Some pages as they are now, each read when it is asked for."""
        return _Known(replace(self, pages=tuple(paths)))

    def _held(self, path: str) -> bytes | Lost:
        try:
            data = self._data(path)
        except OSError as error:
            return Lost(path, files.reason(error))
        return data if data is not None else Lost(path, "")

    def scanned(self, path: str) -> Page:
        """A page as it is now; an empty one where there is none any more."""
        return self._known.get(path) or scan(path, "")

    @cached_property
    def targets(self) -> Targets:
        return Targets([*self.pages, *self.files, *self.raw])

    def _row(self, page: Page, stamp: str, digest: Digest, decodes: str) -> Row:
        bundle = Consulted(self._known, self.targets, self.raw, self._known.digest)
        found: list[Found] = []
        met = {"", *(need for need in _NEEDS if getattr(page, need))}
        # A rule whose needs are not met is not even loaded.
        for rule in _RULES:
            if rule.needs in met:
                for one in rule.of_one(page, bundle):
                    found.append((rule.code, one))
        gathered = [rule.gather(page, bundle) for rule in _GATHERING]
        bundle.needed.pages.pop(page.path, None)
        return Row(
            page.path,
            stamp,
            digest,
            decodes,
            packed_text(page.string("resource")),
            packed_allowances(allowances(page)),
            packed_consulted(bundle.needed),
            packed_answers(bundle.needed),
            packed_findings(found),
            packed_gathered(gathered),
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


def _scanned(path: str, data: bytes) -> Scanned:
    text = decoded(data)
    return Scanned(scan(path, data.decode("utf-8", "replace") if text is None else text), text is not None)


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
