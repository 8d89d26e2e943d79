"""kb ingest: files → clean markdown pages of sources, before anything is compiled from them.

What takes long to import is imported once there is work for it: most of the time nothing has changed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kb.diagnostics import Diagnostic, failing
from kb.digest import Digest
from kb.errors import EngineError, UsageError
from kb.reports import UNWRITTEN_FILE
from kb.terminal import Advance, Terminal, as_data, count
from kb.workspace import Workspace, manifest

if TYPE_CHECKING:
    from kb.describing import Described
    from kb.drafting import Drafted
    from kb.fetching.all import Collected

_LINES = 10
_ADDRESS = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says."""

    names: tuple[str, ...] = ()
    """Paths, and addresses of the web."""
    kind: str = ""
    split: str = ""
    private: bool = False
    """Whether addresses of this machine's own network may be fetched."""
    describe: bool = False
    """Whether a model is to describe the pictures."""
    budget: float | None = None

    @property
    def paths(self) -> list[Path]:
        return [Path(name) for name in self.names if not _ADDRESS.match(name)]

    @property
    def addresses(self) -> list[str]:
        return [name for name in self.names if _ADDRESS.match(name)]


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Exit code 1 when a file or an address could not be read; the others are ingested all the same.

    Raises EngineError when no more pictures could be described, after what was done has been told.
    """
    refuse_stray_decisions(asked)
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with workspace.locked(), terminal.progress("Ingesting") as advance:
        copied = _copied(workspace, asked)
        collected = _fetched(workspace, asked, advance)
        described = _described(workspace, asked, advance)
        # Looked at before anything is read: a file that changes while we work differs from this the next time.
        before = manifest.raw_inputs(workspace)
        current = manifest.undrafted(workspace, before)
        done = current or _drafts(workspace, before, advance)
    brought = [*copied, *(collected.fetched if collected else ())]
    found = [*done.diagnostics, *(collected.diagnostics if collected else ())]
    found += described.diagnostics if described else ()
    _tell_of_new(copied, collected, described, terminal)
    tell(done, terminal)
    if current is not None:
        terminal.say("Nothing to do: the pages of sources are up to date.")
    terminal.findings(found)
    terminal.data(as_values(done, brought, found))
    if described is not None and described.spent.stop is not None:
        raise EngineError(f"stopped: {described.spent.stop}", hint="What was described is kept; run it again to go on.")
    return 1 if failing(found) else 0


def refuse_stray_decisions(asked: Asked) -> None:
    """Raises UsageError."""
    if (asked.kind or asked.split) and not asked.paths:
        raise UsageError("--kind and --split need the file they are meant for", hint="kb ingest FILE --kind article")


def _copied(workspace: Workspace, asked: Asked) -> Sequence[str]:
    if not asked.paths:
        return ()
    from kb.collecting import Decisions, collect

    return collect(workspace, asked.paths, Decisions(asked.kind, asked.split))


def _fetched(workspace: Workspace, asked: Asked, advance: Advance) -> "Collected | None":
    if not asked.addresses:
        return None
    from kb.fetching.all import fetch
    from kb.fetching.web import Web

    with Web(asked.private) as web:
        return fetch(workspace, {url: {} for url in asked.addresses}, web, date.today().isoformat(), advance)


def _described(workspace: Workspace, asked: Asked, advance: Advance) -> "Described | None":
    if not asked.describe:
        return None
    from kb.choices import Choices
    from kb.describing import describe_images
    from kb.ingesting import skim, whole
    from kb.workspace.pages import Pages

    ingested = skim(workspace, Pages(workspace.wiki), advance)
    pictures = [whole(workspace, one, ingested) for one in ingested.sources if one.reading.kind == "image"]
    return describe_images(workspace, pictures, Choices(budget=asked.budget))


def _drafts(workspace: Workspace, before: Digest, advance: Advance) -> manifest.Drafts:
    """What came of drafting every page, kept for the next time where all of it could be written."""
    from kb.drafting import draft

    done = draft(workspace, advance)
    whole = not any(found.code == UNWRITTEN_FILE.code for found in done.diagnostics)
    drafts = as_drafts(done, before, manifest.drafted(workspace) if whole else Digest(""))
    if whole:
        manifest.save_drafts(workspace, drafts)
    return drafts


def as_drafts(done: "Drafted", before: Digest, after: Digest) -> manifest.Drafts:
    """What is told of an ingest, and kept."""
    ingested = done.ingested
    rows = tuple(_row(s.id, done, at) for at, s in enumerate(ingested.sources))
    counts = (ingested.files, len(ingested.left), len(ingested.aside))
    return manifest.Drafts(
        before, after, tuple(done.diagnostics), *counts, rows, tuple(done.added), tuple(done.changed)
    )


def _row(name: str, done: "Drafted", at: int) -> manifest.Row:
    source = done.ingested.sources[at]
    reading = source.reading
    return {
        "id": name,
        "title": source.title,
        "kind": reading.kind,
        "reason": reading.reason,
        "confidence": reading.confidence,
        "engine": reading.engine,
        "kept": reading.kept,
        "raw": source.raw.path,
        "part": source.raw.part,
        "author": list(reading.author),
        "published": reading.published,
        "url": reading.url,
        "language": reading.language,
        "blocks": done.blocks[at],
        "warnings": list(reading.warnings),
        "duplicate_of": source.duplicate_of,
    }


def _tell_of_new(
    copied: Sequence[str], collected: "Collected | None", described: "Described | None", terminal: Terminal
) -> None:
    say_each("copied", copied, terminal)
    say_each("fetched", collected.fetched if collected else (), terminal)
    for path in collected.known if collected else ():
        terminal.say(f"{path} was fetched from there before: delete it to fetch it anew")
    if described is not None:
        terminal.say(f"described {count(len(described.pictures), 'picture')}, in NAME.kb.yaml beside each")
        if described.spent.said:
            terminal.say(f"  {described.spent.said}")


def say_each(verb: str, paths: Sequence[str], terminal: Terminal) -> None:
    """A line for each; of many, for the first ones."""
    for path in paths[:_LINES]:
        terminal.say(f"{verb} {path}")
    if len(paths) > _LINES:
        terminal.say(f"{verb} {count(len(paths) - _LINES, 'file')} more")


def tell(done: manifest.Drafts, terminal: Terminal, *, rehearsed: bool = False) -> None:
    kinds = Counter(str(source["kind"]) for source in done.sources)
    shown = f" ({', '.join(f'{n} {kind}' for kind, n in kinds.most_common())})" if kinds else ""
    terminal.say(f"{count(done.files, 'file')} in raw/, {count(len(done.sources), 'source')}{shown}.")
    same = len(done.sources) - len(done.added) - len(done.changed)
    terminal.say(f"  {len(done.added)} new, {len(done.changed)} changed, {same} as they were")
    repeats = sum(source["duplicate_of"] is not None for source in done.sources)
    if repeats:
        terminal.say(f"  {count(repeats, 'repeat')} of another source: kept, not counted as support")
    if done.aside:
        terminal.say(f"  {count(done.aside, 'file')} that others read, or that hold nothing anybody wrote: left aside")
    if done.gone:
        terminal.say(f"  {count(done.gone, 'page')} whose source left raw/: to be taken out by kb compile")
    if rehearsed:
        terminal.say("This was a rehearsal: nothing was written.")
    elif not done.files:
        terminal.say("Put files into raw/, or name them: kb ingest PATH, kb ingest https://...")
    elif done.added or done.changed:
        terminal.say("The text is in wiki/sources/. Next: kb compile")


def as_values(done: manifest.Drafts, brought: Sequence[str], found: Sequence[Diagnostic]) -> dict[str, object]:
    return {
        "copied": list(brought),
        "files": done.files,
        "sources": list(done.sources),
        "added": list(done.added),
        "changed": list(done.changed),
        "diagnostics": as_data(found),
    }
