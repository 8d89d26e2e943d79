"""A compile from folder to folder: read raw/, run the pipeline over remembered replies, write what changed."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial

from kb import memory
from kb.choices import NONE, Choices
from kb.compiler import Wiki, compile_wiki
from kb.consulting import Consultation, Spent, consulting
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.dividing import divided
from kb.engine import Engine
from kb.errors import KBError, UsageError
from kb.ingesting import Ingested, ingest
from kb.knowledge import SourceId
from kb.llm.meters import Observed
from kb.llm.port import Answer
from kb.pictures import publish, sweep
from kb.reports import UNWRITTEN_FILE
from kb.search.current import refresh
from kb.stages.yields import Yield
from kb.wiki.answer_page import FOLDER, Answers, undisturbed
from kb.wiki.citing import source_path
from kb.wiki.kept import entry
from kb.wiki.render import contents_pages, pages, with_shelf
from kb.wiki.source_page import Told, holds
from kb.wiki.update import Update, plan
from kb.workspace import Workspace, manifest
from kb.workspace.journal import now
from kb.writing import attempt, maker, unwritten, write_log, write_pages

Watch = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What a compile did. Counts are of what was really written."""

    engine: str
    writer: str
    """Whom pages name as their writer."""
    current: bool = False
    """Nothing had changed since the last compile; the counts are of what it left."""
    sources: int = 0
    concepts: int = 0
    claims: int = 0
    update: Update = field(default_factory=Update)
    asked: Mapping[str, int] = field(default_factory=dict)
    """Requests that no remembered reply answered, by stage."""
    read: Mapping[str, Yield] = field(default_factory=dict)
    """What came of each source that was read in this run, by title."""
    spent: Spent = field(default_factory=Spent)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_workspace(
    workspace: Workspace, watch: Watch, choices: Choices = NONE, chosen: Engine | None = None
) -> Outcome:
    """Bring the wiki up to date. `watch` is told the kind of each unit of work as it is done; `chosen` stands in for
    the engine that settings and choices name."""
    chosen = chosen or choices.chosen(workspace)
    _refuse_weaker(chosen)
    # Looked at before anything is read: a file that changes while we work differs from this the next time.
    before = manifest.inputs(workspace, chosen.id)
    last = None if choices.skips_nothing else manifest.unchanged(workspace, before)
    if last is not None:
        counts = (last.sources, last.concepts, last.claims)
        return Outcome(chosen.name, chosen.writer, True, *counts, diagnostics=list(last.diagnostics))
    outcome = Outcome(chosen.name, chosen.writer)
    _refuse_to_pay_twice(workspace, chosen, choices)
    existing = workspace.pages()
    ingested = ingest(workspace, existing, watch)
    _refuse_to_empty(ingested, existing)
    with consulting(workspace, chosen, choices, partial(_tell, watch)) as consulted:
        ingested = divided(workspace, existing, ingested, consulted.model)
        outcome.diagnostics += ingested.diagnostics
        wiki = _compiled(workspace, ingested, consulted, outcome)
    outcome.sources, outcome.concepts, outcome.claims = len(wiki.sources), len(wiki.articles), len(wiki.claims)
    outcome.update = _planned(workspace, wiki, chosen, consulted.model, existing)
    outcome.diagnostics += outcome.update.diagnostics
    _write(workspace, wiki, outcome, existing)
    whole = not consulted.model.missing and not any(d.code == UNWRITTEN_FILE.code for d in outcome.diagnostics)
    if whole and choices.batch:
        for batch in workspace.batches.get():
            # A batch that a whole compile had no use for holds replies to questions that nobody asks any more.
            workspace.batches.drop(batch)
    if whole and choices.lasting:
        counts = (outcome.sources, outcome.claims, outcome.concepts)
        done = manifest.Manifest(before, manifest.outputs(workspace), tuple(outcome.diagnostics), *counts)
        manifest.save(workspace, done)
    return outcome


def _tell(watch: Watch, answer: Answer) -> None:
    if not answer.remembered:
        watch(f"{answer.request.stage} asked")


def _refuse_to_empty(ingested: Ingested, existing: Mapping[str, bytes]) -> None:
    """An unmounted raw/ must not take the wiki with it."""
    pages = [path for path in existing if path.startswith("sources/")]
    if ingested.files == 0 and pages:
        raise KBError(
            f"raw/ holds no files, but the wiki has pages of {len(pages)} sources: nothing was changed",
            hint="Put the files back; or, if you mean it, delete wiki/sources first.",
        )


def _refuse_weaker(chosen: Engine) -> None:
    """Quotes must not take the place of prose that somebody paid for."""
    if chosen.wrote not in ("", chosen.name) and not chosen.writes:
        raise UsageError(
            f"{chosen.wrote} wrote this wiki: the {chosen.name} engine would put quotes in place of its prose",
            hint="Leave the engine to kb (what is remembered needs no key), or compile in another workspace.",
        )


def _refuse_to_pay_twice(workspace: Workspace, chosen: Engine, choices: Choices) -> None:
    """Replies that a batch will bring are paid for already."""
    ids = [Digest(one) for some in workspace.batches.get().values() for one in some]
    if not choices.batch and chosen.purse is not None and any(workspace.replies.get(one) is None for one in ids):
        raise KBError(
            f"a batch of an earlier run is under way, with {len(ids)} requests that would be paid for a second time",
            hint="Take up its replies with kb compile --batch; or, to ask anew all the same, delete .kb/batches.",
        )


def _compiled(workspace: Workspace, ingested: Ingested, consulted: Consultation, outcome: Outcome) -> Wiki:
    wiki = compile_wiki(ingested.sources, memory.load(workspace), consulted.model, workspace.prompts())
    outcome.asked, outcome.spent = consulted.model.asked, consulted.spent
    fresh = [source for source in wiki.sources if f"sources/{source.id}" in consulted.model.fresh]
    outcome.read = {source.title: wiki.yields[source.id] for source in fresh}
    outcome.diagnostics += consulted.diagnostics
    outcome.diagnostics += wiki.diagnostics
    if workspace.replies.trouble is not None:
        outcome.diagnostics.append(unwritten(".kb/replies", workspace.replies.trouble))
    return wiki


def _planned(
    workspace: Workspace, wiki: Wiki, chosen: Engine, model: Observed, existing: Mapping[str, bytes]
) -> Update:
    """What has to happen to the pages. Those that a reply is missing for stay as they are."""
    articles = tuple(replace(article, quoted=not chosen.writes) for article in wiki.articles)
    told = _told(wiki)
    answers = Answers.of(existing)
    drafts = answers.listed(pages(wiki.sources, told, articles, wiki.links))
    drafts = [undisturbed(draft, existing.get(draft.path)) for draft in drafts]
    unknown = _unknown(wiki, model, {draft.path for draft in drafts}, existing)
    kept = [found for path in sorted(unknown) if (found := entry(path, existing[path])) is not None]
    limit = workspace.settings.wiki.contents_entries
    drafts = [draft for draft in drafts if draft.path not in unknown]
    drafts += with_shelf(contents_pages(wiki.sources, told, articles, kept, limit), answers, limit)
    # An answer is nothing that a source could lose: kb takes none away, and offers no other.
    there = {path: data for path, data in existing.items() if not path.startswith(("log.md", FOLDER))}
    return plan(drafts, there, maker(chosen.writer), now(), unknown)


def _told(wiki: Wiki) -> dict[SourceId, Told]:
    concepts = {article.concept.id: article.concept for article in wiki.articles}
    quoted = {one: tuple(concepts[c] for c in ids) for one, ids in wiki.links.quoted_in.items()}
    return {one: Told(summary, wiki.yields[one], quoted.get(one, ())) for one, summary in wiki.summaries.items()}


def _unknown(wiki: Wiki, model: Observed, drafted: Set[str], existing: Mapping[str, bytes]) -> set[str]:
    """Pages of which nobody can say what they should be, for want of a reply."""
    waiting = [s for s in wiki.sources if f"sources/{s.id}" in model.missing and s.id not in wiki.summaries]
    found = {source_path(s.id) for s in waiting if holds(existing.get(source_path(s.id), b""), s)}
    # A missing reply may be the very one that would have made the page: none goes before all have come.
    if model.missing:
        found |= {path for path in existing if path.startswith(("concepts/", "disputes/")) and path not in drafted}
    return found & existing.keys()


def _write(workspace: Workspace, wiki: Wiki, outcome: Outcome, existing: Mapping[str, bytes]) -> None:
    """Everything that changed. The table goes first: a page without its id in the table could get another id.

    The journal says what will be done before it is done, so that no crash leaves a change that it does not tell of.
    """
    outcome.diagnostics += memory.save(workspace, wiki.memory)
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
    if not update.empty:
        refresh(workspace, [*update.writes, *update.removals])
    outcome.diagnostics += publish(workspace, wiki.sources)
    outcome.diagnostics += sweep(workspace, wiki.sources)
    outcome.diagnostics += write_log(workspace, existing, maker(outcome.writer), now())
