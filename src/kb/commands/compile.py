"""kb compile: raw/ and remembered replies → wiki/, and a summary whose counts are true."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from kb.choices import NONE, Choices
from kb.commands import plan
from kb.compiling import Outcome, compile_workspace
from kb.diagnostics import failing
from kb.errors import EngineError
from kb.refreshing import subjects
from kb.terminal import Terminal, as_data, count
from kb.wiki.shortening import shortened
from kb.workspace import Workspace

_KINDS = {"concepts": "concept", "sources": "source page", "contents": "contents page", "index.md": "contents page"}

_SOURCES, _TITLE = 10, 48
"""Sources that are told of one by one, and how much of a title is shown."""
_PATIENCE = "Batches may take a day. Stop whenever you like: kb compile --batch goes on with what is ready by then."


def run(
    folder: Path, choices: Choices = NONE, refresh: Sequence[str] = (), *, planned: bool = False, as_json: bool
) -> int:
    """Exit code 1 when a file could not be read or written; the rest is done all the same.

    Raises EngineError when no more replies could be had, after what was done has been told.
    """
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    choices = replace(choices, again=subjects(workspace, refresh))
    if planned:
        return plan.run(workspace, choices, terminal)
    if choices.batch:
        terminal.say(_PATIENCE, "dim")
    with workspace.locked(), terminal.progress("Compiling") as advance:
        outcome = compile_workspace(workspace, advance, choices)
    _tell(outcome, terminal)
    terminal.findings(outcome.diagnostics)
    terminal.data(_as_data(outcome))
    if outcome.spent.stop is not None:
        raise stopped(outcome)
    return 1 if failing(outcome.diagnostics) else 0


def stopped(outcome: Outcome) -> EngineError:
    """Why the run ended before its time, and what was done until then."""
    why = outcome.spent.stop
    again = "run the same command to go on" if outcome.spent.answered else "nothing is lost"
    said = str(why).rstrip(".")
    return EngineError(f"stopped: {said}; {outcome.spent.said}; {again}", hint=why.hint if why is not None else "")


def _tell(outcome: Outcome, terminal: Terminal) -> None:
    if outcome.current:
        terminal.say("Nothing to do: the wiki is up to date.")
        return
    so_far = "So far: " if outcome.spent.stop is not None else ""
    counted = f"{so_far}{count(outcome.sources, 'source')}, {count(outcome.claims, 'claim')}"
    terminal.say(f"{counted}, {count(outcome.concepts, 'concept')} ({outcome.engine} engine).")
    for title, found in list(outcome.read.items())[:_SOURCES]:
        terminal.say(f"  read     {shortened(title, _TITLE)}: {found.said}")
    if len(outcome.read) > _SOURCES:
        terminal.say(f"  read     {count(len(outcome.read) - _SOURCES, 'source')} more: see their pages")
    update = outcome.update
    for verb, paths in (("added", update.added), ("changed", update.changed), ("removed", update.removals)):
        if paths:
            kinds = Counter(_KINDS.get(path.split("/")[0], "other page") for path in paths)
            terminal.say(f"  {verb:8} {', '.join(count(n, kind) for kind, n in sorted(kinds.items()))}")
    if update.empty:
        terminal.say("  no page changed")
    elif outcome.concepts:
        terminal.say("Start reading at wiki/index.md.")
    if outcome.spent.said and outcome.spent.stop is None:
        terminal.say(f"  {outcome.spent.said}")
    for model in outcome.spent.unpriced:
        terminal.say(f"  the price of {model} is not known: put it into kb.yaml (engine: prices)", "dim")
    for notice in outcome.spent.notices:
        terminal.say(f"  {notice}", "dim")


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
        "read": {title: asdict(found) for title, found in outcome.read.items()},
        "answered": outcome.spent.answered,
        "usd": outcome.spent.usd,
        "unpriced": outcome.spent.unpriced,
        "stopped": str(outcome.spent.stop) if outcome.spent.stop is not None else None,
        "notices": list(outcome.spent.notices),
        "diagnostics": as_data(outcome.diagnostics),
    }
