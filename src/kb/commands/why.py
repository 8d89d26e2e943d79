"""kb why: each sentence of a page, with the words, file, lines, speaker, time and reply behind it."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kb.asking.traces import Trace as Way
from kb.asking.traces import load
from kb.llm.prices import dollars
from kb.markup import fold, readable
from kb.terminal import Terminal, as_data, count
from kb.tracing import Footing, Trace, broken, find, trace
from kb.wiki.citing import timestamp
from kb.wiki.page import Page
from kb.workspace import Workspace

_FEW = 6
"""Addresses of a step that are printed."""


def run(folder: Path, wanted: str, *, as_json: bool) -> int:
    """Exit code 1 when a sentence does not lead back to a raw file, or a deep question has no answer."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    asked = load(workspace, wanted)
    if asked is not None:
        return _of_answer(wanted, asked, terminal)
    pages = workspace.pages()
    path = find(workspace, pages, wanted)
    page, traces = trace(workspace, pages, path)
    lost = broken(f"wiki/{path}", traces)
    way = load(workspace, page.string("trace"))
    if way is not None:
        tell_way(way, terminal)
        terminal.say()
    _tell(page, traces, terminal)
    terminal.findings(lost)
    data = [{"sentence": t.sentence, "line": t.line, "footings": [_as_data(f) for f in t.footings]} for t in traces]
    known = {"way": way.model_dump(mode="json")} if way is not None else {}
    found = {"page": f"wiki/{path}", "title": page.title, "sentences": data, "diagnostics": as_data(lost)}
    terminal.data({**found, **known})
    return 1 if lost else 0


def _of_answer(wanted: str, way: Way, terminal: Terminal) -> int:
    """A deep answer, by the id that it was given with."""
    tell_way(way, terminal)
    for told in way.sentences:
        terminal.say()
        terminal.say(f"{told.speaker}: {told.text}" if told.speaker else told.text, "bold")
        for stood in told.citations:
            terminal.say(f'  "{fold(stood.quote)}"')
            parts = (stood.title, stood.speaker, stood.time, stood.address)
            terminal.say(f"  {' · '.join(part for part in parts if part)}", "dim")
    terminal.data({"trace": wanted, **way.model_dump(mode="json")})
    return 0 if way.enough else 1


def tell_way(way: Way, terminal: Terminal) -> None:
    """The steps of a deep answer."""
    terminal.say(f"{way.question} (asked {way.at}, {way.engine})")
    for part in way.parts:
        terminal.say(f"  part: {part}")
    for step in way.steps:
        part = f" [{step.part}]" if step.part else ""
        terminal.say(f"  {step.round}. {step.tool} {step.argument}" + part)
        for line in ([f"to find: {step.why}"] if step.why else []) + _listed(step.found):
            terminal.say(f"     {line}", "dim")
    terminal.say(f"  answered from {count(len(way.kept), 'passage')}: {', '.join(way.kept)}" if way.kept else "")
    if way.limit:
        terminal.say(f"  ended before it was done: {way.limit}")
    if not way.enough:
        terminal.say("  Not in this wiki.", "bold")
    taken = way.taken
    if taken.calls:
        cost = dollars(taken.usd) + (f" and {count(taken.unpriced, 'call')} of unknown price" if taken.unpriced else "")
        terminal.say(f"  {count(taken.calls, 'call')}, {taken.input:,} tokens in, {taken.output:,} out, {cost}", "dim")


def _listed(found: Sequence[str]) -> list[str]:
    """The first of what a step brought."""
    more = [f"and {len(found) - _FEW} more"] if len(found) > _FEW else []
    return [*found[:_FEW], *more]


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
