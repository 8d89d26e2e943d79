"""A repository that was downloaded as a ZIP file to readings: the repository, and what in it is written to be read."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kb.knowledge import Block, Reading
from kb.readers import article, manual, note
from kb.readers.decode import decode
from kb.readers.folders import repository
from kb.readers.reader import Beside, Unreadable, broken
from kb.readers.unpacking.packed import BROKEN, Packed, is_zip

kind = repository.kind

# `git archive` and the sites that pack with it write the commit into the comment of the file.
_COMMIT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TEXT = re.compile(r"\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt)$", re.I)
_MOST_OF_ONE = 20_000_000


def recognise(name: str, data: bytes) -> str | None:
    if not is_zip(data):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, comment = archive.namelist(), archive.comment
    except BROKEN:
        return None
    top = _top(names)
    if top is None:
        return None
    inside = {one[len(top) :] for one in names if one.startswith(top)}
    direct = {first + "/" * bool(slash) for first, slash, _ in (one.partition("/") for one in inside) if first}
    if _COMMIT.fullmatch(comment):
        return "a ZIP file that git made of a commit"
    reason = repository.recognise(direct)
    return f"a ZIP file: {reason}" if reason else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    try:
        packed = Packed(data)
        fault = packed.fault()
        comment = zipfile.ZipFile(io.BytesIO(data)).comment
    except BROKEN:
        return broken("a ZIP file")
    if fault:
        return Unreadable(f"is a ZIP file {fault}", "Unpack it into a folder of raw/.")
    inside = _Inside(packed, _top(packed.names()) or "", comment)
    sizes = inside.sizes
    found = repository.read(inside.top.strip("/") or name, sizes, inside)
    if isinstance(found, Sequence):
        own = sorted(repository.of_their_own(sizes, inside))
        return [*found, *(one for path in own if _TEXT.search(path) for one in _written(path, inside(path)))]
    return Unreadable("holds no words", "Remove it from raw/.")


class _Inside:
    """The files of the archive, as if they lay in a folder."""

    def __init__(self, packed: Packed, top: str, comment: bytes) -> None:
        self._packed = packed
        self.top = top
        self._head = comment if _COMMIT.fullmatch(comment) else None

    @property
    def sizes(self) -> Mapping[str, int]:
        """Without what is hidden and what leads out of the archive."""
        paths = ((one[len(self.top) :], size) for one, size in self._packed.sizes() if one.startswith(self.top))
        return {path: size for path, size in paths if path and path[-1] != "/" and not _is_hidden(path)}

    def __call__(self, path: str) -> bytes | None:
        if path == ".git/HEAD":
            return self._head
        try:
            return self._packed.read(self.top + path)[:_MOST_OF_ONE]
        except BROKEN:
            return None


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or not part for part in path.split("/"))


def _top(names: Sequence[str]) -> str | None:
    """The folder in which everything lies, with its slash; "" where there is none; None where nothing is inside."""
    tops = {one.partition("/")[0] for one in names if not one.startswith("__MACOSX/")}
    if not tops:
        return None
    return f"{next(iter(tops))}/" if len(tops) == 1 and all("/" in one for one in names) else ""


def _written(path: str, data: bytes | None) -> Iterator[Reading]:
    """One file of text."""
    file = decode(path.rpartition("/")[2], data or b"")
    if isinstance(file, Unreadable):
        return
    reader = next((one for one in (manual, note) if one.recognise(file)), article)
    for reading in reader.read(file):
        first, *rest = reading.blocks or (None,)
        opens = first is not None and first.kind == "heading" and bool(rest)
        title = reading.title or (first.text if first is not None and opens else "") or path
        blocks = [one for one in (rest if opens else reading.blocks) if one is not None]
        warnings = (*file.warnings, *reading.warnings)
        yield replace(
            reading, kind=kind, title=title, part=path, blocks=tuple(map(_placeless, blocks)), warnings=warnings
        )


def _placeless(block: Block) -> Block:
    """Lines of a packed file are no lines of the archive."""
    return replace(block, place=replace(block.place, lines=(1, 1)))
