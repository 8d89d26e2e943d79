"""A workspace → its index, brought up to date with the pages as they stand."""

import contextlib
import re
from collections.abc import Iterable

from kb.errors import KBError
from kb.search.index import Index
from kb.workspace import Workspace
from kb.workspace.workspace import SETTINGS

INDEX = "index.sqlite"
VECTORS = "vectors.sqlite"
_OFF = re.compile(r"#.*|vectors:[ ]*off\b")
_AT_ONCE = 64
"""Of so many passages vectors are made before a search; the rest are found by their words until the next compile."""
_PATIENCE = 1.0
"""Seconds that a compile waits for others that write the index."""


def refresh(workspace: Workspace, pages: Iterable[str]) -> None:
    """Bring the index up to date with pages, by path from wiki/, that were just written or removed."""
    # It is only a cache: whoever searches is told what is wrong with it, and who compiles doesn't have to care.
    with contextlib.suppress(KBError), Index.open(workspace.state / INDEX, patience=_PATIENCE) as index:
        index.look_at(workspace.wiki, pages)
        _consult(index, workspace, None)


def current(workspace: Workspace) -> Index:
    """The caller closes it. Pages that are not UTF-8 are searched all the same, with marks for what can't be read."""
    with contextlib.ExitStack() as unless_ready:
        index = unless_ready.enter_context(Index.open(workspace.state / INDEX))
        index.look(workspace.wiki)
        _consult(index, workspace, _AT_ONCE)
        unless_ready.pop_all()
        return index


def _consult(index: Index, workspace: Workspace, limit: int | None) -> None:
    """Let vectors join in where the settings say so; those of so many passages are made now."""
    # Most wikis have none, and their settings take longer to read than a search to answer.
    if "vectors" not in _OFF.sub("", workspace.text(SETTINGS) or ""):
        return
    from kb.search.vectors.choosing import channel

    near = channel(index, workspace.state / VECTORS, workspace.settings.search.vectors)
    if near is not None:
        index.consult(near)
        near.bring_up(limit)
