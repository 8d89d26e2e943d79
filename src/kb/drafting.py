"""raw/ → pages of its sources in the wiki, one source after the other, before anything is compiled from them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from kb.diagnostics import Diagnostic
from kb.ingesting import Ingested, Skimming, skim, whole
from kb.knowledge import Source
from kb.pictures import publish
from kb.raw_files import RawFile
from kb.search.current import refresh
from kb.wiki.citing import Shelf, source_path
from kb.wiki.draft import Draft
from kb.wiki.source_page import holds, source_page
from kb.wiki.update import OFFER, plan
from kb.workspace import Workspace
from kb.workspace.journal import now
from kb.workspace.pages import Pages
from kb.writing import attempt, maker, write_pages

_ROOM = 8_000_000
"""Characters of pages that are planned and told to the journal at once: more would not fit into memory."""


@dataclass(slots=True)
class Drafted:
    """What an ingest did."""

    ingested: Ingested
    """Its sources without their blocks."""
    blocks: list[int] = field(default_factory=list)
    """How many each source has."""
    added: list[str] = field(default_factory=list)
    """Pages, by path from wiki/."""
    changed: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def draft(workspace: Workspace, watch: Callable[[str], None]) -> Drafted:
    """Bring the pages of sources up to date with raw/. `watch` is told of each file that is read."""
    existing = Pages(workspace.wiki)
    ingested = skim(workspace, existing, watch)
    done = Drafted(ingested, diagnostics=[*ingested.diagnostics])
    for pages in _portions(_stale(workspace, done, existing)):
        _write(workspace, pages, existing, done)
    done.diagnostics += publish(workspace, ingested.sources)
    if done.added or done.changed:
        refresh(workspace, [*done.added, *done.changed])
    return done


def rehearse(workspace: Workspace, watch: Callable[[str], None], more: Sequence[RawFile] = ()) -> Drafted:
    """What `draft` would do, if `more` lay in raw/ too. Nothing is written."""
    workspace = workspace.looked_at()
    existing = Pages(workspace.wiki)
    ingested = skim(workspace, existing, watch, Skimming(processes=1, more=tuple(more)))
    done = Drafted(ingested, diagnostics=[*ingested.diagnostics])
    for page in _stale(workspace, done, existing):
        (done.changed if page.path in existing else done.added).append(page.path)
    return done


def _stale(workspace: Workspace, done: Drafted, existing: Pages) -> Iterator[Draft]:
    """The pages of sources that don't hold their text."""
    shelf = Shelf({source.id: source for source in done.ingested.sources}, {})
    for skimmed in done.ingested.sources:
        source: Source = whole(workspace, skimmed, done.ingested)
        done.blocks.append(len(source.blocks))
        if not holds(existing.get(source_path(source.id), b""), source):
            yield source_page(source, None, shelf)


def _portions(pages: Iterator[Draft]) -> Iterator[list[Draft]]:
    portion: list[Draft] = []
    size = 0
    for page in pages:
        portion.append(page)
        size += len(page.body)
        if size > _ROOM:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _write(workspace: Workspace, pages: list[Draft], existing: Pages, done: Drafted) -> None:
    """The journal is told before pages are written, as it is in a compile."""
    paths = [path for page in pages for path in (page.path, page.path + OFFER)]
    there = {path: existing[path] for path in paths if path in existing}
    update = plan(pages, there, maker("ingest"), now())
    done.diagnostics += update.diagnostics
    if not update.empty:
        event = {"event": "ingest", "sources": [*update.added, *update.changed]}
        done.diagnostics += attempt(".kb/journal", partial(workspace.journal.append, event))
        done.diagnostics += write_pages(workspace, update, there)
    done.added += update.added
    done.changed += update.changed
