"""kb ingest --dry-run: what would be copied, fetched, read and written, file by file; nothing is."""

from collections.abc import Iterator
from pathlib import Path

from kb.collecting import Decisions, to_collect
from kb.commands.ingest import Asked, as_drafts, as_values, refuse_stray_decisions, say_each, tell
from kb.diagnostics import failing
from kb.digest import Digest
from kb.drafting import Drafted, rehearse
from kb.terminal import Terminal
from kb.wiki.citing import source_path
from kb.wiki.shortening import shortened
from kb.workspace import Workspace

_TITLE = 60


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Exit code 1 when a file could not be read."""
    refuse_stray_decisions(asked)
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with terminal.progress("Looking") as advance:
        more = to_collect(workspace, asked.paths, Decisions(asked.kind, asked.split)) if asked.paths else []
        done = rehearse(workspace, advance, more)
    say_each("would copy", [file.path for file in more], terminal)
    say_each("would fetch", asked.addresses, terminal)
    for line in _lines(done):
        terminal.say(line)
    drafts = as_drafts(done, Digest(""), Digest(""))
    tell(drafts, terminal, rehearsed=True)
    terminal.findings(done.diagnostics)
    terminal.data(as_values(drafts, [file.path for file in more], done.diagnostics))
    return 1 if failing(done.diagnostics) else 0


def _lines(done: Drafted) -> Iterator[str]:
    """One line for each source that would get a new page, and for each file that would get none."""
    for source in done.ingested.sources:
        path = source_path(source.id)
        state = "new" if path in done.added else "changed" if path in done.changed else ""
        if state:
            part = f" ({source.raw.part})" if source.raw.part else ""
            yield f"  {state:8} {source.reading.kind:12} {source.raw.path}{part}: {shortened(source.title, _TITLE)}"
    for path, reason in done.ingested.aside.items():
        yield f"  {'aside':8} {'':12} {path} {reason}"
