"""A person's word that a finding is all right where it stands: `<!-- kb: allow CIT001 -->`.

| what stands in the comment | where the rules are allowed |
| --- | --- |
| `kb: allow CIT001, LNK` | behind text: on this line; alone on its line: there and on the next line that is not empty |
| `kb: allow-start CIT001` … `kb: allow-end` | between the two |
| `kb: allow-page uncited-sentence: why` | anywhere in the page |

A finding about the page as a whole, or in front matter, which holds no comment, is allowed by `kb: allow` anywhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from kb.diagnostics import Edit
from kb.lint.rule import Finding, Rule, rules
from kb.lint.selection import Selection, names, unknown

if TYPE_CHECKING:
    from kb.wiki.page import Page

FAMILY = "SUP"
"""Of the rules about suppressions themselves."""
_COMMENT = re.compile(r"(?:<!--|%%)[ \t]*(kb:.*?)[ \t]*(?:-->|%%)", re.S)
_ORDER = re.compile(
    r"kb:\s*(?P<verb>[\w-]*)\s*(?P<words>[\w-]+(?:(?:\s*,\s*|\s+)(?!-)[\w-]+)*)?,?\s*(?:[:(—–-].*)?", re.S
)
_LAST = 1 << 62


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a comment allows: plain data, so that it can be kept beside a page's findings."""

    line: int
    """Of the comment."""
    column: int
    words: tuple[str, ...]
    first: int
    """Of the lines where findings are allowed."""
    last: int
    """The last of them, included."""
    whole: bool
    """Whether findings about the page as a whole, or in its front matter, are allowed."""
    removal: tuple[Edit, ...]
    """What takes it out of the page."""
    shrinking: Edit | None = None
    """What would leave none of its words; None where a part of the words can't be taken out alone."""
    fault: str = ""
    """What is wrong with the comment itself."""

    def covers(self, rule: Rule, finding: Finding, front_ends: int) -> Iterator[str]:
        """The words that allow a finding."""
        if self.whole if finding.line <= front_ends else self.first <= finding.line <= self.last:
            yield from (word for word in self.words if names(rule, [word]))


@dataclass(frozen=True, slots=True)
class Allowances:
    """What a page allows."""

    front_ends: int
    """Last line of its front matter; 0 without."""
    each: tuple[Allowance, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """An allowance after all rules have run."""

    path: str
    allowance: Allowance
    unused: tuple[str, ...]
    """The words that allowed nothing, though every rule that they name was looked for."""


def allowances(page: "Page") -> Allowances | None:
    """What the comments of a page allow; None when there are none. A source can't allow what is found in its text."""
    ours = [one for one in page.comments if one.text.startswith("kb:") and not page.in_source_text(one.line)]
    return Allowances(page.first_line - 1, tuple(_Reading(page, {one.line for one in ours}).all())) if ours else None


def settle(
    found: Iterable[tuple[Rule, Finding]], allowed: Mapping[str, Allowances], selection: Selection
) -> Iterator[tuple[Rule, Finding]]:
    """What no page allows, and what is wrong with what pages allow."""
    used: dict[str, set[tuple[Allowance, str]]] = {path: set() for path in allowed}
    for rule, finding in found:
        if not _allowed(rule, finding, allowed, used):
            yield rule, finding
    tried = [
        Tried(path, one, _unused(one, path, used[path], selection)) for path in allowed for one in allowed[path].each
    ]
    for rule in selection.rules():
        for finding in (finding for one in tried for finding in rule.check_allowance(one)):
            if selection.at(rule, finding.path) and not _allowed(rule, finding, allowed, used):
                yield rule, finding


def _unused(one: Allowance, path: str, used: Set[tuple[Allowance, str]], selection: Selection) -> tuple[str, ...]:
    return tuple(word for word in one.words if (one, word) not in used and _sought(word, path, selection))


def _allowed(
    rule: Rule, finding: Finding, allowed: Mapping[str, Allowances], used: Mapping[str, set[tuple[Allowance, str]]]
) -> bool:
    page = allowed.get(finding.path)
    if page is None:
        return False
    by = [(one, word) for one in page.each for word in one.covers(rule, finding, page.front_ends)]
    used[finding.path].update(by)
    return bool(by)


def _sought(word: str, path: str, selection: Selection) -> bool:
    """Whether every rule that a word names was looked for, so that it can be said to allow nothing."""
    named = [rule for rule in rules() if names(rule, [word])]
    return bool(named) and all(selection.looks(rule, path) and not rule.code.startswith(FAMILY) for rule in named)


@dataclass(slots=True)
class _Order:
    """One comment, taken apart."""

    verb: str
    words: tuple[str, ...]
    span: tuple[int, int]
    words_span: tuple[int, int]


@dataclass(slots=True)
class _Reading:
    """The allowances of a page, in the order of its comments."""

    page: "Page"
    lines: set[int]
    """On which a comment ends that is ours, and not only looks like one in a listing."""
    starts: list[int] = field(init=False)
    open: list[tuple[_Order, Allowance]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = list(accumulate((len(line) + 1 for line in self.page.lines), initial=0))

    def all(self) -> Iterator[Allowance]:
        for match in _COMMENT.finditer(self.page.text):
            if self.place(match.end())[0] in self.lines:
                yield from self.read(_order(match))
        for _, begun in self.open:
            yield replace(begun, last=_LAST, fault="it has no kb: allow-end")

    def read(self, order: _Order) -> Iterator[Allowance]:
        made = self.made(order)
        match order.verb:
            case "allow-start" if order.words:
                self.open.append((order, made))
            case "allow-end":
                yield self.ended(order, made)
            case "allow" | "allow-page" | "allow-start":
                yield made if order.words else replace(made, fault="it names no rule")
            case verb:
                yield replace(made, words=(), fault=f"{verb or 'nothing'!r} is none of allow, allow-start, allow-page")

    def ended(self, order: _Order, end: Allowance) -> Allowance:
        if not self.open:
            return replace(end, words=(), fault="it has no kb: allow-start")
        begun_order, begun = self.open.pop()
        if order.words and set(order.words) != set(begun_order.words):
            fault = f"it ends what stands in line {begun.line}, which allows {', '.join(begun.words)}"
            return replace(begun, line=end.line, column=end.column, last=end.line, fault=fault)
        return replace(begun, last=end.line, removal=(*begun.removal, *end.removal), shrinking=None)

    def made(self, order: _Order) -> Allowance:
        (line, column), (last, _) = map(self.place, order.span)
        whole = order.verb in ("allow", "allow-page")
        first, last = {
            "allow": (line, self.next_line(last) if self.alone(order) else last),
            "allow-page": (0, _LAST),
        }.get(order.verb, (line, line))
        words_at = Edit(*self.place(order.words_span[0]), *self.place(order.words_span[1]), "")
        return Allowance(line, column, order.words, first, last, whole, (self.without(order),), words_at)

    def next_line(self, line: int) -> int:
        """The next line that is not empty."""
        lines = self.page.lines
        return next((n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip()), line)

    def alone(self, order: _Order) -> bool:
        (first, column), (last, end) = map(self.place, order.span)
        lines = self.page.lines
        return not (lines[first - 1][: column - 1].strip(" \t>") or lines[last - 1][end - 1 :].strip())

    def without(self, order: _Order) -> Edit:
        """Takes the comment out; between two lines of text an empty one is left, so that they don't become one."""
        (first, column), (last, end) = map(self.place, order.span)
        lines = self.page.lines
        before = lines[first - 1][: column - 1]
        if not self.alone(order) or ">" in before or last == len(lines):
            return Edit(first, len(before.rstrip(" \t")) + 1 if before.strip() else column, last, end, "")
        apart = first > 1 and lines[first - 2].strip() and lines[last].strip()
        return Edit(first, 1, last + 1, 1, "\n" if apart else "")

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _order(match: re.Match[str]) -> _Order:
    order = _ORDER.match(match.group(1))
    at = match.start(1)
    if order is None or order["words"] is None:
        return _Order(order["verb"] if order else "", (), match.span(), (at, at))
    words = tuple(dict.fromkeys(re.split(r"[,\s]+", order["words"])))
    return _Order(order["verb"], words, match.span(), (at + order.start("words"), at + order.end("words")))


def unknown_words(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Those that name no rule, each with the nearest that does."""
    yield from ((word, near) for word in words if (near := unknown(word)) is not None)
