"""kb status: what the workspace holds, and what waits."""

from pathlib import Path

from kb.choices import NONE
from kb.ingesting import Ingested, ingest
from kb.terminal import Terminal, as_data, count
from kb.wiki.answer_page import Answers
from kb.wiki.citing import source_path
from kb.wiki.draft import stamp
from kb.wiki.outdated import outdated
from kb.wiki.source_page import holds
from kb.wiki.update import decoded
from kb.workspace import Workspace, manifest


def run(folder: Path, *, as_json: bool) -> int:
    """Exit code 0: it only tells."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    pages = workspace.pages()
    with terminal.progress("Reading") as advance:
        ingested = ingest(workspace, pages, advance)
    facts = _facts(workspace, pages, ingested)
    terminal.say(str(workspace.root))
    terminal.say(f"  raw/   {count(facts['files'], 'file')}, {count(facts['sources'], 'source')}")
    counted = [count(facts["articles"], "article"), count(facts["source_pages"], "source page")]
    counted += [count(facts["answers"], "answer")] if facts["answers"] else []
    terminal.say(f"  wiki/  {', '.join(counted)}")
    for key, what in _WAITING.items():
        if facts[key]:
            terminal.say(f"  {count(facts[key], what[0])} {what[1]}")
    current = manifest.unchanged(workspace, manifest.inputs(workspace, NONE.chosen(workspace).id)) is not None
    terminal.say("Up to date." if current else "Not up to date. Next: kb build")
    found = [*ingested.diagnostics, *outdated(pages, workspace.journal.events())]
    terminal.findings(found)
    state = {"workspace": str(workspace.root), "engine": workspace.settings.engine.name, "current": current}
    terminal.data({**state, **facts, "diagnostics": as_data(found)})
    return 0


_WAITING = {
    "stale": ("source", "newer than the wiki"),
    "gone": ("page", "whose source left raw/"),
    "edited": ("page", "edited by hand, kept so"),
    "offered": ("new version", "beside pages that were edited (*.md.new)"),
}


def _facts(workspace: Workspace, pages: dict[str, bytes], ingested: Ingested) -> dict[str, int]:
    sources = {source_path(source.id): source for source in ingested.sources}
    stamps = ((path, stamp(decoded(data) or "")) for path, data in pages.items() if path.endswith(".md"))
    marks = {path: mark for path, mark in stamps if mark is not None}
    return {
        "files": ingested.files,
        "sources": len(sources),
        "articles": sum(path.startswith("concepts/") for path in marks),
        "source_pages": sum(path.startswith("sources/") for path in marks),
        "answers": len(Answers.of(pages).saved),
        "stale": sum(not holds(pages.get(path, b""), source) for path, source in sources.items()),
        "gone": sum(path.startswith("sources/") and path not in sources for path in marks),
        "edited": sum(not mark.intact for mark in marks.values()),
        "offered": sum(path.endswith(".md.new") for path in pages),
    }
