"""Passages ↔ rows of the index."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from kb.digest import Digest
from kb.search.passages import Anchor, Page, Passage, Piece
from kb.search.stopwords import STOP_WORDS
from kb.search.store import Store
from kb.search.words import apart, folded

SEPARATOR, OPEN, CLOSE = "\x1f", "\x02", "\x03"
_OURS = re.compile(f"[{SEPARATOR}{OPEN}{CLOSE}]")
_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*$")
_READ = """
SELECT passages.id, path, pages.title, pages.aliases, type, heading, pieces, body FROM passages
JOIN pages ON pages.id = passages.page JOIN words ON words.rowid = passages.id WHERE passages.id IN ({})
"""

_HOLDS = """
SELECT passages.id FROM passages JOIN pages ON pages.id = passages.page
WHERE path = ? AND instr(pieces, ?)
"""

_CITE = """
SELECT passages.id, pieces FROM passages JOIN pages ON pages.id = passages.page
WHERE path >= ? AND path < ? AND instr(pieces, ?)
"""


def put(store: Store, path: str, digest: Digest, passages: Sequence[Passage]) -> None:
    page = passages[0].page if passages else Page(path, "")
    number = store.insert(
        "INSERT INTO pages (path, digest, title, aliases, type) VALUES (?, ?, ?, ?, ?)",
        (path, digest, page.title, json.dumps(page.aliases), page.type),
    )
    for passage in passages:
        _put(store, number, passage)
    for name in _names(page):
        store.insert("INSERT INTO titles (first, name, page) VALUES (?, ?, ?)", (name.split()[0], name.strip(), number))


def _put(store: Store, page: int, passage: Passage) -> None:
    pieces = [[len(_plain(p.text)), p.anchors, p.start, p.speaker, p.time] for p in passage.pieces]
    number = store.insert(
        "INSERT INTO passages (page, heading, pieces) VALUES (?, ?, ?)",
        (page, passage.heading, json.dumps(pieces, separators=(",", ":"), ensure_ascii=False)),
    )
    context = " ".join([passage.heading, *passage.speakers])
    # The title stands with every passage, so that a question may have its name there and its matter in the text.
    columns = (passage.page.title, " ".join(passage.page.aliases), context, passage.text)
    store.insert(
        "INSERT INTO words (rowid, title, aliases, context, body) VALUES (?, ?, ?, ?, ?)",
        (number, *(apart(_plain(column), SEPARATOR) for column in columns)),
    )


def drop(store: Store, path: str) -> None:
    of_page = "(SELECT id FROM pages WHERE path = ?)"
    store.insert(f"DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE page = {of_page})", (path,))
    store.insert(f"DELETE FROM passages WHERE page = {of_page}", (path,))
    store.insert(f"DELETE FROM titles WHERE page = {of_page}", (path,))
    store.insert("DELETE FROM pages WHERE path = ?", (path,))


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
    page = Page(row["path"], row["title"], tuple(json.loads(row["aliases"])), row["type"])
    body = row["body"].replace(SEPARATOR, "")
    pieces, at = [], 0
    for length, anchors, start, speaker, time in json.loads(row["pieces"]):
        named = tuple(Anchor(*anchor) for anchor in anchors)
        pieces.append(Piece(body[at : at + length], named, start, speaker, time))
        at += length + len(Passage.GAP)
    return Passage(page, row["heading"], tuple(pieces))


def _names(page: Page) -> list[str]:
    """The folded names a text may mention the page by: `Lilu (mythology)` is mentioned as Lilu."""
    names = {folded(_QUALIFIER.sub("", name)) for name in (page.title, *page.aliases)}
    return sorted(name for name in names if len(name) > 3 and name.strip() not in STOP_WORDS)


def _plain(text: str) -> str:
    """Without the control characters that the index uses for itself."""
    return _OURS.sub(" ", text)
