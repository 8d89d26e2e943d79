"""kb search: words in, the passages of articles and sources that hold them out."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KBError, UsageError
from kb.search.budget import Share, shares, whole
from kb.search.current import current
from kb.search.index import Hit, Index
from kb.search.passages import Page
from kb.search.query import Query
from kb.terminal import Terminal, inert
from kb.workspace import Workspace

if TYPE_CHECKING:
    from rich.text import Text

_USUAL = 10
MOST = 100
_FEW = 2
"""With no more hits than these a page may be meant that is spelled otherwise."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of what was found, and what to do with it."""

    limit: int | None = None
    """Passages; 10 if not said, or as many as fit into the tokens."""
    tokens: int | None = None
    """That the texts may have together, for machines."""
    open: int | None = None
    """The hit whose page is to be opened, from 1."""

    @property
    def most(self) -> int:
        return self.limit or max(self.open or 0, _USUAL if self.tokens is None else MOST)


@dataclass(frozen=True, slots=True)
class _Found:
    query: Query
    """As it was searched for."""
    hits: list[Hit]
    more: bool
    nearest: list[Page]
    """Pages called something like the query, where little was found."""
    passages: int
    """Of the whole wiki."""
    kinds: tuple[str, ...] = ()
    """Those that there are, where the filters left no page."""


def run(folder: Path, query: str, wanted: Wanted | None = None, *, as_json: bool) -> int:
    """Exit code 1 when nothing was found."""
    wanted = wanted or Wanted()
    if wanted.tokens is not None and not as_json:
        raise UsageError("--tokens counts the texts that --json gives", hint="Add --json, or leave --tokens out.")
    asked = _asked(query)
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    with terminal.progress("Indexing"), current(workspace) as index:
        found, fault = _found(index, asked, wanted.most), index.fault
    if fault is not None:
        terminal.say(f"{fault}. {fault.hint}", "yellow")
    chosen = _chosen(found.hits, wanted.open)
    if chosen is None:
        _tell(found, terminal, workspace)
    else:
        terminal.say(str(workspace.wiki / chosen.path))
    terminal.data({"query": query, **_as_data(found, wanted), "opened": f"wiki/{chosen.path}" if chosen else None})
    if chosen is not None:
        _open(workspace.wiki / chosen.path)
    return 0 if found.hits else 1


def _asked(text: str) -> Query:
    query = Query.parse(text)
    if query.asks:
        return query
    if query.only or query.without:
        raise UsageError(
            "filters say where to look, but not for what", hint='Add words: kb search "kind:transcript tides"'
        )
    raise UsageError("there is nothing to search for", hint='Give words: kb search "industrial policy"')


def _found(index: Index, asked: Query, limit: int) -> _Found:
    query = index.corrected(asked)
    hits = index.search(query, limit + 1)
    pages = {hit.passage.page.path for hit in hits}
    nearest = [page for page in index.nearest(asked.text) if page.path not in pages] if len(hits) <= _FEW else []
    kinds = () if hits else index.kinds(query)
    return _Found(query, hits[:limit], len(hits) > limit, nearest, len(index), kinds)


def _chosen(hits: list[Hit], number: int | None) -> Page | None:
    """The page to open; none where nothing was found, which is told by itself."""
    if number is None or not hits:
        return None
    if number > len(hits):
        raise UsageError(f"there is no hit {number}", hint=f"The last one is {len(hits)}.")
    return hits[number - 1].passage.page


def _open(path: Path) -> None:
    """With the program that the system opens such files with."""
    import typer

    if typer.launch(str(path)):
        raise KBError(f"{path}: nothing here opens such files", hint="Open it in an editor.")


def _tell(found: _Found, terminal: Terminal, workspace: Workspace) -> None:
    for typed, meant in found.query.corrected:
        terminal.say(f"Nothing holds '{typed}': searched for '{meant}'.", "yellow")
    first: dict[str, int] = {}
    for rank, hit in enumerate(found.hits, 1):
        page = hit.passage.page
        same = first.setdefault(page.path, rank)
        if not terminal.as_json:
            terminal.console.print(_title(rank, hit, workspace))
            terminal.console.print(_snippet(hit))
        where = (_address(hit), hit.piece.speaker, hit.piece.time, f"same page as {same}" if same != rank else "")
        terminal.say("   " + " · ".join(part for part in where if part), "dim")
    if found.more and len(found.hits) < MOST:
        terminal.say(f"There is more: add -n {min(2 * len(found.hits), MOST)}.", "dim")
    elif not found.passages:
        terminal.say("Nothing found: this wiki has no pages yet. Put files into raw/ and run `kb build`.")
    elif found.kinds:
        terminal.say(f"No page is left by these filters. Kinds here: {', '.join(found.kinds)}.")
    elif not found.hits:
        terminal.say("Nothing found.")
    if found.nearest:
        terminal.say("Did you mean:")
    for page in found.nearest:
        terminal.say(f"   {page.title} (wiki/{page.path})")


def _title(rank: int, hit: Hit, workspace: Workspace) -> "Text":
    """On a terminal that knows links the title is one."""
    from rich.text import Text

    page, heading = hit.passage.page, hit.passage.heading
    link = (workspace.wiki / page.path).as_uri()
    return Text.assemble(
        f"{rank}. ", (inert(page.title), f"bold link {link}"), (f" · {inert(heading)}" if heading else "", "bold")
    )


def _snippet(hit: Hit) -> "Text":
    from rich.text import Text

    shown = Text("   " + inert(hit.snippet.text))
    for start, end in hit.snippet.matches:
        shown.stylize("bold yellow", start + 3, end + 3)
    return shown


def _address(hit: Hit) -> str:
    own = next((anchor for anchor in hit.piece.anchors if anchor.page == hit.passage.page.path), None)
    return f"wiki/{hit.passage.page.path}" + (f"#^{own.block}" if own else "")


def _as_data(found: _Found, wanted: Wanted) -> dict[str, object]:
    texts = [hit.passage.text for hit in found.hits]
    given = [whole(text) for text in texts] if wanted.tokens is None else shares(texts, wanted.tokens)
    hits = zip(found.hits, given, strict=False)
    return {
        "corrected": [{"typed": typed, "meant": meant} for typed, meant in found.query.corrected],
        "hits": [_hit_as_data(rank, hit, share) for rank, (hit, share) in enumerate(hits, 1)],
        "more": found.more or len(given) < len(texts),
        "tokens": sum(share.tokens for share in given),
        "nearest": [{"title": page.title, "page": f"wiki/{page.path}"} for page in found.nearest],
    }


def _hit_as_data(rank: int, hit: Hit, share: Share) -> dict[str, object]:
    passage, piece, page = hit.passage, hit.piece, hit.passage.page
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "title": page.title,
        "type": page.type,
        "kind": page.kind,
        "source": page.source,
        "page": f"wiki/{page.path}",
        "address": _address(hit),
        "heading": passage.heading,
        "speaker": piece.speaker,
        "time": piece.time,
        "published": page.published,
        "snippet": hit.snippet.text,
        "matches": [list(span) for span in hit.snippet.matches],
        "text": share.text,
        "tokens": share.tokens,
        "truncated": share.truncated,
    }
