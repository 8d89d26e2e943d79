"""Pages that stay as they are because nobody could say what they should be now → their lines of the contents."""

import posixpath
from collections.abc import Mapping

from kb.wiki.contents import Entry
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import decoded

SHELVES = {"Concept": "Concepts", "Source": "Sources", "Dispute": "Disputes"}


def entry(path: str, data: bytes) -> tuple[str, Entry] | None:
    """The shelf and the line of a page; None for one that does not say what it is."""
    front = parse(split(decoded(data) or "").yaml or "")
    if not isinstance(front, Mapping) or front.get("type") not in SHELVES:
        return None
    tags, sources = front.get("tags"), front.get("sources")
    title = str(front.get("title") or posixpath.basename(path).removesuffix(".md"))
    category = str(tags[-1]) if isinstance(tags, list) and tags else ""
    weight = len(sources) if isinstance(sources, list) else 0
    return SHELVES[str(front["type"])], Entry(path, title, str(front.get("description") or ""), category, weight)
