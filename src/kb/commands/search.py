"""kb search: words in, the passages of articles and sources that hold them out."""

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import UsageError
from kb.search.current import current
from kb.search.index import Hit
from kb.search.query import Query
from kb.terminal import Terminal
from kb.workspace import Workspace

if TYPE_CHECKING:
    from rich.text import Text


def run(folder: Path, query: str, limit: int, *, as_json: bool) -> int:
    """Exit code 1 when nothing was found."""
    if not query.strip():
        raise UsageError("there is nothing to search for", hint='Give words: kb search "industrial policy"')
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with terminal.progress("Indexing"), current(workspace) as index:
        hits = index.search(Query.parse(query), limit)
        passages, fault = len(index), index.fault
    if fault is not None:
        terminal.say(f"{fault}. {fault.hint}", "yellow")
    if not as_json:
        _tell(hits, terminal, passages)
    terminal.data({"query": query, "hits": [_as_data(rank, hit) for rank, hit in enumerate(hits, 1)]})
    return 0 if hits else 1


def _tell(hits: list[Hit], terminal: Terminal, passages: int) -> None:
    for rank, hit in enumerate(hits, 1):
        page = hit.passage.page
        terminal.say(f"{rank}. {page.title}" + (f" · {hit.passage.heading}" if hit.passage.heading else ""), "bold")
        voice = " ".join(part for part in (hit.piece.speaker, hit.piece.time) if part)
        terminal.say(f"   {_address(hit)}" + (f"  {voice}" if voice else ""), "dim")
        terminal.console.print(_snippet(hit))
    if not hits and passages:
        terminal.say("Nothing found.")
    elif not hits:
        terminal.say("Nothing found: this wiki has no pages yet. Put files into raw/ and run `kb build`.")


def _snippet(hit: Hit) -> "Text":
    from rich.text import Text

    shown = Text("   " + hit.snippet.text)
    for start, end in hit.snippet.matches:
        shown.stylize("bold yellow", start + 3, end + 3)
    return shown


def _address(hit: Hit) -> str:
    own = next((anchor for anchor in hit.piece.anchors if anchor.page == hit.passage.page.path), None)
    return f"wiki/{hit.passage.page.path}" + (f"#^{own.block}" if own else "")


def _as_data(rank: int, hit: Hit) -> dict[str, object]:
    passage, piece = hit.passage, hit.piece
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "title": passage.page.title,
        "type": passage.page.type,
        "page": f"wiki/{passage.page.path}",
        "address": _address(hit),
        "heading": passage.heading,
        "speaker": piece.speaker,
        "time": piece.time,
        "snippet": hit.snippet.text,
        "matches": [list(span) for span in hit.snippet.matches],
        "text": passage.text,
    }
