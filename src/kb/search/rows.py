"""Passages ↔ rows of the index."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.digest import Digest
from kb.search.forms import forms
from kb.search.passages import Anchor, Page, Passage, Piece
from kb.search.stopwords import STOP_WORDS
from kb.search.store import Store
from kb.search.words import apart, folded, stem

SEPARATOR, OPEN, CLOSE = "\x1f", "\x02", "\x03"
_OURS = re.compile(f"[{SEPARATOR}{OPEN}{CLOSE}]")
_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*$")
_READ = """
SELECT passages.id, path, pages.title, pages.aliases, type, kind, published, heading, pieces, body FROM passages
JOIN pages ON pages.id = passages.page JOIN words ON words.rowid = passages.id WHERE passages.id IN ({})
"""
BAGS = "SELECT id, bag FROM passages WHERE id IN ({})"
_HOLDS = """
SELECT passages.id FROM passages JOIN pages ON pages.id = passages.page
WHERE path = ? AND instr(pieces, ?)
"""
_KEEP = """
INSERT INTO pages (path, digest, stamp, title, aliases, type, kind, called, published)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, stamp = excluded.stamp, title = excluded.title,
    aliases = excluded.aliases, type = excluded.type, kind = excluded.kind, called = excluded.called,
    published = excluded.published
"""
_TITLE_COUNTS = 2
"""A word of the title counts as if it stood twice."""

_CITE = """
SELECT passages.id, pieces FROM passages JOIN pages ON pages.id = passages.page
WHERE path >= ? AND path < ? AND instr(pieces, ?)
"""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a page becomes in the index, as far as it can be said without looking there."""

    path: str
    digest: Digest
    stamp: str
    about: tuple[str, ...]
    names: tuple[str, ...]
    """Folded, by which texts may mention it."""
    passages: tuple[tuple[str, ...], ...]
    """Heading, pieces and bag, then the columns that are searched."""


def rows_of(path: str, digest: Digest, stamp: str, passages: Sequence[Passage]) -> Rows:
    page = passages[0].page if passages else Page(path, "")
    called = folded(page.source) + folded(page.title) if page.source else ""
    aliases = json.dumps(page.aliases, ensure_ascii=False)
    about = (page.title, aliases, page.type, page.kind, called, page.published)
    return Rows(path, digest, stamp, about, _names(page), tuple(_columns(passage) for passage in passages))


def _columns(passage: Passage) -> tuple[str, ...]:
    pieces = [[len(_plain(p.text)), p.anchors, p.start, p.speaker, p.time] for p in passage.pieces]
    names = " ".join([passage.page.title, *passage.page.aliases])
    other = dict.fromkeys(form.text for text in (names, passage.text) for form in forms(text))
    context = " ".join([passage.heading, *passage.speakers, *other])
    # The title stands with every passage, so that a question may have its name there and its matter in the text.
    columns = [_plain(text) for text in (passage.page.title, " ".join(passage.page.aliases), context, passage.text)]
    told = json.dumps(pieces, separators=(",", ":"), ensure_ascii=False)
    weighed = [columns[0]] * (_TITLE_COUNTS - 1) + columns
    return (passage.heading, told, bag(" \n ".join(weighed)), *(apart(column, SEPARATOR) for column in columns))


def bag(text: str) -> str:
    """The stems of a text, each between spaces of its own, so that they can be counted without being taken apart."""
    return "  ".join(["", *map(stem, folded(text).split()), ""])


def put(store: Store, rows: Rows) -> tuple[int, range]:
    """Keep a page, in place of what it was; its number and those of its passages."""
    store.insert(_KEEP, (rows.path, rows.digest, rows.stamp, *rows.about))
    number = int(store.rows("SELECT id FROM pages WHERE path = ?", (rows.path,))[0][0])
    first = int(store.rows("SELECT coalesce(max(id), 0) + 1 FROM passages")[0][0])
    numbers = range(first, first + len(rows.passages))
    store.many(
        "INSERT INTO passages (id, page, heading, pieces, bag) VALUES (?, ?, ?, ?, ?)",
        ((at, number, *columns[:3]) for at, columns in zip(numbers, rows.passages, strict=True)),
    )
    store.many(
        "INSERT INTO words (rowid, title, aliases, context, body) VALUES (?, ?, ?, ?, ?)",
        ((at, *columns[3:]) for at, columns in zip(numbers, rows.passages, strict=True)),
    )
    return number, numbers


def clear(store: Store, page: int) -> None:
    """Take a page's passages out."""
    of_page = "(SELECT id FROM passages WHERE page = ?)"
    store.insert(f"DELETE FROM words WHERE rowid IN {of_page}", (page,))
    store.insert(f"DELETE FROM mentions WHERE passage IN {of_page}", (page,))
    store.insert("DELETE FROM passages WHERE page = ?", (page,))


def drop(store: Store, page: int) -> None:
    clear(store, page)
    for table, column in (("mentions", "page"), ("titles", "page"), ("pages", "id")):
        store.insert(f"DELETE FROM {table} WHERE {column} = ?", (page,))


def load(store: Store, ids: Iterable[int]) -> dict[int, Passage]:
    wanted = tuple(ids)
    return {row["id"]: _passage(row) for row in store.rows(_READ.format(marks(wanted)), wanted)}


def holding(store: Store, anchors: Iterable[Anchor]) -> list[Passage]:
    """Every passage that holds one of the blocks, in the order of the index."""
    found = {row["id"] for page, block in anchors for row in store.rows(_HOLDS, (page, f'"{block}"'))}
    return [passage for _, passage in sorted(load(store, found).items())]


def citing(store: Store, anchors: Iterable[Anchor], folder: str) -> list[Passage]:
    """Every passage of a folder's pages that cites one of the blocks, in the order of the index."""
    found = {
        row["id"]
        for anchor in anchors
        for row in store.rows(_CITE, (f"{folder}/", f"{folder}0", f'"{anchor.block}"'))
        if any(list(anchor) in anchors for _, anchors, *_ in json.loads(row["pieces"]))
    }
    return [passage for _, passage in sorted(load(store, found).items())]


def marks(values: Sequence[object]) -> str:
    """Place holders for a list of values."""
    return ",".join("?" * len(values))


def _passage(row: sqlite3.Row) -> Passage:
    aliases = tuple(json.loads(row["aliases"]))
    page = Page(row["path"], row["title"], aliases, row["type"], row["kind"], row["published"])
    body = row["body"].replace(SEPARATOR, "")
    pieces, at = [], 0
    for length, anchors, start, speaker, time in json.loads(row["pieces"]):
        named = tuple(Anchor(*anchor) for anchor in anchors)
        pieces.append(Piece(body[at : at + length], named, start, speaker, time))
        at += length + len(Passage.GAP)
    return Passage(page, row["heading"], tuple(pieces))


def _names(page: Page) -> tuple[str, ...]:
    """The folded names a text may mention the page by: `Lilu (mythology)` is mentioned as Lilu."""
    names = {folded(_QUALIFIER.sub("", name)) for name in (page.title, *page.aliases)}
    return tuple(sorted(name.strip() for name in names if len(name) > 3 and name.strip() not in STOP_WORDS))


def _plain(text: str) -> str:
    """Without the control characters that the index uses for itself."""
    return _OURS.sub(" ", text)
