"""kb lint --fix, --unsafe-fixes and --diff: mend what lint finds, or show how."""

from collections.abc import Sequence, Set
from pathlib import Path

from kb import fixing
from kb.commands.lint_asked import Asked, changed, selection
from kb.diagnostics import Diagnostic, Grade, failing
from kb.errors import UsageError
from kb.lint.bundle import Bundle
from kb.lint.differences import remark, style, unified
from kb.lint.mending import OURS, SAFE, UNSAFE, Mended, fixable
from kb.lint.run import check
from kb.linting import whole
from kb.terminal import Terminal, count
from kb.workspace import Workspace

_UNDONE: Set[Grade] = frozenset({"unsafe", "suggestion"})


def run(folder: Path, asked: Asked) -> int:
    """Write the mended pages. Exit code 1 when one could not be written; what is left to mend, `kb lint` tells.

    Told on standard error: the report on standard output may be for a program.
    """
    terminal = Terminal(aside=True)
    workspace = Workspace.find(folder.resolve())
    lint = _lint(workspace, asked)
    with workspace.locked(), terminal.progress("Fixing") as advance:
        found = fixing.mended(workspace, whole(workspace, advance), lint, UNSAFE if asked.unsafe_fixes else SAFE)
        failed = fixing.write(workspace, found)
    terminal.say(f"Fixed {_counted(found)}.")
    _tell_left(terminal, found)
    terminal.findings(failed)
    return 1 if failing(failed) else 0


def show(folder: Path, asked: Asked) -> int:
    """Print what the fixes would change as a unified diff, and suggestions as remarks in it. Writes nothing.

    Exit code 1 when something would change.
    """
    if asked.judge:
        raise UsageError("--diff shows fixes, and what a model finds has none", hint="Leave out --judge.")
    terminal = Terminal(aside=True)
    workspace = Workspace.find(folder.resolve())
    lint = _lint(workspace, asked)
    with terminal.progress("Checking") as advance:
        bundle = whole(workspace, advance)
        found = fixing.mended(workspace, bundle, lint, UNSAFE if asked.unsafe_fixes else SAFE)
    for path in sorted(found.texts):
        for line in unified(path, found.before[path], found.texts[path]):
            terminal.coloured(line, style(line))
    rest = fixable(lint(bundle), _UNDONE - UNSAFE if asked.unsafe_fixes else _UNDONE)
    _suggest(terminal, workspace, bundle, [one for one, _ in rest if found.left.get(one.path) != OURS])
    terminal.say(f"Would fix {_counted(found)}.")
    _tell_left(terminal, found)
    return 1 if found.texts else 0


def _lint(workspace: Workspace, asked: Asked) -> fixing.Lint:
    """What is looked for: all that is selected, with --changed in the files that differ. What a baseline knows is
    mended too."""
    chosen, since = selection(workspace, asked), changed(workspace, asked)
    return lambda bundle: [one for one in check(bundle, chosen) if since is None or one.path in since]


def _suggest(terminal: Terminal, workspace: Workspace, bundle: Bundle, findings: Sequence[Diagnostic]) -> None:
    for one in findings:
        texts = fixing.suggested(workspace, bundle, one)
        if texts is not None and one.fix is not None:
            grade = "suggestion" if one.fix.grade == "suggestion" else "with --unsafe-fixes"
            title = f"{grade}: {one.path}:{one.line}: {one.code} {one.fix.title}"
            for line in remark(unified(one.path, *texts), title):
                terminal.coloured(line, style(line))


def _counted(found: Mended) -> str:
    return f"{count(found.findings, 'finding')} in {count(len(found.texts), 'page')}"


def _tell_left(terminal: Terminal, found: Mended) -> None:
    for path, why in sorted(found.left.items()):
        terminal.say(f"Left alone: {path}: {why}.", "dim" if why == OURS else "yellow")
