"""The front half of the pipeline: the files of raw/ → sources with ids. Reading is remembered by the file's digest."""

import contextlib
import json
import shlex
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import kb
from kb import readers
from kb.diagnostics import Diagnostic
from kb.digest import Digest, code_digest, digest, sha256
from kb.errors import DiskError, SettingsError
from kb.identity import Candidate, identify, known_sources
from kb.knowledge import Raw, Source, SourceId
from kb.raw_files import Neighbours, RawFile, raw_files
from kb.readers import Found, Known, sketched
from kb.readers.duplicates import repeats
from kb.readers.reader import Aside, Overrides, Unreadable
from kb.readers.sidecar import parse_sidecar
from kb.readers.translations import translations
from kb.remembered import remember, remembered
from kb.reports import DOUBTFUL_READING, POSSIBLE_POSTS, UNREADABLE_SOURCE
from kb.stages.segment import Pasted
from kb.workspace import Workspace, files

_READS = (
    "readers/**/*.py",
    "credentials.py",
    "knowledge.py",
    "markup.py",
    "quoting.py",
    "sentences.py",
    "typed_yaml.py",
)
"""What decides how a file is read: code that changed reads it anew."""
LAST = ".kb/read/last.json"
"""Which reading of each file was the last good one; lost, a file that can't be read has no stand-in."""

LastGood = dict[str, tuple[Digest, Digest]]
"""By path: the digest of the file's bytes then, and the key of the reading."""

Cuts = Mapping[Digest, tuple[int, ...]]
"""Where a model found the posts of a file to begin, by the digest of its bytes."""


@dataclass(slots=True)
class Ingested:
    """What raw/ holds."""

    sources: tuple[Source, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    """Files seen, sidecars and hidden files not counted."""
    read: int = 0
    """Files that had to be read anew."""
    aside: dict[str, str] = field(default_factory=dict)
    """Files that are rightly no sources, by path, and why."""
    cuts: Cuts = field(default_factory=dict)
    """Where files were cut, unless a sidecar says otherwise."""


def ingest(
    workspace: Workspace, pages: Mapping[str, bytes], watch: Callable[[str], None], cuts: Cuts | None = None
) -> Ingested:
    """Every source of raw/. `pages` are the wiki's: a source keeps the id its page has, through edits and renames,
    and a file that was once cut into posts stays cut there while its bytes are the same. `cuts` come on top.

    A file that can't be read becomes a diagnostic; its last good reading stands in for it where there is one.
    """
    candidates: list[Candidate] = []
    known = known_sources(pages)
    result = Ingested(cuts={Digest(one.sha256): one.cuts for one in known if one.cuts is not None} | dict(cuts or {}))
    last = _last_good(workspace)
    for file in raw_files(workspace, result.diagnostics):
        result.files += 1
        watch("files read")
        candidates += _candidates(workspace, file, result, last)
    candidates += _behind_closed_folders(workspace, result, last)
    _keep(workspace, last)
    ids = identify(candidates, known)
    settled = {one.id for one in known if one.original and one.path}
    originals = _originals(dict(zip(ids, candidates, strict=True)), settled)
    result.sources = tuple(
        Source(one, Raw(c.path, c.sha256, c.reading.lines, c.reading.part), c.reading, originals.get(one))
        for one, c in zip(ids, candidates, strict=True)
    )
    result.diagnostics += _remarks(result.sources)
    return result


def _originals(candidates: Mapping[SourceId, Candidate], settled: Set[SourceId]) -> dict[SourceId, SourceId]:
    """For each source that says what another one says, in its words or in another language, that other one."""
    originals = repeats({one: candidate.sketch for one, candidate in candidates.items()}, settled)
    marks = {one: candidate.marks for one, candidate in candidates.items() if one not in originals}
    translated = translations(marks, {one: candidate.path for one, candidate in candidates.items()})
    return originals | translated


def pasted(workspace: Workspace, ingested: Ingested) -> list[Pasted]:
    """The files that may hold several posts and that nobody has decided about, line by line."""
    proposed: dict[str, list[int]] = {}
    for source in ingested.sources:
        proposed.setdefault(source.raw.path, []).extend(source.reading.proposals)
    found = []
    for file in raw_files(workspace, []) if any(proposed.values()) else ():
        data = _data(workspace, file) if proposed.get(file.path) else None
        if isinstance(data, bytes):
            lines = readers.lines_of(files.printable(file.real.name), data)
            found.append(Pasted(file.path, sha256(data), lines, tuple(sorted(proposed[file.path]))))
    return found


def _candidates(workspace: Workspace, file: RawFile, result: Ingested, last: LastGood) -> list[Candidate]:
    data = _data(workspace, file)
    found = _readings(workspace, file, data, result) if isinstance(data, bytes) else data
    if isinstance(found, Aside):
        result.aside[file.path] = found.reason
        return []
    if isinstance(data, bytes) and not isinstance(found, Unreadable):
        last[file.path] = (sha256(data), _key(file, sha256(data), result.cuts))
    elif isinstance(found, Unreadable):
        kept = remembered(workspace, last[file.path][1]) if file.path in last else None
        instead = "; its last good reading is used" if isinstance(kept, tuple) else ""
        result.diagnostics.append(UNREADABLE_SOURCE.at(file.path, found.message + instead, found.hint))
        found = kept if isinstance(kept, tuple) else found
    if isinstance(found, Unreadable):
        return []
    sha = last[file.path][0]
    return [Candidate(file.path, sha, one.reading, one.sketch, one.marks) for one in found]


def _behind_closed_folders(workspace: Workspace, result: Ingested, last: LastGood) -> list[Candidate]:
    """The last good readings of files whose folder can't be listed now."""
    closed = tuple(f"{found.path}/" for found in result.diagnostics if (workspace.root / found.path).is_dir())
    found = []
    for path, (sha, key) in last.items():
        kept = remembered(workspace, key) if closed and f"{path}/".startswith(closed) else None
        if isinstance(kept, tuple):
            found += [Candidate(path, sha, one.reading, one.sketch, one.marks) for one in kept]
    return found


def _last_good(workspace: Workspace) -> LastGood:
    try:
        found = json.loads((workspace.root / LAST).read_bytes())
        return {str(path): (Digest(sha), Digest(key)) for path, (sha, key) in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _keep(workspace: Workspace, last: LastGood) -> None:
    with contextlib.suppress(DiskError):
        workspace.write(LAST, json.dumps(last, ensure_ascii=False))


def _data(workspace: Workspace, file: RawFile) -> bytes | Unreadable:
    limit = workspace.settings.ingest.max_megabytes
    try:
        size = file.real.stat().st_size / 1e6
        if size > limit and not file.folder:
            hint = "Split it, or raise ingest.max_megabytes in kb.yaml."
            return Unreadable(f"holds {size:,.0f} MB; the limit is {limit:,.0f} MB", hint)
        return file.data
    except FileNotFoundError:
        return Unreadable("vanished while it was read", "Run the command again.")
    except OSError as error:
        return Unreadable(f"can't be read: {files.reason(error)}", files.remedy(error))


def _readings(workspace: Workspace, file: RawFile, data: bytes, result: Ingested) -> Known:
    """The readings of these bytes, remembered or made now."""
    sha = sha256(data)
    key = _key(file, sha, result.cuts)
    beside = file.beside(workspace)
    known = remembered(workspace, key, beside)
    if known is None:
        result.read += 1
        try:
            overrides = _overrides(file, result.cuts.get(sha))
        except SettingsError as error:
            return Unreadable(str(error), error.hint)
        found = _read(file, data, overrides, beside)
        known = sketched(found)
        remember(workspace, key, found, known, beside.seen)
    return known


def _read(file: RawFile, data: bytes, overrides: Overrides, beside: Neighbours) -> Found:
    name = files.printable(file.real.name)
    if file.folder is not None:
        return readers.read_folder(file.folder, name, file.members, overrides, beside)
    return readers.read(name, data, overrides, beside)


def _overrides(file: RawFile, cuts: tuple[int, ...] | None) -> Overrides:
    """What was decided about a file; a person's word about where it is cut wins. Raises SettingsError."""
    said = parse_sidecar(file.notes, file.sidecar.name)
    return said if cuts is None or said.split is not None else replace(said, split=cuts, split_by="a model")


def _key(file: RawFile, sha: Digest, cuts: Cuts) -> Digest:
    """All that a reading depends on: bytes, name, sidecar, where it is cut, and the code that reads."""
    cut = list(cuts[sha]) if sha in cuts else None
    return digest([sha, files.printable(file.real.name), file.notes, cut, _reader_code()])


@cache
def _reader_code() -> Digest:
    return code_digest(Path(kb.__file__).parent, _READS)


def _remarks(sources: Sequence[Source]) -> list[Diagnostic]:
    """What readers had to guess, said once for each file."""
    found = [DOUBTFUL_READING.at(s.raw.path, warning) for s in sources for warning in s.reading.warnings]
    proposed: dict[str, list[int]] = {}
    for source in sources:
        proposed.setdefault(source.raw.path, []).extend(source.reading.proposals)
    for path, lines in proposed.items():
        if lines:
            shown = ",".join(map(str, sorted(lines)))
            hint = f"If they do: kb ingest {shlex.quote(path)} --split {shown}"
            found.append(POSSIBLE_POSTS.at(path, f"other posts may begin at lines {shown}", hint))
    return list(dict.fromkeys(found))
