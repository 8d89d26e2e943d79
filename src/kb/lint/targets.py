"""Where links lead: targets as written, and wikilinks by name, to the paths of files."""

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

_TOP = "wiki"
Question = Literal["link", "wikilink", "case", "file"]
"""What may be asked of a target: where a link leads, or a wikilink; where a link would lead if case did not count;
whether there is such a file."""


def _normal(path: str) -> str:
    """One spelling for names that a Mac writes with combining accents and others without."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


class Targets:
    """The files that links can lead to."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._all = frozenset(paths)
        self._paths = {_normal(path): path for path in self._all}
        # The same few pages are linked to from everywhere, and more than one rule asks.
        self._answers: dict[tuple[Question, str, str], Sequence[str]] = {}
        self._candidates: dict[str, Sequence[str]] = {}

    def answer(self, how: Question, target: str, page: str) -> Sequence[str]:
        """The file, an empty text or nothing where there is none; after the one of a wikilink its rivals."""
        key = (how, target, page.rpartition("/")[0])
        if not target:
            return (page,)
        if key not in self._answers:
            self._answers[key] = self._answer(how, target, page)
        return self._answers[key]

    def _answer(self, how: Question, target: str, page: str) -> Sequence[str]:
        match how:
            case "link":
                return (self.at(target, page) or "",)
            case "wikilink":
                return (self.named(target, page) or "", *self.rivals(target, page))
            case "case":
                return (self.in_other_case(target, page) or "",)
            case "file":
                return (target,) if target in self._all else ()

    def at(self, target: str, page: str) -> str | None:
        """The file at a markdown link's target. What lies outside wiki/ and raw/ is not known, and taken to exist."""
        if not target:
            return page
        folder, path = page.rpartition("/")[0], _normal(target.partition("?")[0])
        if folder and path and "/" not in path and path not in (".", ".."):
            joined = f"{folder}/{path}"
        else:
            joined = posixpath.normpath(posixpath.join(_TOP if path.startswith("/") else folder, path.lstrip("/")))
        if joined.partition("/")[0] not in (_TOP, "raw"):
            return joined
        if joined in self._paths or joined + ".md" in self._paths:
            return self._paths.get(joined) or self._paths[joined + ".md"]
        return joined if joined in self._folders else None

    def named(self, target: str, page: str) -> str | None:
        """The file of a wikilink, as Obsidian finds it: by name in any folder and any case, or by the end of a path.

        Of several it is the one in the page's folder, else the one with the shortest path.
        """
        if not target:
            return page
        return next(iter(self._all_named(target, page)), None)

    def rivals(self, target: str, page: str) -> list[str]:
        """The files of the wiki that a wikilink names alike, none of them nearer than the others; empty for one."""
        named = self._all_named(target, page)
        found = [path for path in named if path.startswith(f"{_TOP}/")] if len(named) > 1 else []
        if len(found) < 2 or posixpath.dirname(found[0]) in (posixpath.dirname(page), _TOP):
            return []
        wanted = f"{_TOP}/{_plain(target).removeprefix(_TOP + '/')}"
        whole = any(_normal(path).casefold().removesuffix(".md") == wanted.removesuffix(".md") for path in found)
        return [] if whole else found

    def in_other_case(self, target: str, page: str) -> str | None:
        """The file that a markdown link would lead to if upper and lower case were the same."""
        path = target.partition("?")[0]
        folder = _TOP if path.startswith("/") else posixpath.dirname(page)
        joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        return self.spelled_like(joined) or self.spelled_like(joined + ".md")

    def _all_named(self, target: str, page: str) -> Sequence[str]:
        """The nearest first."""
        found = self._candidates.get(target)
        if found is None:
            found = self._candidates[target] = self._called(target)
        if len(found) < 2:
            return found
        folder = posixpath.dirname(page)
        return sorted(found, key=lambda path: (posixpath.dirname(path) != folder, path.count("/")))

    def _called(self, target: str) -> Sequence[str]:
        if "/" not in target:
            # A mere name, as most are.
            name = _normal(target).casefold()
            return self._by_name.get(name) or self._by_name.get(f"{name}.md") or ()
        wanted = _plain(target)
        for name in (wanted, wanted + ".md"):
            found = [
                path
                for path in self._by_name.get(posixpath.basename(name), ())
                if f"/{_normal(path).casefold()}".endswith("/" + name)
            ]
            if found:
                return found
        return []

    def spelled_like(self, path: str) -> str | None:
        """A file whose path differs from `path` in the case of its letters alone."""
        return next((p for p in self._by_name.get(posixpath.basename(path).casefold(), ()) if _same(p, path)), None)

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            found[path.rpartition("/")[2].casefold()].append(self._paths[path])
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for path in self._paths:
            folder = posixpath.dirname(path)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)


def _plain(target: str) -> str:
    """A wikilink's path as it is compared: in small letters, without what leads up or begins at the top."""
    wanted = posixpath.normpath(_normal(target)).casefold().lstrip("/")
    while wanted.startswith("../"):
        wanted = wanted[3:]
    return wanted


def _same(path: str, other: str) -> bool:
    return _normal(path).casefold() == _normal(other).casefold()
