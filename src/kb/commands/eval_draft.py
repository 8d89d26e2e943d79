"""kb eval --draft: a wiki in, a golden set for a person to correct out."""

from pathlib import Path

from kb.choices import Choices
from kb.consulting import consulting
from kb.errors import UsageError
from kb.evaluating.chosen import SET, path_of
from kb.evaluating.proposing import as_yaml, propose
from kb.evaluating.sketching import sketches
from kb.stages.draft_questions import DRAFT_QUESTIONS
from kb.terminal import Terminal, as_data, count
from kb.workspace import Workspace, files


def run(folder: Path, given: str, number: int, choices: Choices, *, as_json: bool) -> int:
    """Exit code 1 when no question could be proposed. Raises UsageError where there is a set already, or an engine
    that writes no questions; EngineError after what was proposed is written, when not all could be asked."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    path, name = path_of(workspace, given), given or SET
    _free(workspace, path, name)
    chosen = choices.chosen(workspace)
    if not chosen.model.answers(DRAFT_QUESTIONS.name):
        raise UsageError(
            f"--draft: the {chosen.name} engine writes no questions; made of the pages' own words they would find them",
            hint=f"Write {name} yourself as docs/evaluation.md shows, or name another engine: --engine claude",
        )
    pages = {page: data.decode("utf-8", "replace") for page, data in workspace.pages().items() if page.endswith(".md")}
    wanted = sketches(pages, number)
    if not wanted:
        raise UsageError("--draft: there is no source to ask about", hint="Put files into raw/ and run `kb build`.")
    with (
        terminal.progress("Proposing") as advance,
        consulting(workspace, chosen, choices, lambda answer: advance("questions")) as consultation,
    ):
        found, lost = propose(wanted, consultation.model, workspace.prompts())
    usable = [one for one in found if not one.proposed.problem]
    if usable:
        _free(workspace, path, name)
        files.write(path.absolute(), as_yaml(found, chosen.model.id("strong")).encode("utf-8"), workspace.scratch)
        terminal.say(
            f"{name}: {count(len(usable), 'question')} proposed. Each waits for you: correct it, then kb eval."
        )
    for one in found:
        if one.proposed.problem:
            terminal.say(f"dropped: {one.proposed.ask!r}: {one.proposed.problem}", "dim")
    if len(wanted) < number:
        terminal.say(f"The wiki has passages for {count(len(wanted), 'question')} only.", "dim")
    spent, stop = consultation.spent, consultation.model.stop
    for line in (spent.said, *spent.notices):
        if line:
            terminal.say(line, "dim")
    terminal.findings([*lost, *consultation.diagnostics])
    data = {"set": name, "proposed": len(usable), "dropped": len(found) - len(usable), "usd": spent.usd}
    terminal.data({**data, "diagnostics": as_data([*lost, *consultation.diagnostics])})
    if stop is not None:
        raise stop
    return 0 if usable else 1


def _free(workspace: Workspace, path: Path, name: str) -> None:
    """Raises UsageError where something stands at the path, or may not."""
    if path.exists() or path.is_symlink():
        raise UsageError(
            f"--draft: {name} exists, and is never written over",
            hint="Name another file, and take what you like from it: kb eval --draft 20 proposed.yaml",
        )
    if path.resolve().is_relative_to(workspace.raw.resolve()):
        raise UsageError(f"--draft: {name} lies in raw/, which kb never writes", hint="Name a place beside it.")
