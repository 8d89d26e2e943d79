"""The pictures of sources → files in wiki/assets/, where their pages show them; those that no source has go."""

import re
from collections.abc import Sequence
from functools import partial

from kb.diagnostics import Diagnostic
from kb.knowledge import Source
from kb.remembered import PICTURES
from kb.workspace import Workspace, files
from kb.writing import attempt

_FOLDER = "assets"
_OWN = re.compile(r"[0-9a-f]{12}\.[a-z0-9]{1,5}")


def publish(workspace: Workspace, sources: Sequence[Source]) -> list[Diagnostic]:
    """Put every picture of these sources where its page expects it; what could not be written."""
    found: list[Diagnostic] = []
    for name in sorted(_names(sources)):
        data = None if (workspace.wiki / _FOLDER / name).is_file() else files.read(workspace.root / PICTURES / name)
        if data is not None:
            path = f"wiki/{_FOLDER}/{name}"
            found += attempt(path, partial(workspace.write_bytes, path, data))
    return found


def sweep(workspace: Workspace, sources: Sequence[Source]) -> list[Diagnostic]:
    """Take away the pictures that came with sources which are gone, unless a page of the wiki still shows them."""
    wanted = _names(sources)
    there = [entry.name for entry in files.walk(workspace.wiki / _FOLDER)]
    left = [name for name in there if _OWN.fullmatch(name) and name not in wanted]
    pages = workspace.pages() if left else {}
    gone = [name for name in left if not any(name.encode() in data for data in pages.values())]
    return [one for name in gone for one in _removed(workspace, f"wiki/{_FOLDER}/{name}")]


def _removed(workspace: Workspace, path: str) -> list[Diagnostic]:
    return attempt(path, partial(workspace.remove, path))


def _names(sources: Sequence[Source]) -> set[str]:
    return {picture.name for source in sources for picture in source.reading.pictures}
