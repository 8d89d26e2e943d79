"""Pages that stay as they are because nobody could say what they should be now → their lines of the contents."""

import posixpath
from collections.abc import Mapping

from kb.wiki.contents import Entry
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import OFFER, decoded

SHELVES = {"Concept": "Concepts", "Source": "Sources", "Dispute": "Disputes"}


def entry(path: str, data: bytes) -> tuple[str, Entry] | None:
    """The shelf and the line of a page; None for what does not say that it is one, and that kb wrote it."""
    front = parse(split(decoded(data) or "").yaml or "")
    if path.endswith(OFFER) or not isinstance(front, Mapping) or "generated" not in front:
        return None
    kind = front.get("type")
    if not isinstance(kind, str) or kind not in SHELVES:
        return None
    tags, sources = front.get("tags"), front.get("sources")
    title = str(front.get("title") or posixpath.basename(path).removesuffix(".md"))
    category = str(tags[-1]) if isinstance(tags, list) and tags else ""
    weight = len(sources) if isinstance(sources, list) else 0
    return SHELVES[kind], Entry(path, title, str(front.get("description") or ""), category, weight)
