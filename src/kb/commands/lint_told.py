"""What kb lint found → standard output, a terminal, or a file, in the format that was asked for."""

import os
import sys
from pathlib import Path

from kb.commands.lint_asked import Asked
from kb.diagnostics import Severity
from kb.errors import UsageError
from kb.lint.formats import FORMATS
from kb.lint.outcome import Outcome
from kb.lint.report import lines
from kb.terminal import STYLES, Terminal
from kb.workspace import Workspace, files


def checked(workspace: Workspace, asked: Asked, *, as_json: bool) -> None:
    """Raises UsageError, before any work is done, when the report would have nowhere to go."""
    if as_json and asked.format not in ("", "json") and asked.out is None:
        hint = "Say where the other goes: --out FILE"
        raise UsageError(f"--json and --format {asked.format} both want standard output", hint=hint)
    if asked.out is None:
        return
    if asked.out.is_dir():
        raise UsageError(f"--out: {asked.out} is a folder", hint="Name a file in it.")
    for folder in (workspace.raw, workspace.wiki):
        if asked.out.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"--out: {asked.out} lies in {folder.name}/", hint="Name a place beside it.")


def tell(outcome: Outcome, workspace: Workspace, asked: Asked, *, as_json: bool) -> int:
    """The exit code: 1 when a finding fails the run. With a file, standard output is for people, or JSON."""
    name = asked.format or ("json" if as_json else "text")
    if asked.out is not None:
        files.write(asked.out.absolute(), FORMATS[name](outcome).encode("utf-8", "replace"), workspace.scratch)
        name = "json" if as_json else "text"
    if name == "text":
        _say(outcome, asked.out)
    else:
        sys.stdout.write(FORMATS[name](outcome))
    return 1 if outcome.failed else 0


def _say(outcome: Outcome, out: Path | None) -> None:
    terminal = Terminal()
    if not sys.stdout.isatty() and "FORCE_COLOR" not in os.environ:
        # What colours lines takes long to load, and a program that reads them wants none.
        sys.stdout.write(FORMATS["text"](outcome))
    else:
        _show(outcome, terminal)
    if out is not None:
        terminal.say(f"Written to {out}.", "dim")


def _show(outcome: Outcome, terminal: Terminal) -> None:
    for line in lines(outcome):
        terminal.say(line.text, STYLES[line.severity or Severity.INFO])
