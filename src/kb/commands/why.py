"""kb why: each sentence of a page, with the words, file, lines, speaker, time and reply behind it."""

from dataclasses import asdict
from pathlib import Path

from kb.markup import readable
from kb.terminal import Terminal, as_data
from kb.tracing import Footing, Trace, broken, find, trace
from kb.wiki.citing import timestamp
from kb.wiki.page import Page
from kb.workspace import Workspace


def run(folder: Path, wanted: str, *, as_json: bool) -> int:
    """Exit code 1 when a sentence does not lead back to a raw file."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    pages = workspace.pages()
    path = find(workspace, pages, wanted)
    page, traces = trace(workspace, pages, path)
    lost = broken(f"wiki/{path}", traces)
    _tell(page, traces, terminal)
    terminal.findings(lost)
    data = [{"sentence": t.sentence, "line": t.line, "footings": [_as_data(f) for f in t.footings]} for t in traces]
    terminal.data({"page": f"wiki/{path}", "title": page.title, "sentences": data, "diagnostics": as_data(lost)})
    return 1 if lost else 0


def _tell(page: Page, traces: list[Trace], terminal: Terminal) -> None:
    maker = page.values.get("generated")
    by = f", by {maker.get('by')} at {maker.get('at')}" if isinstance(maker, dict) else ""
    terminal.say(f"{page.title or page.path} (wiki/{page.path}{by})")
    for one in traces:
        terminal.say()
        terminal.say(readable(one.sentence), "bold")
        for footing in one.footings:
            terminal.say(f'  "{footing.quote}"')
            terminal.say(f"  {_where(footing)}", "dim")
    if not traces:
        terminal.say("No sentence of this page needs a source.")


def _where(footing: Footing) -> str:
    place = footing.place
    if place is None:
        return f"{footing.raw or footing.source}: not found there"
    clock = timestamp(place.seconds) if place.seconds is not None else ""
    reply = f"reply {footing.reply}" if footing.reply else "no reply remembered"
    page = f"page {place.page}" if place.page is not None else ""
    parts = (footing.raw + _lines(footing.lines), page, place.voice, clock, f"block {footing.block}", reply)
    return " · ".join(part for part in parts if part)


def _lines(lines: tuple[int, int] | None) -> str:
    """As they stand behind the name of a file."""
    if lines is None:
        return ""
    first, last = lines
    return f":{first}" if first == last else f":{first}-{last}"


def _as_data(footing: Footing) -> dict[str, object]:
    return {**asdict(footing), "place": asdict(footing.place) if footing.place is not None else None}
