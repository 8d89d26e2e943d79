"""The files of a folder → a listing of it, as deep as a reader can bear."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# One screen: the listing is a block that a quotation may come from.
_MOST_LINES = 60
_DEEPEST = 4
_MOST_OF_ONE = 25


@dataclass(slots=True)
class _Node:
    """A folder with all that is below it."""

    depth: int = 0
    is_open: bool = False
    files: int = 0
    size: int = 0
    folders: dict[str, "_Node"] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """Files directly in it and their sizes in bytes."""


def listing(sizes: Mapping[str, int]) -> str:
    """Folders with what they hold in all, and files with their sizes; those folders are opened, from the top and the
    largest first, for whose lines there is room."""
    top = _Node()
    for path, size in sizes.items():
        _add(top, path, size)
    room = _MOST_LINES - len(top.folders) - len(top.names)
    closed = list(top.folders.values())
    while closed:
        closed.sort(key=lambda node: (node.depth, -node.size))
        node = closed.pop(0)
        lines = len(node.folders) + len(node.names)
        if node.depth < _DEEPEST and lines <= min(room, _MOST_OF_ONE):
            node.is_open = True
            room -= lines
            closed += node.folders.values()
    found = _lines(top)
    more = [f"… and {len(found) - _MOST_LINES} more"] if len(found) > _MOST_LINES else []
    return "\n".join(found[:_MOST_LINES] + more)


def _add(top: _Node, path: str, size: int) -> None:
    *folders, name = path.split("/")
    node = top
    for at, folder in enumerate(("", *folders)):
        node = node.folders.setdefault(folder, _Node(at)) if at else node
        node.files += 1
        node.size += size
        # Deeper than can be shown, only the sums count.
        if at > _DEEPEST:
            return
    node.names[name] = size


def _lines(node: _Node) -> list[str]:
    found = []
    margin = "  " * node.depth
    for name, inner in sorted(node.folders.items()):
        files = "1 file" if inner.files == 1 else f"{rounded(inner.files):,} files"
        found.append(f"{margin}{name}/ ({files}, {amount(inner.size)})")
        if inner.is_open:
            found += _lines(inner)
    return found + [f"{margin}{name} ({amount(size)})" for name, size in sorted(node.names.items())]


def amount(size: int) -> str:
    """Bytes as people say it, to two digits: a file that grew a little still says the same."""
    for unit, least in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if rounded(size) >= least:
            return f"{rounded(round(10 * size / least)) / 10:g} {unit}"
    return f"{rounded(size)} B"


def rounded(number: int) -> int:
    """To two digits."""
    unit = int("1" + "0" * (len(str(number)) - 2)) if number > 99 else 1
    return (number + unit // 2) // unit * unit
