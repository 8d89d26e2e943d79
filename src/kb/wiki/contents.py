"""Articles and sources → the contents: one page that stays short, split by category and then by letter as it grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from anyascii import anyascii

from kb.markup import escape
from kb.slug import slug
from kb.wiki.citing import link, relative
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value
from kb.wiki.shortening import shortened

INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    path: str
    title: str
    description: str
    category: str
    """Empty for none."""
    weight: int
    """How much the wiki has on it: decides what the first page shows."""


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """One part of the contents: all concepts, all sources."""

    name: str
    entries: tuple[Entry, ...]


def contents(title: str, shelves: Sequence[Shelfmark], limit: int) -> list[Draft]:
    """The index page and, when more than `limit` lines would stand on it, the pages it leads to."""
    whole = sum(len(shelf.entries) for shelf in shelves) <= limit
    pages: list[Draft] = []
    parts = [f"# {escape(title)}"]
    for shelf in shelves:
        if whole:
            parts += _listed(shelf)
        elif shelf.entries:
            parts.append(_overview(shelf, limit // len(shelves), pages))
    if not any(shelf.entries for shelf in shelves):
        parts.append("Nothing here yet. Put files into raw/, then run `kb build`.")
    return [Draft(INDEX, {"okf_version": "0.2"}, "\n\n".join(parts)), *pages]


def shelved(shelf: Shelfmark, limit: int) -> tuple[str, list[Draft]]:
    """One part of the index page with at most `limit` lines, and the pages that it leads to; nothing for an empty
    one."""
    pages: list[Draft] = []
    if len(shelf.entries) <= limit:
        return "\n\n".join(_listed(shelf)), pages
    return _overview(shelf, limit, pages), pages


def _listed(shelf: Shelfmark) -> list[str]:
    groups = _by_category(shelf.entries)
    parts = []
    for category, entries in groups:
        heading = shelf.name if len(groups) == 1 or not category else f"{shelf.name}: {category}"
        parts.append(f"## {escape(heading)}\n\n" + _lines(INDEX, entries))
    return parts


def _overview(shelf: Shelfmark, limit: int, pages: list[Draft]) -> str:
    """The way to the pages below, which are added to `pages`, and the entries that the wiki has most on."""
    below = []
    for category, entries in _by_category(shelf.entries):
        name = f"{shelf.name}: {category}" if category else shelf.name
        below.append(_page(name, len(entries), _reduced(name, entries, limit, pages), pages))
    # One line could not lead to two pages, over however many levels.
    ways = _reduced(f"More {shelf.name.lower()}", below, max(2, limit // 2), pages)
    most = sorted(shelf.entries, key=lambda entry: (-entry.weight, _order(entry)))[: limit // 2]
    return f"## {shelf.name}\n\n" + _lines(INDEX, [*ways, *sorted(most, key=_order)])


def _reduced(name: str, entries: Sequence[Entry], limit: int, pages: list[Draft]) -> Sequence[Entry]:
    """At most `limit` entries that lead to all of these, over as many levels as it takes."""
    level = 1
    while len(entries) > limit:
        runs = [entries[at : at + limit] for at in range(0, len(entries), limit)]
        titles = [f"{name}, {_letters(run[0])} to {_letters(run[-1])}" for run in runs]
        numbers = (f"{level}-{number}" for number in range(1, len(runs) + 1))
        entries = [_page(t, len(r), r, pages, n) for t, r, n in zip(titles, runs, numbers, strict=True)]
        level += 1
    return entries


def _page(name: str, size: int, entries: Sequence[Entry], pages: list[Draft], number: str = "") -> Entry:
    """Adds a page that lists `entries`; the entry that leads to it."""
    path = f"contents/{slug(name.split(',')[0])}{'-' if number else ''}{number}.md"
    description = f"{size} {'entry' if size == 1 else 'entries'}."
    front: dict[str, Value] = {"type": "Contents", "title": name, "description": description, "status": "stable"}
    pages.append(Draft(path, front, f"# {escape(name)}\n\n{_lines(path, entries)}"))
    return Entry(path, name, description, "", size)


def _lines(page: str, entries: Iterable[Entry]) -> str:
    return "\n".join(_line(page, entry) for entry in entries)


def _line(page: str, entry: Entry) -> str:
    about = f" - {escape(shortened(entry.description, 140))}" if entry.description else ""
    return f"* {link(entry.title, relative(page, entry.path))}{about}"


def _by_category(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    ordered = sorted(entries, key=lambda entry: (entry.category, *_order(entry)))
    return [(category, list(group)) for category, group in groupby(ordered, key=lambda entry: entry.category)]


def _order(entry: Entry) -> tuple[str, str]:
    return anyascii(entry.title).casefold(), entry.path


def _letters(entry: Entry) -> str:
    return (anyascii(entry.title).strip() or "?")[:3]
