"""neighbours: the name of a page → the pages that it leads to and that lead to it, each in a line."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kb.asking.evidence import SOURCE
from kb.asking.tools.tool import Desk, Found, Tool, unknown
from kb.markup import fold

_EACH = 15
"""Pages of a kind that are named."""
_LINE = 160
"""Characters of what is said of one."""


def look(name: str, desk: Desk) -> Found:
    shelf = desk.shelf
    path = shelf.find(name)
    if path is None:
        return unknown(name, desk)
    page = shelf.open(path)
    kinds = [("Other names", page.strings("aliases"), False)]
    if page.type == SOURCE:
        kinds += [("Articles that quote it", _but(shelf.linking(path), ()), True)]
    else:
        links, cited = shelf.links(path), shelf.cited(path)
        kinds += [("Leads to", _but(links, cited), True), ("Sources it cites", tuple(cited), True)]
        kinds += [("Pages that lead to it", _but(shelf.linking(path), (*links, *cited)), True)]
    lines = [line for kind, ones, paths in kinds for line in _lines(kind, ones, desk if paths else None)]
    near = tuple(dict.fromkeys(one for _, ones, paths in kinds if paths for one in ones[:_EACH]))
    return Found(f"the pages around {path}, to read or to search for", (), "\n".join(lines), (path, *near))


def _but(paths: Iterable[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path not in others)


def _lines(kind: str, ones: Sequence[str], desk: Desk | None) -> Iterator[str]:
    if not ones:
        return
    yield f"{kind}:"
    for one in islice(ones, _EACH):
        yield f"- {fold(one)[:_LINE]}" if desk is None else f"- {one}: {desk.shelf.title(one)[:_LINE]}"
    if len(ones) > _EACH:
        yield f"- and {len(ones) - _EACH} more"


TOOL = Tool(
    "neighbours",
    "the path, title or another name of a page → the pages it leads to, those that lead to it, the sources it cites, "
    "each in a line",
    look,
)
