"""One raw file → what it says: remembered, or read now and remembered by all that its reading depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import kb
from kb import readers
from kb.digest import Digest, code_digest, digest, sha256
from kb.errors import SettingsError
from kb.raw_files import Neighbours, RawFile
from kb.readers import Found, Known, lightened, sketched
from kb.readers.unpacking.extras import present
from kb.readers.reader import Overrides, Unreadable
from kb.readers.sidecar import parse_sidecar
from kb.remembered import outlined, remember
from kb.workspace import Workspace, files

_CODE = "credentials.py knowledge.py markup.py quoting.py sentences.py typed_yaml.py"
_READS = ("readers/**/*.py", *_CODE.split())
"""What decides how a file is read: code that changed reads it anew."""

Cuts = Mapping[Digest, tuple[int, ...]]
"""Where a model found the posts of a file to begin, by the digest of its bytes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one raw file says."""

    known: Known
    sha: Digest | None = None
    """Of its bytes; None where they could not be had."""
    key: Digest | None = None
    """What the reading is remembered under; None where it is not."""


def recall(workspace: Workspace, file: RawFile, cuts: Cuts) -> Told | None:
    """What is known of a file without reading it; None when it has to be read."""
    data = data_of(workspace, file)
    if not isinstance(data, bytes):
        return Told(data)
    sha = sha256(data)
    key = _key(file, sha, cuts)
    known = outlined(workspace, key, file.beside(workspace))
    return Told(known, sha, key) if known is not None else None


def read(workspace: Workspace, file: RawFile, cuts: Cuts) -> Told:
    """The file read now. The blocks of what could be remembered stay on disk: `remembered` has them."""
    data = data_of(workspace, file)
    if not isinstance(data, bytes):
        return Told(data)
    sha = sha256(data)
    try:
        overrides = _overrides(file, cuts.get(sha))
    except SettingsError as error:
        return Told(Unreadable(str(error), error.hint), sha)
    beside = file.beside(workspace)
    found = _found(file, data, overrides, beside)
    known = sketched(found)
    key = _key(file, sha, cuts)
    stored = remember(workspace, key, found, known, beside.seen)
    return Told(lightened(known), sha, key) if stored else Told(known, sha)


def data_of(workspace: Workspace, file: RawFile) -> bytes | Unreadable:
    """The bytes of a raw file, or why they can't be had."""
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


def _found(file: RawFile, data: bytes, overrides: Overrides, beside: Neighbours) -> Found:
    name = files.printable(file.real.name)
    if file.folder is not None:
        return readers.read_folder(file.folder, name, file.members, overrides, beside)
    return readers.read(name, data, overrides, beside)


def _overrides(file: RawFile, cuts: tuple[int, ...] | None) -> Overrides:
    """What was decided about a file; a person's word about where it is cut wins. Raises SettingsError."""
    said = parse_sidecar(file.notes, file.sidecar.name)
    return said if cuts is None or said.split is not None else replace(said, split=cuts, split_by="a model")


def _key(file: RawFile, sha: Digest, cuts: Cuts) -> Digest:
    """All that a reading depends on: bytes, sidecar, where it is cut, the code that reads, and its place, for that says
    which files lie beside it."""
    cut = list(cuts[sha]) if sha in cuts else None
    return digest([sha, file.path, file.notes, cut, _reader_code()])


@cache
def _reader_code() -> Digest:
    # With an extra that was installed since, more files can be read.
    return digest([code_digest(Path(kb.__file__).parent, _READS), *present()])
