"""A Jupyter notebook to one reading: its words as markdown, its code and what that printed as listings."""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.knowledge import Reading
from kb.readers.blocks import Draft, listing, number
from kb.readers.decode import tidy
from kb.readers.json_values import Map, first_sign, is_map, mapping, mappings, parsed
from kb.readers.markdown import drafts
from kb.readers.pictures import Album, block
from kb.readers.reader import Beside, Line, Unreadable, broken

kind = "notebook"

_MOST_BYTES = 100_000_000
_MOST_LINES = 40
_WHAT = "a Jupyter notebook"
_HINT = "Open it in Jupyter and save it again."


def recognise(name: str, data: bytes) -> str | None:
    if first_sign(data) != b"{" or (b'"cells"' not in data and b'"worksheets"' not in data):
        return None
    return "JSON with cells, as a notebook" if b'"nbformat"' in data and b'"cell_type"' in data else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    if len(data) > _MOST_BYTES:
        return Unreadable(f"is {_WHAT} of more than 100 MB", "Clear its outputs and save it again.")
    book = parsed(data, _WHAT, _HINT)
    if not is_map(book):
        return book if isinstance(book, Unreadable) else broken(_WHAT, _HINT)
    warnings: list[str] = []
    album = Album(_decoded)
    blocks = number(draft for cell in _cells(book) for draft in _drafts(cell, _language(book), album, warnings))
    title = _text(mapping(book.get("metadata")).get("title")).strip()
    return [Reading(kind, "", title, blocks, author=_authors(book),
                    pictures=tuple(album.pictures), warnings=tuple(dict.fromkeys(warnings)))]  # fmt: skip


def _text(value: object) -> str:
    """A text, which notebooks keep as one or as a list of lines."""
    return "".join(str(one) for one in value) if isinstance(value, list) else value if isinstance(value, str) else ""


def _cells(book: Map) -> list[Map]:
    sheets = [cell for sheet in mappings(book.get("worksheets")) for cell in mappings(sheet.get("cells"))]
    return mappings(book.get("cells")) or sheets


def _language(book: Map) -> str:
    about = mapping(book.get("metadata"))
    name = mapping(about.get("language_info")).get("name") or mapping(about.get("kernelspec")).get("language")
    return name if isinstance(name, str) and re.fullmatch(r"[\w+#-]{1,20}", name) else ""


def _authors(book: Map) -> tuple[str, ...]:
    names = (one.get("name") for one in mappings(mapping(book.get("metadata")).get("authors")))
    return tuple(name for name in names if isinstance(name, str) and name)


def _drafts(cell: Map, language: str, album: Album, warnings: list[str]) -> Iterator[Draft]:
    said = tidy(_text(cell.get("source") or cell.get("input")), warnings)
    match cell.get("cell_type"):
        case "code":
            yield from _listing(said, language)
            for output in mappings(cell.get("outputs")):
                drawn = list(_drawn(output, album))
                # What stands for a picture, such as <Figure size 640x480>, says nothing beside it.
                yield from drawn or _listing(_printed(output, warnings), "")
        case "heading":
            yield from _marked(f"# {said}")
        case _:
            yield from _marked(said)


def _marked(text: str) -> Iterator[Draft]:
    lines = [Line(at, line) for at, line in enumerate(text.split("\n"), 1)]
    # Lines of a cell are no lines of the file.
    return (replace(draft, lines=(1, 1)) for draft in drafts(lines))


def _drawn(output: Map, album: Album) -> Iterator[Draft]:
    """The picture that code drew."""
    said = mapping(output.get("data"))
    for kind in ("image/png", "image/jpeg"):
        one = album.get(_text(said.get(kind))) if kind in said else None
        if one is not None:
            yield block("", one)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None


def _printed(output: Map, warnings: list[str]) -> str:
    """What code wrote, as text; pages and widgets are left out."""
    said = output.get("text") or mapping(output.get("data")).get("text/plain")
    lines = tidy(_text(said), warnings).strip("\n").split("\n")
    if len(lines) > _MOST_LINES:
        warnings.append(f"outputs cut after {_MOST_LINES} lines")
    return "\n".join(lines[:_MOST_LINES])


def _listing(text: str, language: str) -> Iterator[Draft]:
    if text.strip():
        yield listing(text.strip("\n"), language)
