"""kb compile: raw/ and remembered replies → wiki/, and a summary whose counts are true."""

from collections import Counter
from pathlib import Path

from kb.compiling import Outcome, compile_workspace
from kb.diagnostics import failing
from kb.terminal import Terminal, as_data, count
from kb.workspace import Workspace

_KINDS = {"concepts": "concept", "sources": "source page", "contents": "contents page", "index.md": "contents page"}


def run(folder: Path, *, as_json: bool) -> int:
    """Exit code 1 when a file could not be read or written; the rest is done all the same."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with workspace.locked(), terminal.progress("Compiling") as advance:
        outcome = compile_workspace(workspace, advance)
    _tell(outcome, terminal)
    terminal.findings(outcome.diagnostics)
    terminal.data(_as_data(outcome))
    return 1 if failing(outcome.diagnostics) else 0


def _tell(outcome: Outcome, terminal: Terminal) -> None:
    if outcome.current:
        terminal.say("Nothing to do: the wiki is up to date.")
        return
    counted = f"{count(outcome.sources, 'source')}, {count(outcome.claims, 'claim')}"
    terminal.say(f"{counted}, {count(outcome.concepts, 'concept')} ({outcome.engine} engine).")
    update = outcome.update
    for verb, paths in (("added", update.added), ("changed", update.changed), ("removed", update.removals)):
        if paths:
            kinds = Counter(_KINDS.get(path.split("/")[0], "other page") for path in paths)
            terminal.say(f"  {verb:8} {', '.join(count(n, kind) for kind, n in sorted(kinds.items()))}")
    if update.empty:
        terminal.say("  no page changed")
    elif outcome.concepts:
        terminal.say("Start reading at wiki/index.md.")


def _as_data(outcome: Outcome) -> dict[str, object]:
    update = outcome.update
    return {
        "engine": outcome.engine,
        "current": outcome.current,
        "sources": outcome.sources,
        "claims": outcome.claims,
        "concepts": outcome.concepts,
        "added": update.added,
        "changed": update.changed,
        "removed": update.removals,
        "asked": dict(outcome.asked),
        "diagnostics": as_data(outcome.diagnostics),
    }
