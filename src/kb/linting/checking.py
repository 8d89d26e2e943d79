"""A workspace → what the rules find, with as little reading as the last time allows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain

from kb.diagnostics import Diagnostic
from kb.digest import Digest, digest
from kb.lint.bundle import Bundle
from kb.lint.outline import NOTHING, Found, Outlined, Row, cited, findings, leads, packed_findings
from kb.lint.rule import Finding, Rule
from kb.lint.run import EVERYTHING, told
from kb.lint.selection import Selection
from kb.linting.kept import Kept
from kb.linting.looking import Look
from kb.linting.looking import look as looked_at
from kb.linting.raw import Raw
from kb.linting.reading import Reader
from kb.linting.rows import Rows
from kb.side_by_side import cores
from kb.terminal import Advance
from kb.wiki.page import Page
from kb.workspace import Workspace, files

_RESULT = "result"
_PROCESSES = 4


def _silent(step: str) -> None: ...


def look(workspace: Workspace, advance: Advance = _silent, processes: int | None = None) -> "Checked":
    """The wiki as it stands. `processes` is how many may work at once: as a rule one for each core."""
    return Checked(workspace, advance, min(cores(), _PROCESSES) if processes is None else processes)


def whole(workspace: Workspace, advance: Advance = _silent) -> Bundle:
    """The wiki as a bundle that may be changed page by page: nothing is known of it from before."""
    known = look(workspace, advance).bundle
    return Bundle(
        dict(known.pages), known.raw, known.files, known.undecodable, known.aside, known.unreadable, known.concepts
    )


# Without slots: what is derived from it is kept.
@dataclass(frozen=True)
class Checked:
    """A wiki that was looked at; pages are read as far as what is asked for needs them."""

    workspace: Workspace
    advance: Advance
    processes: int

    def found(self, selection: Selection = EVERYTHING, judged: Iterable[tuple[Rule, Finding]] = ()) -> list[Diagnostic]:
        """What the selected rules find and no page allows, by place. What is kept does not depend on the selection.

        `judged` is what rules found that had a model judge the wiki.
        """
        missing = [rule for rule in selection.rules() if rule.of_all and rule.code not in self._result.whole]
        if missing:
            for rule in missing:
                one = [(rule.code, finding) for finding in rule.check(self.bundle)]
                self._result.whole[rule.code] = packed_findings(one)
            self._result.keep(self._kept)
        wanted = {rule.code: rule for rule in selection.rules()}
        found = (one for packed in (self._result.by_page, *self._result.whole.values()) for one in findings(packed))
        known = (
            (wanted[code], finding)
            for code, finding in found
            if code in wanted and selection.at(wanted[code], finding.path)
        )
        opinions = ((rule, finding) for rule, finding in judged if selection.at(rule, finding.path))
        return told(self._commented(), chain(known, opinions), selection)

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._result.pages

    def lines(self, path: str) -> Sequence[str]:
        """Of a page as it is now; none of what is no page."""
        return self._read(path).lines if path.endswith(".md") and path.startswith("wiki/") else ()

    def _commented(self) -> Bundle:
        """The pages that may allow a finding."""
        return Bundle({row.path: Outlined(row, partial(self._read, row.path)) for row in self._result.allowing}, {})

    def _read(self, path: str) -> Page:
        return Reader(str(self.workspace.root), (path,), frozenset(), {}, self._look.real).scanned(path)

    @cached_property
    def bundle(self) -> Bundle:
        """All of the wiki. Of pages that did not change only outlines are in memory; they are read if that is not
        enough."""
        rows, raw = self._rows, self._raw
        undecodable = frozenset(path for path, row in rows.now.items() if not row.decodes)
        pages = {path: Outlined(row, partial(rows.reader.scanned, path)) for path, row in rows.now.items()}
        sources = {page.string("resource") for page in pages.values()} if raw.digests else set()
        unreadable = {**self._look.unreadable, **{path: why for path, why in rows.lost.items() if why}}
        aside = raw.aside(sources, self._look.files)
        concepts = (files.read(self.workspace.root / "concepts.yaml") or b"").decode("utf-8", "replace")
        return _Outlines(pages, raw.digests, self._look.files, undecodable, aside, unreadable, concepts, rows.now)

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
    def _rows(self) -> Rows:
        names, raw = tuple(self._look.pages), self._raw.digests
        reader = Reader(str(self.workspace.root), names, self._look.files, raw, self._look.real)
        rows = Rows(self._look, reader, self._kept, self.advance, self.processes)
        rows.bring()
        return rows

    @cached_property
    def _result(self) -> "_Result":
        before = _Result.of(self._kept.value(_RESULT))
        if before is not None and self._look.seen and before.seen == self._look.seen:
            return before
        content = _content(self.bundle, self._rows.now)
        whole = before.whole if before is not None and before.content == content else {}
        seen = self._look.seen if not self._rows.lost else Digest("")
        made = _Result(seen, content, len(self._rows.now), _by_page(self._rows.now.values()), whole, self._allowing())
        made.keep(self._kept)
        return made

    def _allowing(self) -> list[Row]:
        """The pages with a comment that may allow a finding."""
        return [row for row in self._rows.now.values() if "kb:" in row.marks]


@dataclass(frozen=True)
class _Outlines(Bundle):
    """Pages whose links have been followed already."""

    rows: Mapping[str, Row] = field(default_factory=dict)

    def linked(self, page: Page) -> Sequence[str]:
        return leads(self.rows[page.path].leads)


@dataclass(slots=True)
class _Result:
    """What was found in a wiki as it stood."""

    seen: str
    content: str
    pages: int
    by_page: str
    """Findings of the rules that look at pages one by one, packed."""
    whole: dict[str, str]
    """Those of each of the others, by code."""
    allowing: list[Row]

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "_Result | None":
        """From what `keep` wrote."""
        match kept:
            case {"seen": str(seen), "content": str(content), "pages": int(pages), "by_page": str(by_page), **rest}:
                match rest:
                    case {"whole": dict(whole), "allowing": list(allowing)}:
                        return cls(seen, content, pages, by_page, whole, [Row._make(row) for row in allowing])
        return None

    def keep(self, kept: Kept) -> None:
        texts = {"seen": self.seen, "content": self.content, "by_page": self.by_page}
        kept.keep(_RESULT, {**texts, "pages": self.pages, "whole": self.whole, "allowing": self.allowing})


def _by_page(rows: Iterable[Row]) -> str:
    found: list[Found] = []
    for row in rows:
        found += findings(row.found) if row.found != NOTHING else []
        found += cited(row.cited)[0]
    return packed_findings(found)


def _content(bundle: Bundle, rows: Mapping[str, Row]) -> Digest:
    """Digest of all that a rule may look at."""
    pages = "\n".join(f"{path} {rows[path].digest}" for path in sorted(rows))
    around = [bundle.raw, sorted(bundle.files), sorted(bundle.aside), bundle.unreadable, bundle.concepts]
    return Digest(hashlib.blake2b(f"{digest(around)}\n{pages}".encode(), digest_size=16).hexdigest())
