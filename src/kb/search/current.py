"""A workspace → its index, brought up to date with the pages as they stand."""

import contextlib
from collections.abc import Iterable

from kb.errors import KBError
from kb.search.index import Index
from kb.workspace import Workspace

INDEX = "index.sqlite"
_PATIENCE = 1.0
"""Seconds that a compile waits for others that write the index."""


def refresh(workspace: Workspace, pages: Iterable[str]) -> None:
    """Bring the index up to date with pages, by path from wiki/, that were just written or removed."""
    # It is only a cache: whoever searches is told what is wrong with it, and who compiles doesn't have to care.
    with contextlib.suppress(KBError), Index.open(workspace.state / INDEX, patience=_PATIENCE) as index:
        index.look_at(workspace.wiki, pages)


def current(workspace: Workspace) -> Index:
    """The caller closes it. Pages that are not UTF-8 are searched all the same, with marks for what can't be read."""
    index = Index.open(workspace.state / INDEX)
    try:
        index.look(workspace.wiki)
    except BaseException:
        index.close()
        raise
    return index
