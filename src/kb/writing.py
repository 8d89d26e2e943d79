"""Putting planned pages on disk: each that can be written is, each that can't is named."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from kb import __version__
from kb.diagnostics import Diagnostic
from kb.errors import DiskError
from kb.reports import UNWRITTEN_FILE
from kb.wiki.history import history
from kb.wiki.update import OFFER, Update, plan
from kb.workspace import Workspace, files

_AT_ONCE = 16


def write_pages(workspace: Workspace, update: Update, existing: Mapping[str, bytes]) -> list[Diagnostic]:
    """Carry out an update of the wiki that was planned over the pages `existing`; what failed, which it forgets."""
    writes = {path: partial(workspace.write, f"wiki/{path}", text) for path, text in update.writes.items()}
    removals = {path: partial(workspace.remove, f"wiki/{path}") for path in update.removals}

    def tried(path: str) -> list[Diagnostic]:
        action = writes[path] if path in writes else removals[path]
        return _overtaken(workspace, path, existing) or attempt(f"wiki/{path}", action)

    # A disk takes as long to flush many files at once as to flush one.
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        outcomes = dict(zip(writes, threads.map(tried, writes), strict=True))
    # A folder that loses its last page goes too, so nothing may be written into it meanwhile.
    outcomes |= {path: tried(path) for path in removals}
    for path in [path for path, failed in outcomes.items() if failed]:
        update.forget(path)
    return [one for failed in outcomes.values() for one in failed]


def write_log(workspace: Workspace, existing: Mapping[str, bytes], by: str, at: str) -> list[Diagnostic]:
    """log.md as the journal has it, over the pages `existing`; what could not be written."""
    log = history(workspace.journal.events())
    there = {path: existing[path] for path in (log.path, log.path + OFFER) if path in existing}
    told = plan([log], there, by, at)
    return [*told.diagnostics, *write_pages(workspace, told, there)]


def _overtaken(workspace: Workspace, path: str, existing: Mapping[str, bytes]) -> list[Diagnostic]:
    """Somebody may save a page while kb is at work: theirs is not replaced by what was planned before."""
    try:
        there = files.read(workspace.wiki / path)
    except DiskError as error:
        return [unwritten(f"wiki/{path}", error)]
    if there == existing.get(path):
        return []
    message = "was changed while kb was at work: left as it is"
    return [UNWRITTEN_FILE.at(f"wiki/{path}", message, "Run the same command again.")]


def attempt(path: str, action: Callable[[], None]) -> list[Diagnostic]:
    """Do it; a disk that refuses becomes a diagnostic, so that the rest can go on."""
    try:
        action()
    except DiskError as error:
        return [unwritten(path, error)]
    return []


def unwritten(path: str, error: DiskError) -> Diagnostic:
    return UNWRITTEN_FILE.at(path, str(error), error.hint)


_NOT_PLAIN = re.compile(r"[^\w.=/ -]")
"""What the stamp's YAML could stumble over in the name of a model."""


def maker(engine: str) -> str:
    """Who wrote a page, as its stamp says."""
    return f"kb/{__version__} {_NOT_PLAIN.sub('-', engine)}"
