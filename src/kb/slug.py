"""Titles in any script to names for files and ids: lower-case ASCII words with hyphens."""

import re

from anyascii import anyascii

from kb.digest import digest

_LONGEST = 60


def slug(title: str) -> str:
    """At most 60 characters, cut at a word; a title without a letter or digit gives a name made of its digest."""
    words = re.findall(r"[a-z0-9]+", anyascii(title.replace("'", "").replace("’", "")).lower())
    name = "-".join(words)
    if len(name) > _LONGEST:
        head = name[: _LONGEST + 1]
        name = head[: head.rfind("-")] if "-" in head else name[:_LONGEST]
    return name or f"x-{digest(title)[:8]}"
