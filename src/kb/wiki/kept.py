"""Pages that stay as they are because nobody could say what they should be now → their lines of the contents."""

import posixpath
import re
from collections.abc import Mapping

from kb.wiki.concept_page import tag
from kb.wiki.contents import Entry
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import OFFER, decoded

SHELVES = {"Concept": "Concepts", "Source": "Sources", "Dispute": "Disputes"}
_MARK = re.compile(r"\[\^[^\]\s]+\](?!:)")
"""A footnote's, where a sentence stands on it."""


def entry(path: str, data: bytes) -> tuple[str, Entry] | None:
    """The shelf and the line of a page; None for what does not say that it is one, and that kb wrote it."""
    yaml, body, _ = split(decoded(data) or "")
    front = parse(yaml or "")
    if path.endswith(OFFER) or not isinstance(front, Mapping) or "generated" not in front:
        return None
    kind = front.get("type")
    if not isinstance(kind, str) or kind not in SHELVES:
        return None
    title = str(front.get("title") or posixpath.basename(path).removesuffix(".md"))
    weight = len(_MARK.findall(body))
    return SHELVES[kind], Entry(path, title, str(front.get("description") or ""), _category(front), weight)


def _category(front: Mapping[str, object]) -> str:
    """A source's is the folder of its raw file, whose kind is a tag as well."""
    if front["type"] == "Source":
        return tag(str(front.get("resource") or ""))
    tags = front.get("tags")
    return str(tags[-1]) if isinstance(tags, list) and tags else ""
