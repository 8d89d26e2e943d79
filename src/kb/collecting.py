"""Files from elsewhere → copies in raw/, with a sidecar for what a person decided about them."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.errors import DiskError, UsageError
from kb.raw_files import RawFile
from kb.readers import kinds
from kb.readers.sidecar import SUFFIX
from kb.workspace import Workspace, files

_DECIDED = re.compile(r"(?:kind: [a-z]+\n)?(?:split:\n(?:- \d+\n)+)?")
"""A sidecar as the command line writes it: the command line may write it anew."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the command line says of the files it names."""

    kind: str = ""
    split: str = ""
    """Line numbers with commas between."""

    def sidecar(self) -> str:
        """The text of the sidecar that keeps them; empty when nothing was decided. Raises UsageError."""
        if self.kind and self.kind not in kinds():
            raise UsageError(f"--kind: there is no kind {self.kind!r}", hint=f"Kinds: {', '.join(sorted(kinds()))}.")
        decided: dict[str, object] = {"kind": self.kind} if self.kind else {}
        if self.split:
            if not re.fullmatch(r"\s*\d+(\s*,\s*\d+)*\s*", self.split):
                raise UsageError(f"--split takes line numbers, not {self.split!r}", hint="Such as --split 12,40")
            decided["split"] = [int(number) for number in self.split.split(",")]
        return yaml.safe_dump(decided, sort_keys=False) if decided else ""


def collect(workspace: Workspace, paths: Sequence[Path], decisions: Decisions) -> list[str]:
    """Copy what lies outside raw/ into it; files in raw/ stay where they are. The new files, from the workspace's top.

    Nothing in raw/ is ever overwritten: another file of the same name gets a number.
    """
    sidecar = decisions.sidecar()
    found = _found(workspace, paths, decisions)
    copied = []
    for file, folder in found:
        placed, is_new = _place(workspace, file, folder)
        if is_new:
            copied.append(files.printable(placed.relative_to(workspace.root).as_posix()))
        if sidecar:
            _decide(workspace, placed, sidecar)
    return copied


def to_collect(workspace: Workspace, paths: Sequence[Path], decisions: Decisions) -> list[RawFile]:
    """The files that `collect` would copy, as they would lie in raw/. Nothing is copied."""
    decisions.sidecar()
    found = []
    for file, folder in _found(workspace, paths, decisions):
        if not file.is_relative_to(workspace.raw.resolve()):
            target, free = _name_for(folder, file.name, _read(file))
            shown = files.printable(target.relative_to(workspace.root).as_posix())
            found += [RawFile(shown, file)] if free else []
    return found


def _found(workspace: Workspace, paths: Sequence[Path], decisions: Decisions) -> list[tuple[Path, Path]]:
    """The files that the paths mean, each with the folder of raw/ it goes to. Raises UsageError."""
    found = [target for path in paths for target in _targets(workspace, _meant(workspace, path))]
    if decisions.split and len(found) != 1:
        raise UsageError(f"--split is for one file, not for {len(found)}", hint="Name the file that holds the posts.")
    return found


def _meant(workspace: Workspace, path: Path) -> Path:
    """The file or folder that the path leads to. Raises UsageError for what can't become a source."""
    real, wiki = Path(os.path.realpath(path)), Path(os.path.realpath(workspace.wiki))
    if not (real.is_file() or real.is_dir()):
        what = "is neither a file nor a folder" if real.exists() else "does not exist"
        raise UsageError(f"{path} {what}", hint="Name a file or a folder that kb can read.")
    if real.name.startswith("."):
        raise UsageError(f"{path} is hidden: kb passes over names that begin with a dot", hint="Give it another name.")
    # A wiki that is its own source would quote itself, and each compile would find more to quote.
    if real.is_relative_to(wiki) or wiki.is_relative_to(real):
        hint = "Name single files, or put them into raw/ and run: kb ingest"
        raise UsageError(f"{path} holds pages of this wiki, which are no sources of it", hint=hint)
    return real


def _targets(workspace: Workspace, real: Path) -> list[tuple[Path, Path]]:
    """The files to collect, each with the folder of raw/ that it goes to."""
    if real.is_file():
        return [(real, workspace.raw)]
    found = [Path(entry.path) for entry in files.walk(real) if entry.is_file()]
    return [(file, workspace.raw / real.name / file.parent.relative_to(real)) for file in found]


def _place(workspace: Workspace, file: Path, folder: Path) -> tuple[Path, bool]:
    """Where the file lies in raw/, and whether it was copied now: not if it, or the same words, lay there already."""
    if file.is_relative_to(workspace.raw.resolve()):
        return file, False
    data = _read(file)
    target, free = _name_for(folder, file.name, data)
    if free:
        files.write(target, data, workspace.scratch)
    return target, free


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DiskError(f"can't read {file}: {files.reason(error)}", hint=files.remedy(error)) from error


def _name_for(folder: Path, name: str, data: bytes) -> tuple[Path, bool]:
    """A path in `folder` for the file, and whether it is still free: the same bytes are not copied twice."""
    stem, extension = Path(name).stem, Path(name).suffix
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{stem}-{number}{extension}")
        # A link that leads nowhere takes the name too.
        if not os.path.lexists(path):
            return path, True
        if path.is_file() and files.read(path) == data:
            return path, False
        number += 1


def _decide(workspace: Workspace, file: Path, text: str) -> None:
    path = file.with_name(file.name + SUFFIX)
    known = files.read(path)
    if known is not None and not _DECIDED.fullmatch(known.decode("utf-8", "replace")):
        raise UsageError(f"{path.name} holds more than --kind and --split say", hint=f"Edit {path} by hand.")
    files.write(path, text.encode(), workspace.scratch)
