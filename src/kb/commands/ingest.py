"""kb ingest: files → clean markdown pages of sources, before anything is compiled from them.

What takes long to import is imported once there is work for it: most of the time nothing has changed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.diagnostics import failing
from kb.digest import Digest
from kb.errors import UsageError
from kb.reports import UNWRITTEN_FILE
from kb.terminal import Advance, Terminal, as_data, count
from kb.workspace import Workspace, manifest

if TYPE_CHECKING:
    from kb.drafting import Drafted


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line names."""

    paths: tuple[Path, ...] = ()
    kind: str = ""
    split: str = ""


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Exit code 1 when a file could not be read; the others are ingested all the same."""
    if (asked.kind or asked.split) and not asked.paths:
        raise UsageError("--kind and --split need the file they are meant for", hint="kb ingest FILE --kind article")
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with workspace.locked(), terminal.progress("Ingesting") as advance:
        copied = _copied(workspace, asked)
        # Looked at before anything is read: a file that changes while we work differs from this the next time.
        before = manifest.raw_inputs(workspace)
        current = manifest.undrafted(workspace, before)
        done = current or _drafts(workspace, before, advance)
    for path in copied:
        terminal.say(f"copied {path}")
    _tell(done, terminal)
    if current is not None:
        terminal.say("Nothing to do: the pages of sources are up to date.")
    terminal.findings(done.diagnostics)
    terminal.data(_as_data(done, copied))
    return 1 if failing(done.diagnostics) else 0


def _copied(workspace: Workspace, asked: Asked) -> Sequence[str]:
    if not asked.paths:
        return ()
    from kb.collecting import Decisions, collect

    return collect(workspace, asked.paths, Decisions(asked.kind, asked.split))


def _drafts(workspace: Workspace, before: Digest, advance: Advance) -> manifest.Drafts:
    """What came of drafting every page, kept for the next time where all of it could be written."""
    from kb.drafting import draft

    done = draft(workspace, advance)
    whole = not any(found.code == UNWRITTEN_FILE.code for found in done.diagnostics)
    drafts = manifest.Drafts(
        before,
        manifest.drafted(workspace) if whole else Digest(""),
        tuple(done.diagnostics),
        done.ingested.files,
        len(done.ingested.left),
        _rows(done),
        tuple(done.added),
        tuple(done.changed),
    )
    if whole:
        manifest.save_drafts(workspace, drafts)
    return drafts


def _rows(done: "Drafted") -> tuple[manifest.Row, ...]:
    return tuple(
        {
            "id": s.id,
            "title": s.title,
            "kind": s.reading.kind,
            "reason": s.reading.reason,
            "raw": s.raw.path,
            "language": s.reading.language,
            "blocks": blocks,
            "duplicate_of": s.duplicate_of,
        }
        for s, blocks in zip(done.ingested.sources, done.blocks, strict=True)
    )


def _tell(done: manifest.Drafts, terminal: Terminal) -> None:
    kinds = Counter(str(source["kind"]) for source in done.sources)
    shown = f" ({', '.join(f'{n} {kind}' for kind, n in kinds.most_common())})" if kinds else ""
    terminal.say(f"{count(done.files, 'file')} in raw/, {count(len(done.sources), 'source')}{shown}.")
    same = len(done.sources) - len(done.added) - len(done.changed)
    terminal.say(f"  {len(done.added)} new, {len(done.changed)} changed, {same} as they were")
    repeats = sum(source["duplicate_of"] is not None for source in done.sources)
    if repeats:
        terminal.say(f"  {count(repeats, 'repeat')} of another source: kept, not counted as support")
    if done.gone:
        terminal.say(f"  {count(done.gone, 'page')} whose source left raw/: to be taken out by kb compile")
    if not done.files:
        terminal.say("Put files into raw/, or name them: kb ingest PATH")
    elif done.added or done.changed:
        terminal.say("The text is in wiki/sources/. Next: kb compile")


def _as_data(done: manifest.Drafts, copied: Sequence[str]) -> dict[str, object]:
    return {
        "copied": list(copied),
        "files": done.files,
        "sources": list(done.sources),
        "added": list(done.added),
        "changed": list(done.changed),
        "diagnostics": as_data(done.diagnostics),
    }
