"""A workspace → what the rules find, with as little reading as the last time allows."""

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.lint.rule import Finding, Rule
from kb.lint.run import EVERYTHING, told
from kb.lint.secrecy import CODE as CREDENTIAL
from kb.lint.secrecy import withheld
from kb.lint.selection import Selection
from kb.linting.kept import Kept
from kb.linting.looking import Look
from kb.linting.looking import look as looked_at
from kb.linting.raw import Raw
from kb.linting.row import Whole, allowances, findings, text_of
from kb.terminal import Advance
from kb.workspace import Workspace, files

if TYPE_CHECKING:
    from kb.lint.bundle import Bundle
    from kb.linting.gathered import Gathered
    from kb.linting.reading import Reader
    from kb.linting.rows import Rows
    from kb.wiki.page import Page

# What reads and checks pages is loaded where it is needed: as a rule nothing has changed.
_RESULT = "result"


def _silent(step: str) -> None: ...


def look(workspace: Workspace, advance: Advance = _silent, processes: int | None = None) -> "Checked":
    """The wiki as it stands. `processes` is how many may work at once: as a rule one for each core."""
    return Checked(workspace, advance, processes)


def whole(workspace: Workspace, advance: Advance = _silent) -> "Bundle":
    """The wiki as a bundle that may be changed page by page: every page is read."""
    return look(workspace, advance).read()


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Rows are many, stay, and have no circles: to look for circles among them takes as long as to make them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# Without slots: what is derived from it is kept.
@dataclass(frozen=True)
class Checked:
    """A wiki that was looked at; pages are read as far as what is asked for needs them."""

    workspace: Workspace
    advance: Advance
    processes: int | None

    def found(self, selection: Selection = EVERYTHING, judged: Iterable[tuple[Rule, Finding]] = ()) -> list[Diagnostic]:
        """What the selected rules find and no page allows, by place. What is kept does not depend on the selection.

        `judged` is what rules found that had a model judge the wiki.
        """
        with _uncollected():
            result = self._result
            missing = [rule for rule in selection.rules() if "check" in rule.declares and rule.code not in result.whole]
            for rule in missing:
                result.whole[rule.code] = self._gathered.check(rule)
            if missing or result is not self._before:
                self._kept.keep(_RESULT, result.as_data())
        allowed = {path: allowances(packed) for path, packed in result.allowed.items()}
        opinions = ((rule, finding) for rule, finding in judged if selection.at(rule, finding.path))
        found = told(allowed, chain(_selected(result, selection), opinions), selection)
        return withheld(found, _credentials(result))

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._result.pages

    def lines(self, path: str) -> Sequence[str]:
        """Of a page as it is now; none of what is no page."""
        if not (path.endswith(".md") and path.startswith("wiki/")):
            return ()
        from kb.linting.reading import Reader

        return Reader(str(self.workspace.root), (path,), frozenset(), {}, self._look.real).scanned(path).lines

    @cached_property
    def bundle(self) -> "Bundle":
        """All of the wiki. Its pages are read when they are asked for."""
        rows, now = self._rows, self._rows.now.values()
        resources = {text_of(row.resource) for row in now} if self._raw.digests else set()
        undecodable = frozenset(row.path for row in now if not row.decodes)
        return self._bundle(rows.reader.pages_of(rows.now), undecodable, resources, rows.lost)

    def read(self) -> "Bundle":
        """All of the wiki, with every page in memory. Nothing that was found before is looked at."""
        from kb.linting.reading import Lost

        pages: dict[str, Page] = {}
        undecodable: set[str] = set()
        lost: dict[str, str] = {}
        for path in self._look.pages:
            self.advance("pages")
            read = self._reader.page(path)
            if isinstance(read, Lost):
                lost[path] = read.reason
                continue
            pages[path] = read.page
            if not read.decodes:
                undecodable.add(path)
        return self._bundle(pages, frozenset(undecodable), {page.string("resource") for page in pages.values()}, lost)

    def _bundle(
        self, pages: "Mapping[str, Page]", undecodable: frozenset[str], resources: set[str], lost: Mapping[str, str]
    ) -> "Bundle":
        from kb.lint.bundle import Bundle

        aside = self._raw.aside(resources, self._look.files)
        unreadable = {**self._look.unreadable, **{path: why for path, why in lost.items() if why}}
        concepts = (files.read(self.workspace.root / "concepts.yaml") or b"").decode("utf-8", "replace")
        return Bundle(pages, self._raw.digests, self._look.files, undecodable, aside, unreadable, concepts)

    @cached_property
    def _look(self) -> Look:
        return looked_at(self.workspace)

    @cached_property
    def _kept(self) -> Kept:
        return Kept(self.workspace)

    @cached_property
    def _raw(self) -> Raw:
        return Raw(self.workspace, self._look, self._kept)

    @cached_property
    def _reader(self) -> "Reader":
        from kb.linting.reading import Reader

        names = tuple(self._look.pages)
        return Reader(str(self.workspace.root), names, self._look.files, self._raw.digests, self._look.real)

    @cached_property
    def _rows(self) -> "Rows":
        from kb.linting.rows import Rows

        rows = Rows(self._look, self._reader, self._kept, self.advance, self.processes)
        rows.bring()
        return rows

    @cached_property
    def _gathered(self) -> "Gathered":
        from kb.linting.gathered import Gathered

        return Gathered(self._rows.now.values(), self.bundle)

    @cached_property
    def _before(self) -> "_Result | None":
        return _Result.of(self._kept.value(_RESULT))

    @cached_property
    def _result(self) -> "_Result":
        before = self._before
        if before is not None and self._look.seen and before.seen == self._look.seen:
            return before
        rows = self._rows
        known = before.whole if before is not None else {}
        return _Result(
            self._look.seen if not rows.lost else Digest(""),
            len(rows.now),
            [row.found for row in rows.now.values() if row.found],
            {code: one for code, one in known.items() if self._gathered.still(code, one)},
            {row.path: row.allowed for row in rows.now.values() if row.allowed},
        )


@dataclass(slots=True)
class _Result:
    """What was found in a wiki as it stood."""

    seen: str
    pages: int
    found: Sequence[str]
    """By the rules that look at pages one by one, a text for each page with findings."""
    whole: dict[str, Whole]
    """By each of the others, by code."""
    allowed: Mapping[str, str]
    """What the comments of pages allow, by path."""

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "_Result | None":
        """From what `as_data` made."""
        match kept:
            case {"seen": str(seen), "pages": int(pages), "found": list(found), "whole": dict(whole), **rest}:
                match rest:
                    case {"allowed": dict(allowed)}:
                        return cls(seen, pages, found, {code: Whole(*one) for code, one in whole.items()}, allowed)
        return None

    def as_data(self) -> Mapping[str, object]:
        texts = {"seen": self.seen, "pages": self.pages, "found": self.found}
        return {**texts, "whole": self.whole, "allowed": self.allowed}


def _credentials(result: _Result) -> Set[tuple[str, int]]:
    """Where they stand, whether that is told or not."""
    known = (findings(packed) for packed in result.found if CREDENTIAL in packed)
    return {(one.path, one.line) for found in known for code, one in found if code == CREDENTIAL}


def _selected(result: _Result, selection: Selection) -> Iterator[tuple[Rule, Finding]]:
    wanted = {rule.code: rule for rule in selection.rules()}
    for packed in (*result.found, *(one.found for one in result.whole.values())):
        for code, finding in findings(packed):
            if code in wanted and selection.at(wanted[code], finding.path):
                yield wanted[code], finding
