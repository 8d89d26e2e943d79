"""kb ingest --watch: whenever files of raw/ change, and have settled, they are ingested."""

import time
from collections.abc import Callable
from pathlib import Path

from kb.commands import ingest
from kb.commands.ingest import Asked
from kb.digest import Digest
from kb.errors import Locked
from kb.terminal import Terminal
from kb.workspace import Workspace, manifest

_SECONDS = 1.5


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Goes on until somebody interrupts it."""
    workspace = Workspace.find(folder.resolve())
    terminal = Terminal(as_json)

    def once(asked: Asked) -> None:
        try:
            ingest.run(folder, asked, as_json=as_json)
        except Locked as error:
            terminal.say(f"waiting: {error}", "dim")
            raise

    once(asked)
    terminal.say("Watching raw/. Press ^C to stop.", "dim")
    return follow(lambda: manifest.raw_inputs(workspace), lambda: once(Asked()), _wait)


def follow(look: Callable[[], Digest], ingest: Callable[[], None], wait: Callable[[], bool]) -> int:
    """Ingest when what `look` sees has changed and is the same at two looks: a file that is being copied is let
    be until it is whole. `wait` passes the time between looks, and says whether to look again."""
    done = before = look()
    while wait():
        now = look()
        if now != done and now == before:
            try:
                ingest()
            except Locked:
                continue
            done = now
        before = now
    return 0


def _wait() -> bool:
    time.sleep(_SECONDS)
    return True
