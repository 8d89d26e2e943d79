"""kb lint: check the wiki without a model."""

from pathlib import Path

from kb.diagnostics import Diagnostic, Severity
from kb.errors import UsageError
from kb.lint.report import counts, lines
from kb.lint.selection import Selection
from kb.linting import look
from kb.terminal import STYLES, Terminal, as_data
from kb.workspace import Workspace


def run(folder: Path, select: str, ignore: str, *, strict: bool, as_json: bool) -> int:
    """Exit code 1 when there is an error; with `strict`, a warning too."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    selection = _selection(workspace, select, ignore)
    with terminal.progress("Checking") as advance:
        wiki = look(workspace, advance)
        found = wiki.found(selection)
    for line in lines(found, wiki.pages):
        terminal.say(line.text, STYLES[line.severity or Severity.INFO])
    terminal.data({"pages": wiki.pages, **counts(found), "diagnostics": as_data(found)})
    return 1 if any(_fails(one, strict=strict) for one in found) else 0


def _fails(found: Diagnostic, *, strict: bool) -> bool:
    return found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)


def _selection(workspace: Workspace, select: str, ignore: str) -> Selection:
    """Rules asked for on the command line win over kb.yaml; what both ignore adds up."""
    settings = workspace.settings.lint
    if select:
        selection = Selection(_split(select), _split(ignore))
    else:
        selection = Selection(settings.select, (*settings.ignore, *_split(ignore)))
    for word, near in selection.unknown():
        raise UsageError(f"no lint rule is called {word!r}; did you mean {near}?", hint="kb explain all lists them.")
    return selection


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
