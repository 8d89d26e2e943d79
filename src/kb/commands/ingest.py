"""kb ingest: files → clean markdown pages of sources, before anything is compiled from them."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb.collecting import Decisions, collect
from kb.diagnostics import Diagnostic, failing
from kb.errors import UsageError
from kb.identity import known_sources
from kb.ingesting import Ingested, ingest
from kb.pictures import publish
from kb.terminal import Advance, Terminal, as_data, count
from kb.wiki.citing import Shelf, source_path
from kb.wiki.source_page import holds, source_page
from kb.wiki.update import Update, plan
from kb.workspace import Workspace
from kb.workspace.journal import now
from kb.writing import attempt, maker, write_pages

__all__ = ["Decisions", "run"]


@dataclass(frozen=True, slots=True)
class _Done:
    copied: tuple[str, ...]
    ingested: Ingested
    update: Update
    gone: int
    """Pages of sources whose raw file is no longer there; the next compile takes them out."""
    diagnostics: tuple[Diagnostic, ...]


def run(folder: Path, paths: list[Path], decisions: Decisions, *, as_json: bool) -> int:
    """Exit code 1 when a file could not be read; the others are ingested all the same."""
    if (decisions.kind or decisions.split) and not paths:
        raise UsageError("--kind and --split need the file they are meant for", hint="kb ingest FILE --kind article")
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with workspace.locked(), terminal.progress("Ingesting") as advance:
        copied = collect(workspace, paths, decisions)
        done = _ingest(workspace, tuple(copied), advance)
    _tell(done, terminal)
    terminal.findings(done.diagnostics)
    terminal.data(_as_data(done))
    return 1 if failing(done.diagnostics) else 0


def _ingest(workspace: Workspace, copied: tuple[str, ...], advance: Advance) -> _Done:
    existing = workspace.pages()
    ingested = ingest(workspace, existing, advance)
    shelf = Shelf.of(ingested.sources)
    stale = [s for s in ingested.sources if not holds(existing.get(source_path(s.id), b""), s)]
    pages = [source_page(source, None, shelf) for source in stale]
    there = {page.path: existing[page.path] for page in pages if page.path in existing}
    update = plan(pages, there, maker("ingest"), now())
    diagnostics = [*ingested.diagnostics, *update.diagnostics]
    if not update.empty:
        event = {"event": "ingest", "sources": [*update.added, *update.changed]}
        diagnostics += attempt(".kb/journal", partial(workspace.journal.append, event))
        diagnostics += write_pages(workspace, update, existing)
    diagnostics += publish(workspace, ingested.sources)
    known = {source_path(source.id) for source in ingested.sources}
    gone = sum(source_path(page.id) not in known for page in known_sources(existing) if page.path)
    return _Done(copied, ingested, update, gone, tuple(diagnostics))


def _tell(done: _Done, terminal: Terminal) -> None:
    for path in done.copied:
        terminal.say(f"copied {path}")
    ingested, update = done.ingested, done.update
    kinds = Counter(source.reading.kind for source in ingested.sources)
    shown = f" ({', '.join(f'{n} {kind}' for kind, n in kinds.most_common())})" if kinds else ""
    terminal.say(f"{count(ingested.files, 'file')} in raw/, {count(len(ingested.sources), 'source')}{shown}.")
    same = len(ingested.sources) - len(update.added) - len(update.changed)
    terminal.say(f"  {len(update.added)} new, {len(update.changed)} changed, {same} as they were")
    repeats = sum(source.duplicate_of is not None for source in ingested.sources)
    if repeats:
        terminal.say(f"  {count(repeats, 'repeat')} of another source: kept, not counted as support")
    if done.gone:
        terminal.say(f"  {count(done.gone, 'page')} whose source left raw/: to be taken out by kb compile")
    if not ingested.files:
        terminal.say("Put files into raw/, or name them: kb ingest PATH")
    elif not update.empty:
        terminal.say("The text is in wiki/sources/. Next: kb compile")


def _as_data(done: _Done) -> dict[str, object]:
    return {
        "copied": list(done.copied),
        "files": done.ingested.files,
        "sources": [
            {
                "id": s.id,
                "title": s.title,
                "kind": s.reading.kind,
                "reason": s.reading.reason,
                "raw": s.raw.path,
                "language": s.reading.language,
                "blocks": len(s.blocks),
                "duplicate_of": s.duplicate_of,
            }
            for s in done.ingested.sources
        ],
        "added": done.update.added,
        "changed": done.update.changed,
        "diagnostics": as_data(done.diagnostics),
    }
