"""kb log: the journal, newest first."""

from pathlib import Path

from kb.terminal import Terminal
from kb.wiki.history import sentence
from kb.workspace import Workspace


def run(folder: Path, limit: int, *, as_json: bool) -> int:
    """Exit code 0."""
    terminal = Terminal(as_json)
    events = Workspace.find(folder.resolve()).journal.events()[::-1][:limit]
    for event in events:
        terminal.say(f"{str(event['at'])[:16].replace('T', ' ')}  {sentence(event)}")
    if not events:
        terminal.say("Nothing happened here yet. Start with: kb build")
    terminal.data({"events": [dict(event) for event in events]})
    return 0
