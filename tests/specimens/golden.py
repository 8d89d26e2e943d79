"""What a specimen is read as → the words of its golden file."""

import sys
from collections.abc import Iterator

import yaml

from kb.knowledge import Block, Reading
from kb.readers.reader import Aside, Unreadable
from specimens import Specimen, found

OPTIONAL = ("openpyxl", "pptx", "arro3")
"""Modules that some kinds need and not everybody has."""


def told(specimen: Specimen) -> dict[str, object]:
    """Everything of its readings that a person would see, or why there are none."""
    what = found(specimen.name)
    about: dict[str, object] = {"reader": specimen.reader}
    match what:
        case Unreadable():
            return about | {"unreadable": what.message, "hint": what.hint}
        case Aside():
            return about | {"aside": what.reason}
        case _:
            return about | {"reason": what[0].reason, "readings": [_reading(one) for one in what]}


def _reading(reading: Reading) -> dict[str, object]:
    said: dict[str, object] = {
        "part": reading.part,
        "kind": reading.kind,
        "title": reading.title,
        "author": list(reading.author),
        "published": reading.published,
        "captured": reading.captured,
        "language": reading.language,
        "url": reading.url,
        "pictures": len(reading.pictures),
        "warnings": list(reading.warnings),
    }
    return {name: value for name, value in said.items() if value} | {"blocks": [*map(_block, reading.blocks)]}


def _block(block: Block) -> str:
    kind = f"{block.kind} {block.level}" if block.level else block.kind
    return f"{kind} | {', '.join(_place(block))} | {block.text}"


def _place(block: Block) -> Iterator[str]:
    place = block.place
    first, last = place.lines
    if (first, last) != (1, 1):
        yield f"line {first}" if first == last else f"lines {first}-{last}"
    if place.page is not None:
        yield f"page {place.page}"
    if place.seconds is not None:
        yield f"{place.seconds:g} s"
    if place.voice:
        yield place.voice


def written(specimen: Specimen) -> str:
    """The golden file."""
    needed = without_extras(specimen)
    said = told(specimen) | ({"extra": needed} if needed else {})
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=4000)


def without_extras(specimen: Specimen) -> str:
    """The extra that it can't be read without, as its refusal names it; nothing for a kind that everybody reads."""
    hidden = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in OPTIONAL}
    for name in hidden:
        del sys.modules[name]
    sys.modules.update(dict.fromkeys(OPTIONAL))  # type: ignore[arg-type]
    try:
        what = specimen.read()
    finally:
        for name in OPTIONAL:
            del sys.modules[name]
        sys.modules.update(hidden)
    asked = isinstance(what, Unreadable) and 'pip install "kb[' in what.hint
    return what.hint.partition("kb[")[2].partition("]")[0] if asked else ""
