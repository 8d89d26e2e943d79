"""Pages that stay as they are because nobody could say what they should be now → their lines of the contents."""

import posixpath
from collections.abc import Mapping

from kb.wiki.concept_page import tag
from kb.wiki.contents import Entry
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import decoded

SHELVES = {"Concept": "Concepts", "Source": "Sources", "Dispute": "Disputes"}


def entry(path: str, data: bytes) -> tuple[str, Entry] | None:
    """The shelf and the line of a page; None for one that does not say what it is."""
    front = parse(split(decoded(data) or "").yaml or "")
    if not isinstance(front, Mapping) or front.get("type") not in SHELVES:
        return None
    sources = front.get("sources")
    title = str(front.get("title") or posixpath.basename(path).removesuffix(".md"))
    category = _category(front)
    weight = len(sources) if isinstance(sources, list) else 0
    return SHELVES[str(front["type"])], Entry(path, title, str(front.get("description") or ""), category, weight)


def _category(front: Mapping[str, object]) -> str:
    """A source's is the folder of its raw file, whose kind is a tag as well."""
    if front["type"] == "Source":
        return tag(str(front.get("resource") or ""))
    tags = front.get("tags")
    return str(tags[-1]) if isinstance(tags, list) and tags else ""
