"""The front half of the pipeline: the files of raw/ → sources with ids. Reading is remembered by the file's digest."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kb import readers
from kb.diagnostics import Diagnostic, Severity
from kb.digest import Digest, code_digest, digest, sha256
from kb.errors import DiskError, SettingsError
from kb.identity import Candidate, identify
from kb.knowledge import Raw, Reading, Source
from kb.readers.duplicates import repeats, sketch
from kb.readers.reader import Overrides, Unreadable
from kb.readers.sidecar import SUFFIX, parse_sidecar
from kb.workspace import Workspace, files

JUNK = frozenset({"Thumbs.db", "desktop.ini", "Icon\r"})


@dataclass(slots=True)
class Ingested:
    """What raw/ holds."""

    sources: tuple[Source, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    """Files seen, sidecars and hidden files not counted."""
    read: int = 0
    """Files that had to be read anew."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file below raw/."""

    path: str
    """From the workspace's top, printable."""
    real: Path

    @property
    def sidecar(self) -> Path:
        return self.real.with_name(self.real.name + SUFFIX)


def ingest(workspace: Workspace, pages: Mapping[str, bytes], watch: Callable[[str], None]) -> Ingested:
    """Every source of raw/. `pages` are the wiki's: a source keeps the id its page has, through edits and renames.

    A file that can't be read becomes a diagnostic; the others are read all the same.
    """
    result = Ingested()
    candidates: list[Candidate] = []
    for file in raw_files(workspace, result.diagnostics):
        result.files += 1
        watch("files read")
        candidates += _candidates(workspace, file, result)
    ids = identify(candidates, pages)
    originals = repeats({one: sketch(c.reading.blocks) for one, c in zip(ids, candidates, strict=True)})
    result.sources = tuple(
        Source(one, Raw(c.path, c.sha256, c.reading.lines), c.reading, originals.get(one))
        for one, c in zip(ids, candidates, strict=True)
    )
    for source in result.sources:
        result.diagnostics += _remarks(source)
    return result


def raw_files(workspace: Workspace, diagnostics: list[Diagnostic]) -> list[RawFile]:
    """The files of raw/ that may be sources, in order of path."""
    found = []
    top = workspace.raw.resolve()
    for entry in files.walk(workspace.raw):
        real = Path(entry.path)
        path = files.printable(real.relative_to(workspace.root).as_posix())
        if entry.name in JUNK or entry.name.endswith(SUFFIX):
            continue
        if entry.is_symlink() and not real.resolve().is_relative_to(top):
            diagnostics.append(_unread(path, "is a link to a place outside raw/", "Put a copy of the file into raw/."))
        elif not real.is_file():
            if entry.is_symlink() or real.exists():
                diagnostics.append(_unread(path, "is not a regular file", "Remove it from raw/."))
        else:
            found.append(RawFile(path, real))
    return found


def _candidates(workspace: Workspace, file: RawFile, result: Ingested) -> list[Candidate]:
    try:
        limit = workspace.settings.ingest.max_megabytes
        if file.real.stat().st_size > limit * 1e6:
            size = file.real.stat().st_size / 1e6
            hint = "Split it, or raise ingest.max_megabytes in kb.yaml."
            result.diagnostics.append(_unread(file.path, f"holds {size:,.0f} MB; the limit is {limit:,.0f} MB", hint))
            return []
        data = file.real.read_bytes()
        overrides, beside = _overrides(file)
    except FileNotFoundError:
        result.diagnostics.append(_unread(file.path, "vanished while it was read", "Run the command again."))
        return []
    except OSError as error:
        result.diagnostics.append(_unread(file.path, f"can't be read: {files.reason(error)}", files.remedy(error)))
        return []
    except SettingsError as error:
        result.diagnostics.append(_unread(file.path, str(error), error.hint))
        return []
    sha = sha256(data)
    key = digest([sha, file.real.name.encode("utf-8", "surrogateescape").hex(), beside, _reader_code()])
    known = _remembered(workspace, key)
    if known is None:
        result.read += 1
        known = readers.read(files.printable(file.real.name), data, overrides)
        _remember(workspace, key, known)
    if isinstance(known, Unreadable):
        result.diagnostics.append(_unread(file.path, known.message, known.hint))
        return []
    return [Candidate(file.path, sha, reading) for reading in known]


def _overrides(file: RawFile) -> tuple[Overrides, str]:
    """What the sidecar says, and its text: the text is part of what the reading depends on."""
    beside = files.read(file.sidecar)
    text = "" if beside is None else beside.decode("utf-8", "replace")
    return parse_sidecar(text, file.sidecar.name), text


@cache
def _reader_code() -> Digest:
    return code_digest(Path(readers.__file__).parent)


def _remembered(workspace: Workspace, key: Digest) -> tuple[Reading, ...] | Unreadable | None:
    try:
        return readers.load(json.loads(_memo(workspace, key).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(workspace: Workspace, key: Digest, known: tuple[Reading, ...] | Unreadable) -> None:
    """Without room on disk the reading is only not remembered."""
    path = _memo(workspace, key)
    try:
        files.write(path, json.dumps(readers.dump(known), ensure_ascii=False).encode(), workspace.scratch)
    except DiskError:
        return


def _memo(workspace: Workspace, key: Digest) -> Path:
    return workspace.state / "read" / key[:2] / f"{key}.json"


def _remarks(source: Source) -> list[Diagnostic]:
    """What a reader had to guess, said once for each source."""
    path = source.raw.path
    found = [_note(path, "doubtful-reading", warning) for warning in source.reading.warnings]
    if source.reading.proposals:
        lines = ",".join(map(str, source.reading.proposals))
        hint = f"If they do: kb ingest {path} --split {lines}"
        found.append(_note(path, "possible-posts", f"other posts may begin at lines {lines}", hint))
    return found


def _note(path: str, rule: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(path, 0, 0, "SRC004", rule, message, Severity.INFO, hint)


def _unread(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, 0, 0, "SRC003", "unread-source", message, Severity.ERROR, hint)
