"""Whether anything changed since the last complete compile or ingest, told from times and sizes, with no file read."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import kb
from kb.diagnostics import Diagnostic, Severity
from kb.digest import Digest, digest
from kb.errors import DiskError
from kb.workspace import files
from kb.workspace.concepts import NAME
from kb.workspace.workspace import SETTINGS, Workspace

_FILE = "compiled.json"
_DRAFTS = "ingested.json"
_COMPILED = re.compile(r"\.pyc(?:\.\d+)?$")
"""Also while Python is writing one."""

Row = Mapping[str, object]
"""What is told of one source."""


Last = TypeVar("Last")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a complete compile worked on, what it left, and what it had to say."""

    inputs: Digest
    outputs: Digest
    diagnostics: tuple[Diagnostic, ...]
    sources: int
    claims: int
    concepts: int


@dataclass(frozen=True, slots=True)
class Drafts:
    """The same of an ingest, whose outputs are the pages of sources and their pictures."""

    inputs: Digest
    outputs: Digest
    diagnostics: tuple[Diagnostic, ...]
    files: int
    gone: int
    """Pages of sources whose raw file is no longer there."""
    aside: int
    """Files that are rightly no sources."""
    sources: tuple[Row, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def inputs(workspace: Workspace, engine: str) -> Digest:
    """Signature of what a compile only reads: raw files, settings, prompts, kb's own code, and who answers."""
    files = _signature([workspace.root / SETTINGS], [workspace.raw, workspace.root / "prompts"])
    return digest([files, _own_code(), engine])


def outputs(workspace: Workspace) -> Digest:
    """Signature of what a compile writes and people may edit: the wiki's files and the concept table."""
    return _signature([workspace.root / NAME], [workspace.wiki])


def raw_inputs(workspace: Workspace) -> Digest:
    """Signature of what an ingest only reads: raw files, settings and kb's own code."""
    return digest([_signature([workspace.root / SETTINGS], [workspace.raw]), _own_code()])


def drafted(workspace: Workspace) -> Digest:
    """Signature of what an ingest writes."""
    return _signature([], [workspace.wiki / "sources", workspace.wiki / "assets"])


def undrafted(workspace: Workspace, before: Digest) -> Drafts | None:
    """The last ingest, if nothing would come of another one: nothing is added, nothing changed."""
    last = _loaded(workspace, _DRAFTS, Drafts)
    same = last is not None and (last.inputs, last.outputs) == (before, drafted(workspace))
    return replace(last, added=(), changed=()) if last is not None and same else None


def unchanged(workspace: Workspace, before: Digest) -> Manifest | None:
    """The last complete compile, if the inputs, whose signature is `before`, and the wiki are as they were then."""
    last = _loaded(workspace, _FILE, Manifest)
    return last if last is not None and (last.inputs, last.outputs) == (before, outputs(workspace)) else None


def _loaded(workspace: Workspace, name: str, kind: Callable[..., Last]) -> Last | None:
    try:
        data = json.loads((workspace.state / name).read_bytes())
        found = tuple(Diagnostic(**{**d, "severity": Severity(d["severity"])}) for d in data["diagnostics"])
        return kind(**{**data, "diagnostics": found})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(workspace: Workspace, manifest: Manifest) -> None:
    """Without room on disk the next compile only looks more closely."""
    _keep(workspace, _FILE, manifest)


def save_drafts(workspace: Workspace, drafts: Drafts) -> None:
    """As `save`."""
    _keep(workspace, _DRAFTS, drafts)


def _keep(workspace: Workspace, name: str, last: Manifest | Drafts) -> None:
    try:
        workspace.write(f".kb/{name}", json.dumps(asdict(last), ensure_ascii=False))
    except DiskError:
        return


@cache
def _own_code() -> Digest:
    """Signature of the package as it was when first asked for: what a process has loaded stays what it works with."""
    return _signature([], [Path(kb.__file__).parent])


def _signature(singles: Iterable[Path], folders: Iterable[Path]) -> Digest:
    """Digest of path, size, time and inode of each file: what `make` and git's index go by."""
    found: list[object] = []
    found += [[path.name, _facts(path.stat()) if path.exists() else None] for path in singles]
    for folder in folders:
        # Python itself writes these into the package as it runs: they would make every first compile look stale.
        entries = (entry for entry in files.walk(folder, {}) if not _COMPILED.search(entry.name))
        found.append([[os.fsencode(e.path).hex(), _facts(e.stat(follow_symlinks=False))] for e in entries])
    return digest(found)


def _facts(stat: os.stat_result) -> list[int]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
