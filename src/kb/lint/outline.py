"""A scanned page with what rules found on it ↔ a row of texts that is kept, so that the page need not be read again."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, cast

from kb.diagnostics import Edit, Fix, Grade, Severity
from kb.digest import Digest
from kb.lint.consulted import Needed
from kb.lint.rule import Finding
from kb.wiki.frontmatter import FrontMatterError, Value
from kb.wiki.page import Block, Cited, Comment, Footnote, Heading, Link, Page, Reference, Sentence

_BETWEEN = "\x1f"
"""No path has it: they are printable."""
Found = tuple[str, Finding]
"""The code of a rule, and what it found."""
_dumps = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Row(NamedTuple):
    """A page as it is kept: JSON texts, each taken apart only when it is needed."""

    path: str
    stamp: str
    """What the file looked like from outside; empty where that tells nothing."""
    digest: Digest
    """Of its bytes."""
    decodes: str
    """Empty for a page that is not UTF-8."""
    front: str
    routes: str
    leads: str
    """The files that the routes lead to, while there are the same files."""
    links: str
    marks: str
    """Headings, references, footnotes and comments."""
    found: str
    """By the rules that look at a page alone."""
    cited: str
    """By those that look at what it links to and cites, with all that they looked at."""


def packed_front(page: Page) -> str:
    error = page.error
    return _dumps([page.values, [error.line, error.message] if error else None, page.first_line])


def packed_routes(page: Page) -> str:
    return _dumps(page.routes)


def packed_leads(leads: Sequence[str]) -> str:
    return _BETWEEN.join(["", *leads])


def leads(packed: str) -> Sequence[str]:
    return packed.split(_BETWEEN)[1:]


def packed_links(page: Page) -> str:
    return _dumps(page.links)


def packed_marks(page: Page) -> str:
    """Headings, references, footnotes, comments."""
    return _dumps([page.headings, page.references, page.footnotes, page.comments])


NOTHING = _dumps([])
NEEDS_NOTHING = _dumps([[], {}, [], False])


def packed_findings(found: Sequence[Found]) -> str:
    if not found:
        return NOTHING
    return _dumps([[code, *one[:6], _fix_as_data(one.fix)] for code, one in found])


def findings(packed: str) -> list[Found]:
    """Raises what a text that was not packed here leads to: ValueError, TypeError, KeyError."""
    return [_found(*row) for row in json.loads(packed)] if packed != NOTHING else []


def packed_cited(found: Sequence[Found], needed: Needed) -> str:
    if not (found or needed.pages or needed.routes or needed.everything):
        return NEEDS_NOTHING
    routes = [[*route, to] for route, to in needed.routes.items()]
    return _dumps([packed_findings(found), needed.pages, routes, needed.everything])


def cited(packed: str) -> tuple[list[Found], Needed]:
    if packed == NEEDS_NOTHING:
        return [], Needed()
    found, pages, routes, everything = json.loads(packed)
    return findings(found), Needed(pages, {(by_name, target): to for by_name, target, to in routes}, everything)


def _fix_as_data(fix: Fix | None) -> object:
    return [fix.grade, fix.title, fix.edits] if fix is not None else None


def _found(code: str, *rest: object) -> Found:
    path, line, column, message, hint, severity, fix = cast(
        tuple[str, int, int, str, str, str | None, tuple[Grade, str, list[list[object]]] | None], rest
    )
    edits = tuple(Edit(*cast(tuple[int, int, int, int, str], edit)) for edit in fix[2]) if fix else ()
    made = Fix(fix[0], fix[1], edits) if fix else None
    return code, Finding(path, line, column, message, hint, Severity(severity) if severity else None, made)


class Outlined(Page):
    """A page from its row. What the row does not hold is scanned anew, from `scanned`."""

    def __init__(self, row: Row, scanned: Callable[[], Page]) -> None:
        super().__init__(row.path)
        self._row, self._scan = row, scanned

    @cached_property
    def _scanned(self) -> Page:
        return self._scan()

    @cached_property
    def _front(self) -> tuple[Mapping[str, Value], FrontMatterError | None, int]:
        values, error, first_line = json.loads(self._row.front)
        return values, FrontMatterError(*error) if error else None, first_line

    @cached_property
    def _marks(self) -> tuple[list[list[object]], ...]:
        return tuple(json.loads(self._row.marks))

    @property
    def text(self) -> str:
        return self._scanned.text

    @property
    def values(self) -> Mapping[str, Value]:
        return self._front[0]

    @property
    def error(self) -> FrontMatterError | None:
        return self._front[1]

    @property
    def first_line(self) -> int:
        return self._front[2]

    @property
    def routes(self) -> Sequence[tuple[bool, str]]:
        # Not kept: all of them are gone through once or twice, and would stay in memory.
        return cast(Sequence[tuple[bool, str]], json.loads(self._row.routes))

    @property
    def leads_beyond_ascii(self) -> bool:
        # As JSON they stand as escapes.
        return "\\u" in self._row.routes and super().leads_beyond_ascii

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(map(Link._make, json.loads(self._row.links)))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(map(Heading._make, self._marks[0]))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return tuple(map(Reference._make, self._marks[1]))

    @cached_property
    def footnotes(self) -> tuple[Footnote, ...]:
        notes = cast(list[tuple[str, str, int, list[list[object]]]], self._marks[2])
        return tuple(
            Footnote(label, text, line, tuple(map(Cited._make, cited_))) for label, text, line, cited_ in notes
        )

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        return tuple(map(Comment._make, self._marks[3]))

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._scanned.blocks

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self._scanned.sentences
