"""neighbours: the name of a page → the pages that it leads to and that lead to it, each in a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kb.asking.evidence import SOURCE
from kb.asking.shelf import Shelf
from kb.asking.tools.tool import Desk, Found, Tool, unknown
from kb.markup import fold

_EACH = 15
"""Pages of a kind that are named."""
_LINE = 160
"""Characters of what is said of one."""


def look(name: str, desk: Desk) -> Found:
    path = desk.shelf.find(name)
    if path is None:
        return unknown(name, desk)
    around = {kind: list(islice(paths, _EACH + 1)) for kind, paths in _around(path, desk.shelf).items()}
    said = {path: f"{path}: {desk.shelf.title(path)}" for paths in around.values() for path in paths[:_EACH]}
    aliases = desk.shelf.open(path).strings("aliases")
    named = [f"Other names: {fold('; '.join(aliases))}"[:_LINE]] if aliases else []
    lines = [line for kind, paths in around.items() if paths for line in (f"{kind}:", *_lines(paths, said))]
    word = f"what is around {path}, to read or to search for"
    return Found(word, (), "\n".join([*named, *lines]), (path, *said))


def _around(path: str, shelf: Shelf) -> dict[str, Iterable[str]]:
    if shelf.open(path).type == SOURCE:
        return {"Articles that quote it": shelf.linking(path)}
    links, cited = shelf.links(path), shelf.cited(path)
    near = frozenset((*links, *cited))
    return {
        "Leads to": (one for one in links if one not in cited),
        "Sources it cites": cited,
        "Pages that lead to it": (one for one in shelf.linking(path) if one not in near),
    }


def _lines(paths: Sequence[str], said: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- {said[path][:_LINE]}" for path in paths[:_EACH])
    if len(paths) > _EACH:
        yield "- and more"


TOOL = Tool(
    "neighbours",
    "the path, title or another name of a page → the pages it leads to, those that lead to it, the sources it cites, "
    "each in a line",
    look,
)
