"""kb build: ingest, then compile."""

from pathlib import Path

from kb.commands import compile as compile_command


def run(folder: Path, *, as_json: bool) -> int:
    """A compile reads raw/ itself, so that it never works on stale text: one command does both."""
    return compile_command.run(folder, as_json=as_json)
