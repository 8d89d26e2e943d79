"""Putting planned pages on disk: each that can be written is, each that can't is named."""

from collections.abc import Callable
from functools import partial

from kb import __version__
from kb.diagnostics import Diagnostic
from kb.errors import DiskError
from kb.reports import UNWRITTEN_FILE
from kb.wiki.update import Update
from kb.workspace import Workspace


def write_pages(workspace: Workspace, update: Update) -> list[Diagnostic]:
    """Carry out an update of the wiki; what failed."""
    found: list[Diagnostic] = []
    for path, text in update.writes.items():
        found += attempt(f"wiki/{path}", partial(workspace.write, f"wiki/{path}", text))
    for path in update.removals:
        found += attempt(f"wiki/{path}", partial(workspace.remove, f"wiki/{path}"))
    return found


def attempt(path: str, action: Callable[[], None]) -> list[Diagnostic]:
    """Do it; a disk that refuses becomes a diagnostic, so that the rest can go on."""
    try:
        action()
    except DiskError as error:
        return [unwritten(path, error)]
    return []


def unwritten(path: str, error: DiskError) -> Diagnostic:
    return UNWRITTEN_FILE.at(path, str(error), error.hint)


def maker(engine: str) -> str:
    """Who wrote a page, as its stamp says."""
    return f"kb/{__version__} {engine}"
