"""raw/ on disk → the files and folders in it that may be sources, in order of path."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.diagnostics import Diagnostic
from kb.digest import Digest, sha256
from kb.errors import DiskError
from kb.readers.folders import FOLDERS
from kb.readers.folders.folder import Folder
from kb.readers.sidecar import SUFFIX
from kb.reports import UNREADABLE_SOURCE
from kb.workspace import Workspace, files

JUNK = frozenset({"Thumbs.db", "desktop.ini", "Icon\r"})
_LONGEST_NAME = 255
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
_FILES_OF_A_PAGE = ("_files", "-Dateien", "_Dateien", "_fichiers", "_archivos", "_bestanden")
"""What browsers call the folder that they put beside a page with its pictures and styles."""
_INSTALLED = frozenset({"node_modules", "bower_components", "site-packages", "__pycache__"})
"""Folders that programs fill, tens of thousands of files deep: those of a folder that is one thing are not entered."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file below raw/, or a folder that is one thing."""

    path: str
    """From the workspace's top, printable."""
    real: Path
    folder: Folder | None = None
    """What reads it when it is a folder."""
    members: Mapping[str, int] = field(default_factory=dict)
    """Of a folder: its files, from the folder, and their sizes in bytes."""

    @property
    def data(self) -> bytes:
        """Its bytes; of a folder the sizes and names of its files, a line each. Raises OSError."""
        if self.folder is None:
            return self.real.read_bytes()
        listed = "\n".join(f"{size} {path}" for path, size in self.members.items())
        return listed.encode("utf-8", "surrogateescape")

    def beside(self, workspace: Workspace) -> "Neighbours":
        return Neighbours(self.real if self.folder else self.real.parent, workspace)

    @property
    def sidecar(self) -> Path:
        return self.real.with_name(self.real.name + SUFFIX)

    @property
    def notes(self) -> str:
        """The text of the sidecar; empty when there is none."""
        # A name so long that a sidecar's would be too long has none.
        long = len(os.fsencode(self.sidecar.name)) > _LONGEST_NAME
        return "" if long else (files.read(self.sidecar) or b"").decode("utf-8", "replace")


def raw_files(workspace: Workspace, diagnostics: list[Diagnostic]) -> list[RawFile]:
    """Everything in raw/ that may be a source; what can't be is added to the diagnostics."""
    found: list[RawFile] = []
    top = os.path.realpath(workspace.raw)
    closed: dict[Path, DiskError] = {}
    folders: list[tuple[Path, Folder]] = []
    for entry in files.walk(workspace.raw, closed, lambda path: not _is_one_thing(path, folders)):
        real = Path(entry.path)
        path = _shown(workspace, real)
        if entry.name in JUNK or entry.name.endswith(SUFFIX) or _is_of_a_page(real, workspace.raw):
            continue
        # realpath and not Path.resolve, which raises on a link that leads to itself.
        if entry.is_symlink() and not Path(os.path.realpath(real)).is_relative_to(top):
            diagnostics.append(
                UNREADABLE_SOURCE.at(path, "is a link to a place outside raw/", "Put a copy of the file into raw/.")
            )
        elif not real.is_file():
            if entry.is_symlink() or real.exists():
                diagnostics.append(UNREADABLE_SOURCE.at(path, "is not a regular file", "Remove it from raw/."))
        else:
            found.append(RawFile(path, real))
    for at, kind in folders:
        found += _of_folder(workspace, at, kind, closed)
    diagnostics += [UNREADABLE_SOURCE.at(_shown(workspace, at), str(error), error.hint) for at, error in closed.items()]
    return sorted(found, key=lambda file: file.path) if folders else found


def _is_one_thing(folder: Path, found: list[tuple[Path, Folder]]) -> bool:
    """Whether a folder format takes it; then it is added to `found`."""
    try:
        names = {entry.name + "/" * entry.is_dir(follow_symlinks=False) for entry in os.scandir(folder)}
    except OSError:
        return False
    kind = next((one for one in FOLDERS if one.recognise(names)), None)
    if kind is not None:
        found.append((folder, kind))
    return kind is not None


def _of_folder(workspace: Workspace, folder: Path, kind: Folder, closed: dict[Path, DiskError]) -> Iterator[RawFile]:
    """The folder as one thing, and those of its files that are sources of their own."""
    there = files.walk(folder, closed, lambda path: path.name not in _INSTALLED)
    start = len(f"{folder}{os.sep}")
    members = {e.path[start:].replace(os.sep, "/"): _size(e) for e in there if e.is_file(follow_symlinks=False)}
    own = {one for one in kind.of_their_own(members, Neighbours(folder, workspace)) if one in members}
    if own != members.keys():
        yield RawFile(_shown(workspace, folder), folder, kind, members)
    for member in own:
        file = folder / member
        if not (file.name in JUNK or file.name.endswith(SUFFIX) or _is_of_a_page(file, folder)):
            yield RawFile(_shown(workspace, file), file)


def _size(entry: "os.DirEntry[str]") -> int:
    """In bytes; 0 for a file that vanished."""
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


class Neighbours:
    """The bytes of files near a raw file, and which were asked for: its reading rests on them too."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self._folder = folder
        self._top = os.path.realpath(workspace.raw)
        self._limit = workspace.settings.ingest.max_megabytes * 1e6
        self.seen: dict[str, Digest | None] = {}
        """Digests by path; None where there was no such file."""

    def __call__(self, path: str) -> bytes | None:
        data = self._read(path)
        self.seen[path] = None if data is None else sha256(data)
        return data

    def _read(self, path: str) -> bytes | None:
        try:
            real = Path(os.path.realpath(self._folder / path))
            inside = real.is_relative_to(self._top) and real.is_file() and real.stat().st_size <= self._limit
            return real.read_bytes() if inside else None
        except (OSError, ValueError):
            return None


def _is_of_a_page(file: Path, top: Path) -> bool:
    """Whether a browser put the file beside a page that it saved: it is a part of that page."""
    folders = [one for one in file.relative_to(top).parents if one.name.endswith(_FILES_OF_A_PAGE)]
    names = ((top / one, next(end for end in _FILES_OF_A_PAGE if one.name.endswith(end))) for one in folders)
    return any(one.with_name(one.name.removesuffix(end) + page).is_file() for one, end in names for page in _PAGES)


def _shown(workspace: Workspace, path: Path) -> str:
    return files.printable(path.relative_to(workspace.root).as_posix())
