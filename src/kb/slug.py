"""Titles in any script to names for files and ids: lower-case ASCII words with hyphens."""

import re
from collections.abc import Container

from anyascii import anyascii

from kb.digest import digest

_LONGEST = 60
RESERVED_PAGES = frozenset({"index.md", "log.md"})
"""The contents and the log, in every folder (OKF): nothing else is called so."""


def slug(title: str) -> str:
    """At most 60 characters, cut at a word; a title without a letter or digit gives a name made of its digest."""
    words = re.findall(r"[a-z0-9]+", anyascii(title.replace("'", "").replace("’", "")).lower())
    name = "-".join(words)
    if len(name) > _LONGEST:
        head = name[: _LONGEST + 1]
        name = head[: head.rfind("-")] if "-" in head else name[:_LONGEST]
    return name or f"x-{digest(title)[:8]}"


def unused(base: str, taken: Container[str]) -> str:
    """The name itself, or with the first number from 2 on that makes it nobody's; never one of the reserved pages'."""
    number, name = 1, base
    while name in taken or f"{name}.md" in RESERVED_PAGES:
        number += 1
        name = f"{base}-{number}"
    return name
