"""Readers' docstrings and the golden files of their specimens → docs/formats.md, which so can't say what isn't so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from inspect import getdoc
from pathlib import Path

import yaml

from kb.readers import READERS
from kb.readers.folders import FOLDERS
from kb.readers.formats import FORMATS

TOP = Path(__file__).resolve().parent.parent
GOLDEN = TOP / "tests" / "specimens" / "golden"
_INTRO = """\
What kb reads, by the reader that takes it. Content decides, never a file's extension: the first reader that \
recognises the bytes reads them, in the order of this page.

Each row is one small file that the tests read; its name leads to everything that is read of it. \
A kind that nothing here recognises is read as plain prose, or named as unreadable with what to do about it."""

Golden = Mapping[str, object]


def formats_page() -> str:
    """One section for each reader, in the order in which they are asked."""
    golden = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.yaml"))}
    parts = ["# What kb reads", "<!-- Written by `make docs`: change the readers' own words instead. -->", _INTRO]
    for title, readers in (("Folders", FOLDERS), ("Files that are no plain text", FORMATS), ("Plain text", READERS)):
        parts.append(f"## {title}")
        for reader in readers:
            parts += _section(reader, {name: said for name, said in golden.items() if said["reader"] == _name(reader)})
    return "\n\n".join(parts) + "\n"


def _name(reader: object) -> str:
    return str(getattr(reader, "__name__", "")).removeprefix("kb.readers.")


def _section(reader: object, golden: Mapping[str, Golden]) -> Iterator[str]:
    says = getdoc(reader) or ""
    yield f"### {_name(reader).rpartition('.')[2].replace('_', ' ')}: kind `{getattr(reader, 'kind', '')}`"
    yield says
    head = ["| specimen | taken because it is or has | blocks | title | author | date | told | needs |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    yield "\n".join([*head, *(_row(name, said) for name, said in golden.items())])


def _row(name: str, said: Golden) -> str:
    readings = _maps(said.get("readings"))
    told = [f"left aside: {said['aside']}"] if "aside" in said else []
    told += [f"refused: {said['unreadable']}"] if "unreadable" in said else []
    told += dict.fromkeys(str(one) for reading in readings for one in _list(reading.get("warnings")))
    cells = [
        f"[{name}](../tests/specimens/golden/{name}.yaml)",
        str(said.get("reason", "")),
        _blocks(readings),
        *(_all(readings, key) for key in ("title", "author", "published")),
        "; ".join(told),
        f"`kb[{said['extra']}]`" if "extra" in said else "",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _blocks(readings: Sequence[Golden]) -> str:
    """How many of each kind, and who speaks."""
    kinds = Counter(str(block).partition(" ")[0] for reading in readings for block in _list(reading.get("blocks")))
    several = f"{len(readings)} sources: " if len(readings) > 1 else ""
    return several + ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in kinds.items())


def _all(readings: Sequence[Golden], key: str) -> str:
    values = [value for reading in readings for value in (_list(reading.get(key)) or [reading.get(key, "")])]
    return " / ".join(dict.fromkeys(str(value) for value in values if value))


def _maps(value: object) -> list[Golden]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
