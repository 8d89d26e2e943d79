"""kb init: a folder → a workspace."""

from pathlib import Path

from kb.terminal import Terminal
from kb.workspace import Workspace


def run(folder: Path) -> int:
    """Exit code 0; a workspace that is there already stays as it is."""
    there = (folder / "kb.yaml").is_file()
    workspace = Workspace.create(folder)
    terminal = Terminal()
    terminal.say(f"{workspace.root} " + ("is a workspace already" if there else "is a workspace now"))
    if not there:
        terminal.say("Put files into raw/, then run: kb build")
    return 0
