"""Whether anything changed since the last complete compile, told from file times and sizes without reading a file."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import kb
from kb.diagnostics import Diagnostic, Severity
from kb.digest import Digest, digest
from kb.errors import DiskError
from kb.workspace import files
from kb.workspace.concepts import NAME
from kb.workspace.workspace import SETTINGS, Workspace

_FILE = "compiled.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a complete compile worked on, what it left, and what it had to say."""

    inputs: Digest
    outputs: Digest
    diagnostics: tuple[Diagnostic, ...]
    sources: int
    claims: int
    concepts: int


def inputs(workspace: Workspace, engine: str) -> Digest:
    """Signature of what a compile only reads: raw files, settings, prompts, kb's own code, and who answers."""
    package = Path(kb.__file__).parent
    files = _signature([workspace.root / SETTINGS], [workspace.raw, workspace.root / "prompts", package])
    return digest([files, engine])


def outputs(workspace: Workspace) -> Digest:
    """Signature of what a compile writes and people may edit: the wiki's files and the concept table."""
    return _signature([workspace.root / NAME], [workspace.wiki])


def unchanged(workspace: Workspace, before: Digest) -> Manifest | None:
    """The last complete compile, if the inputs, whose signature is `before`, and the wiki are as they were then."""
    last = _load(workspace)
    return last if last is not None and (last.inputs, last.outputs) == (before, outputs(workspace)) else None


def _load(workspace: Workspace) -> Manifest | None:
    try:
        data = json.loads((workspace.state / _FILE).read_bytes())
        found = tuple(Diagnostic(**{**d, "severity": Severity(d["severity"])}) for d in data["diagnostics"])
        return Manifest(**{**data, "diagnostics": found})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(workspace: Workspace, manifest: Manifest) -> None:
    """Without room on disk the next compile only looks more closely."""
    try:
        workspace.write(f".kb/{_FILE}", json.dumps(asdict(manifest), ensure_ascii=False))
    except DiskError:
        return


def _signature(singles: Iterable[Path], folders: Iterable[Path]) -> Digest:
    """Digest of path, size, time and inode of each file: what `make` and git's index go by."""
    found: list[object] = []
    found += [[path.name, _facts(path.stat()) if path.exists() else None] for path in singles]
    for folder in folders:
        # Python itself writes these into the package as it runs: they would make every first compile look stale.
        entries = (entry for entry in files.walk(folder, {}) if not entry.name.endswith(".pyc"))
        found.append([[os.fsencode(e.path).hex(), _facts(e.stat(follow_symlinks=False))] for e in entries])
    return digest(found)


def _facts(stat: os.stat_result) -> list[int]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
