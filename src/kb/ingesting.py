"""The front half of the pipeline: the files of raw/ → sources with ids. Reading is remembered by the file's digest."""

import contextlib
import json
import shlex
from array import array
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from sys import intern

from kb import readers
from kb.diagnostics import Diagnostic
from kb.digest import Digest, sha256
from kb.errors import DiskError, KBError
from kb.identity import Candidate, Known, identify, known_sources
from kb.knowledge import Raw, Reading, Source, SourceId
from kb.raw_files import RawFile, raw_files
from kb.readers import Sketched
from kb.readers.addresses import same_place
from kb.readers.duplicates import repeats
from kb.readers.formats import image
from kb.readers.reader import Aside, Unreadable
from kb.readers.redaction import REDACTED
from kb.readers.translations import translations
from kb.reading import Cuts, Told, data_of, read
from kb.reading_all import Work, read_task, tell_all
from kb.remembered import outlined, remembered
from kb.reports import DOUBTFUL_READING, POSSIBLE_POSTS, REDACTED_CREDENTIALS, UNREADABLE_SOURCE
from kb.stages.segment import Pasted
from kb.workspace import Workspace, files

LAST = ".kb/read/last.json"
"""Which reading of each file was the last good one; lost, a file that can't be read has no stand-in."""

LastGood = dict[str, tuple[Digest, Digest]]
"""By path: the digest of the file's bytes then, and the key of the reading."""


@dataclass(frozen=True, slots=True)
class Memo:
    """Where the text of a source is remembered."""

    file: RawFile
    key: Digest
    at: int
    """Which of the file's readings it is."""


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
    left: tuple[SourceId, ...] = ()
    """Sources that the wiki has a page of, and raw/ no file."""
    memos: dict[SourceId, Memo] = field(default_factory=dict)
    """For the sources whose blocks were left on disk."""


def ingest(
    workspace: Workspace, pages: Mapping[str, bytes], watch: Callable[[str], None], cuts: Cuts | None = None
) -> Ingested:
    """Every source of raw/. `pages` are the wiki's: a source keeps the id its page has, through edits and renames,
    and a file that was once cut into posts stays cut there while its bytes are the same. `cuts` come on top.

    A file that can't be read becomes a diagnostic; its last good reading stands in for it where there is one.
    """
    result = skim(workspace, pages, watch, Skimming(cuts or {}))
    result.sources = tuple(whole(workspace, source, result) for source in result.sources)
    return result


@dataclass(frozen=True, slots=True)
class Skimming:
    """How raw/ is read."""

    cuts: Cuts = field(default_factory=dict)
    processes: int | None = None
    """How many read new files; None: as many as these are worth."""
    work: Work = read_task
    more: tuple[RawFile, ...] = ()
    """Files to be read as if they lay in raw/."""


def skim(
    workspace: Workspace, pages: Mapping[str, bytes], watch: Callable[[str], None], how: Skimming | None = None
) -> Ingested:
    """As `ingest`, but the sources' blocks stay on disk, where `whole` finds them: a large raw/ is small in memory."""
    how = how or Skimming()
    known = known_sources(pages)
    result = Ingested(cuts={Digest(one.sha256): one.cuts for one in known if one.cuts is not None} | dict(how.cuts))
    last = _last_good(workspace)
    found = [*raw_files(workspace, result.diagnostics), *how.more]
    told: dict[int, Told] = {}
    for at, one, anew in tell_all(workspace, found, result.cuts, how.processes, how.work):
        told[at] = one
        result.read += anew
        watch("files read")
    result.files = len(found)
    candidates = [
        one for at, file in enumerate(found) for one in _candidates(workspace, file, told.pop(at), result, last)
    ]
    candidates += _behind_closed_folders(workspace, result, last)
    _keep(workspace, last)
    _name(result, _without_shown(candidates, result), known)
    result.diagnostics += _remarks(result.sources)
    return result


def whole(workspace: Workspace, source: Source, ingested: Ingested) -> Source:
    """A source that was skimmed, with its blocks. Raises KBError when its file has changed since and nothing else has
    its text."""
    if source.blocks:
        return source
    memo = ingested.memos[source.id]
    known = remembered(workspace, memo.key)
    if not isinstance(known, tuple):
        told = read(workspace, memo.file, ingested.cuts)
        known = remembered(workspace, memo.key) if told.key == memo.key else told.known
        if told.sha != source.raw.sha256 or not isinstance(known, tuple):
            raise KBError(f"{source.raw.path} changed while it was read", hint="Run the same command again.")
    return replace(source, reading=known[memo.at].reading)


def _without_shown(found: list[tuple[Candidate, Memo | None]], result: Ingested) -> list[tuple[Candidate, Memo | None]]:
    """Without the images that say nothing themselves and stand on the page of a source that shows them."""
    others = [one for one, _ in found if one.reading.kind != image.kind]
    shown = {picture.name: one.path for one in others for picture in one.reading.pictures}
    kept = []
    for candidate, memo in found:
        if is_part_of(candidate.reading, shown.keys()) and not candidate.sketch[0]:
            result.aside[candidate.path] = f"is shown by {shown[candidate.reading.pictures[0].name]}"
        else:
            kept.append((candidate, memo))
    return kept


def is_part_of(reading: Reading, shown: Set[str]) -> bool:
    """Whether it is an image file, and one of these pictures."""
    return reading.kind == image.kind and all(picture.name in shown for picture in reading.pictures)


def _name(result: Ingested, found: Sequence[tuple[Candidate, Memo | None]], known: Sequence[Known]) -> None:
    """The sources of what was found, each with its id and the one that it repeats."""
    candidates = [candidate for candidate, _ in found]
    ids = identify(candidates, known)
    settled = {one.id for one in known if one.original and one.path}
    originals = _originals(dict(zip(ids, candidates, strict=True)), settled)
    result.left = tuple(sorted({one.id for one in known if one.path} - {*ids}))
    result.memos = {one: memo for one, (_, memo) in zip(ids, found, strict=True) if memo is not None}
    result.sources = tuple(
        Source(one, Raw(c.path, c.sha256, c.reading.lines, c.reading.part), c.reading, originals.get(one))
        for one, c in zip(ids, candidates, strict=True)
    )


def _originals(candidates: Mapping[SourceId, Candidate], settled: Set[SourceId]) -> dict[SourceId, SourceId]:
    """For each source that says what another one says, in its words or in another language, that other one."""
    sketches = {one: candidate.sketch for one, candidate in candidates.items()}
    originals = repeats(sketches, settled)
    rest = {one: candidate.reading.url for one, candidate in candidates.items() if one not in originals}
    originals |= same_place(rest, sketches, settled)
    marks = {one: candidate.marks for one, candidate in candidates.items() if one not in originals}
    translated = translations(marks, {one: candidate.path for one, candidate in candidates.items()})
    found = originals | translated
    return {one: _first_of(one, found) for one in found}


def _first_of(source: SourceId, found: Mapping[SourceId, SourceId]) -> SourceId:
    """The one at the end of a chain: what repeats a translation repeats what that was made from."""
    seen = {source}
    while source in found and found[source] not in seen:
        source = found[source]
        seen.add(source)
    return source


def pasted(workspace: Workspace, ingested: Ingested) -> list[Pasted]:
    """The files that may hold several posts and that nobody has decided about, line by line."""
    proposed: dict[str, list[int]] = {}
    for source in ingested.sources:
        proposed.setdefault(source.raw.path, []).extend(source.reading.proposals)
    found = []
    for file in raw_files(workspace, []) if any(proposed.values()) else ():
        data = data_of(workspace, file) if proposed.get(file.path) else None
        if isinstance(data, bytes):
            lines = readers.lines_of(files.printable(file.real.name), data)
            found.append(Pasted(file.path, sha256(data), lines, tuple(sorted(proposed[file.path]))))
    return found


def _candidates(
    workspace: Workspace, file: RawFile, told: Told, result: Ingested, last: LastGood
) -> list[tuple[Candidate, Memo | None]]:
    found = told.known
    if isinstance(found, Aside):
        result.aside[file.path] = found.reason
        return []
    if isinstance(found, Unreadable):
        sha, key = last.get(file.path, (None, None))
        kept = outlined(workspace, key) if key is not None else None
        instead = "; its last good reading is used" if isinstance(kept, tuple) else ""
        result.diagnostics.append(UNREADABLE_SOURCE.at(file.path, found.message + instead, found.hint))
        told = Told(kept or found, sha, key)
    elif told.sha is not None and told.key is not None:
        last[file.path] = (told.sha, told.key)
    return _candidates_of(file, told)


def _candidates_of(file: RawFile, told: Told) -> list[tuple[Candidate, Memo | None]]:
    if not isinstance(told.known, tuple) or told.sha is None:
        return []
    return [
        (_candidate(file.path, told.sha, one), Memo(file, told.key, at) if told.key is not None else None)
        for at, one in enumerate(told.known)
    ]


def _candidate(path: str, sha: Digest, one: Sketched) -> Candidate:
    """Packed tightly: of a large raw/ all of them are in memory at once, and their marks are mostly the same."""
    marks = replace(one.marks, marks=tuple(map(intern, one.marks.marks)))
    return Candidate(path, sha, one.reading, array("Q", one.sketch), marks)


def _behind_closed_folders(
    workspace: Workspace, result: Ingested, last: LastGood
) -> list[tuple[Candidate, Memo | None]]:
    """The last good readings of files whose folder can't be listed now."""
    closed = tuple(f"{found.path}/" for found in result.diagnostics if (workspace.root / found.path).is_dir())
    found = []
    for path, (sha, key) in last.items():
        kept = outlined(workspace, key) if closed and f"{path}/".startswith(closed) else None
        if isinstance(kept, tuple):
            found += _candidates_of(RawFile(path, workspace.root / path), Told(kept, sha, key))
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


def _remark(path: str, warning: str) -> Diagnostic:
    if not warning.startswith(REDACTED):
        return DOUBTFUL_READING.at(path, warning)
    return REDACTED_CREDENTIALS.at(path, warning, "The file still holds them: revoke what was shared.")


def _remarks(sources: Sequence[Source]) -> list[Diagnostic]:
    """What readers had to guess, said once for each file."""
    found = [_remark(s.raw.path, warning) for s in sources for warning in s.reading.warnings]
    proposed: dict[str, list[int]] = {}
    for source in sources:
        proposed.setdefault(source.raw.path, []).extend(source.reading.proposals)
    for path, lines in proposed.items():
        if lines:
            shown = ",".join(map(str, sorted(lines)))
            hint = f"If they do: kb ingest {shlex.quote(path)} --split {shown}"
            found.append(POSSIBLE_POSTS.at(path, f"other posts may begin at lines {shown}", hint))
    return list(dict.fromkeys(found))
