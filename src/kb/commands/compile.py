"""kb compile: raw/ and remembered replies → wiki/, and a summary whose counts are true."""

from collections import Counter
from pathlib import Path

from kb.compiling import Report, compile_workspace
from kb.diagnostics import failing
from kb.terminal import Terminal, as_data, count
from kb.workspace import Workspace

_KINDS = {"concepts": "concept", "sources": "source page", "contents": "contents page", "index.md": "contents page"}


def run(folder: Path, *, as_json: bool) -> int:
    """Exit code 1 when a file could not be read or written; the rest is done all the same."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with workspace.locked(), terminal.progress("Compiling") as advance:
        report = compile_workspace(workspace, advance)
    _tell(report, terminal)
    terminal.findings(report.diagnostics)
    terminal.data(_as_data(report))
    return 1 if failing(report.diagnostics) else 0


def _tell(report: Report, terminal: Terminal) -> None:
    if report.current:
        terminal.say("Nothing to do: the wiki is up to date.")
        return
    counted = f"{count(report.sources, 'source')}, {count(report.claims, 'claim')}"
    terminal.say(f"{counted}, {count(report.concepts, 'concept')} ({report.engine} engine).")
    update = report.update
    for verb, paths in (("added", update.added), ("changed", update.changed), ("removed", update.removals)):
        if paths:
            kinds = Counter(_KINDS.get(path.split("/")[0], "other page") for path in paths)
            terminal.say(f"  {verb:8} {', '.join(count(n, kind) for kind, n in sorted(kinds.items()))}")
    if update.empty:
        terminal.say("  no page changed")
    elif report.concepts:
        terminal.say("Start reading at wiki/index.md.")


def _as_data(report: Report) -> dict[str, object]:
    update = report.update
    return {
        "engine": report.engine,
        "current": report.current,
        "sources": report.sources,
        "claims": report.claims,
        "concepts": report.concepts,
        "added": update.added,
        "changed": update.changed,
        "removed": update.removals,
        "asked": dict(report.asked),
        "diagnostics": as_data(report.diagnostics),
    }
