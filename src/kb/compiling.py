"""A compile from folder to folder: read raw/, run the pipeline over remembered replies, write what changed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from kb.compiler import Memory, Wiki, compile_wiki
from kb.diagnostics import Diagnostic
from kb.engine import Engine, engine
from kb.errors import KBError
from kb.ingesting import Ingested, ingest
from kb.knowledge import BlockId, SourceId
from kb.llm.meters import Observed
from kb.llm.replies import Remembering
from kb.reports import UNWRITTEN_FILE
from kb.stages.windows import Cut
from kb.wiki.draft import Draft
from kb.wiki.history import history
from kb.wiki.render import contents_pages, pages
from kb.wiki.update import OFFER, Update, plan
from kb.workspace import Workspace, concepts, manifest
from kb.workspace.journal import now
from kb.writing import attempt, maker, unwritten, write_pages

CUTS = ".kb/windows.json"
"""How sources were cut into windows: rebuildable; without it a few replies may be asked for again."""

Watch = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What a compile did. Counts are of what was really written."""

    engine: str
    current: bool = False
    """Nothing had changed since the last compile; the counts are of what it left."""
    sources: int = 0
    concepts: int = 0
    claims: int = 0
    update: Update = field(default_factory=Update)
    asked: Mapping[str, int] = field(default_factory=dict)
    """Requests that no remembered reply answered, by stage."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_workspace(workspace: Workspace, watch: Watch, chosen: Engine | None = None) -> Outcome:
    """Bring the wiki up to date, with the engine that is given or else the one that the workspace names.

    `watch` is told the kind of each unit of work as it is done.
    """
    chosen = chosen or engine(workspace.settings.engine)
    # Looked at before anything is read: a file that changes while we work differs from this the next time.
    before = manifest.inputs(workspace)
    last = manifest.unchanged(workspace, before)
    if last is not None:
        return Outcome(chosen.name, True, last.sources, last.concepts, last.claims, diagnostics=list(last.diagnostics))
    outcome = Outcome(chosen.name)
    existing = workspace.pages()
    ingested = ingest(workspace, existing, watch)
    outcome.diagnostics += ingested.diagnostics
    _refuse_to_empty(ingested, existing)
    wiki = _compiled(workspace, ingested, chosen, outcome, watch)
    outcome.sources, outcome.concepts, outcome.claims = len(wiki.sources), len(wiki.articles), len(wiki.claims)
    kept = {path: data for path, data in existing.items() if not path.startswith("log.md")}
    outcome.update = plan(_rendered(workspace, wiki), kept, maker(chosen.name), now())
    outcome.diagnostics += outcome.update.diagnostics
    _write(workspace, wiki, outcome, existing)
    if not any(d.code == UNWRITTEN_FILE.code for d in outcome.diagnostics):
        counts = (outcome.sources, outcome.claims, outcome.concepts)
        done = manifest.Manifest(before, manifest.outputs(workspace), tuple(outcome.diagnostics), *counts)
        manifest.save(workspace, done)
    return outcome


def load_cuts(workspace: Workspace) -> dict[SourceId, Cut]:
    """How sources were cut the last time; nothing when that is lost."""
    try:
        data = json.loads((workspace.root / CUTS).read_bytes())
        return {SourceId(one): tuple(tuple(map(BlockId, window)) for window in cut) for one, cut in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _refuse_to_empty(ingested: Ingested, existing: Mapping[str, bytes]) -> None:
    """An unmounted raw/ must not take the wiki with it."""
    pages = [path for path in existing if path.startswith("sources/")]
    if ingested.files == 0 and pages:
        raise KBError(
            f"raw/ holds no files, but the wiki has pages of {len(pages)} sources: nothing was changed",
            hint="Put the files back; or, if you mean it, delete wiki/sources first.",
        )


def _compiled(workspace: Workspace, ingested: Ingested, chosen: Engine, outcome: Outcome, watch: Watch) -> Wiki:
    model = Observed(
        Remembering(chosen.model, workspace.replies),
        lambda answer: None if answer.remembered else watch(f"{answer.request.stage} asked"),
    )
    memory = Memory(concepts.parse(workspace.text(concepts.NAME)), load_cuts(workspace))
    wiki = compile_wiki(ingested.sources, memory, model, workspace.prompts())
    outcome.asked = model.asked
    outcome.diagnostics += wiki.diagnostics
    if workspace.replies.trouble is not None:
        outcome.diagnostics.append(unwritten(".kb/replies", workspace.replies.trouble))
    return replace(wiki, articles=tuple(replace(article, quoted=not chosen.writes) for article in wiki.articles))


def _rendered(workspace: Workspace, wiki: Wiki) -> list[Draft]:
    limit = workspace.settings.wiki.contents_entries
    found = pages(wiki.sources, wiki.summaries, wiki.articles, wiki.links)
    return [*found, *contents_pages(wiki.sources, wiki.summaries, wiki.articles, limit)]


def _write(workspace: Workspace, wiki: Wiki, outcome: Outcome, existing: Mapping[str, bytes]) -> None:
    """Everything that changed. The table goes first: a page without its id in the table could get another id.

    The journal says what will be done before it is done, so that no crash leaves a change that it does not tell of.
    """
    text = workspace.text(concepts.NAME)
    table = concepts.appended(text, concepts.parse(text), wiki.memory.table)
    if wiki.memory.table.concepts and table != text:
        outcome.diagnostics += attempt(concepts.NAME, partial(workspace.write, concepts.NAME, table))
    cuts = json.dumps(wiki.memory.cuts)
    outcome.diagnostics += attempt(CUTS, partial(workspace.write, CUTS, cuts))
    update = outcome.update
    if not update.empty:
        event: dict[str, object] = {
            "added": [*update.added],
            "changed": [*update.changed],
            "removed": [*update.removals],
        }
        event |= {"event": "compile", "engine": outcome.engine}
        outcome.diagnostics += attempt(".kb/journal", partial(workspace.journal.append, event))
    outcome.diagnostics += write_pages(workspace, update, existing)
    log = history(workspace.journal.events())
    there = {path: data for path, data in existing.items() if path in (log.path, log.path + OFFER)}
    told = plan([log], there, maker(outcome.engine), now())
    outcome.diagnostics += [*told.diagnostics, *write_pages(workspace, told, there)]
