"""Articles and sources → the contents: one page that stays short, split by category and then by letter as it grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from anyascii import anyascii

from kb.markup import escape
from kb.wiki.citing import relative, shortened
from kb.wiki.draft import Draft

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
            below = _split(shelf, limit)
            pages += below
            parts.append(_overview(shelf, below, limit))
    if not any(shelf.entries for shelf in shelves):
        parts.append("Nothing here yet. Put files into raw/, then run `kb build`.")
    return [Draft(INDEX, {"okf_version": "0.2"}, "\n\n".join(parts)), *pages]


def _listed(shelf: Shelfmark) -> list[str]:
    groups = _by_category(shelf.entries)
    parts = []
    for category, entries in groups:
        heading = shelf.name if len(groups) == 1 or not category else f"{shelf.name}: {category}"
        parts.append(f"## {heading}\n\n" + "\n".join(_line(INDEX, entry) for entry in entries))
    return parts


def _overview(shelf: Shelfmark, below: Sequence[Draft], limit: int) -> str:
    """The way to the pages below, and the entries that the wiki has most on."""
    lines = [f"* [{page.front['title']}]({page.path}) - {page.front['description']}" for page in below]
    most = sorted(shelf.entries, key=lambda entry: (-entry.weight, _order(entry)))[: limit // 5]
    lines += [_line(INDEX, entry) for entry in sorted(most, key=_order)]
    return f"## {shelf.name}\n\n" + "\n".join(lines)


def _split(shelf: Shelfmark, limit: int) -> list[Draft]:
    pages = []
    for category, entries in _by_category(shelf.entries):
        name = f"{shelf.name}: {category}" if category else shelf.name
        if len(entries) <= limit:
            pages.append(_page(name, entries))
            continue
        runs = [entries[at : at + limit] for at in range(0, len(entries), limit)]
        for run in runs:
            first, last = _letters(run[0]), _letters(run[-1])
            pages.append(_page(f"{name}, {first} to {last}", run))
    return pages


def _page(name: str, entries: Sequence[Entry]) -> Draft:
    slug = "-".join("".join(c if c.isalnum() else " " for c in anyascii(name).lower()).split())
    path = f"contents/{slug}.md"
    count = f"{len(entries)} {'page' if len(entries) == 1 else 'pages'}."
    front = {"type": "Contents", "title": name, "description": count, "status": "stable"}
    return Draft(path, front, f"# {escape(name)}\n\n" + "\n".join(_line(path, entry) for entry in entries))


def _line(page: str, entry: Entry) -> str:
    about = f" - {escape(shortened(entry.description, 140))}" if entry.description else ""
    return f"* [{escape(entry.title)}]({relative(page, entry.path)}){about}"


def _by_category(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    ordered = sorted(entries, key=lambda entry: (entry.category, *_order(entry)))
    return [(category, list(group)) for category, group in groupby(ordered, key=lambda entry: entry.category)]


def _order(entry: Entry) -> tuple[str, str]:
    return anyascii(entry.title).casefold(), entry.path


def _letters(entry: Entry) -> str:
    return (anyascii(entry.title).strip() or "?")[:3]
