"""Files from elsewhere → copies in raw/, with a sidecar for what a person decided about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.errors import DiskError, UsageError
from kb.readers.sidecar import SUFFIX
from kb.workspace import Workspace, files


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the command line says of the files it names."""

    kind: str = ""
    split: str = ""
    """Line numbers with commas between."""

    def sidecar(self) -> str:
        """The text of the sidecar that keeps them; empty when nothing was decided."""
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
    copied = []
    for path in paths:
        if re.match(r"https?:/", str(path)):
            raise UsageError(
                f"{path} is an address: this version reads files", hint="Save the page and ingest the file."
            )
        real = path.resolve()
        if not real.exists():
            raise UsageError(f"no such file: {path}")
        for file, target in _targets(workspace, real):
            placed = _place(workspace, file, target)
            if placed != file:
                copied.append(files.printable(placed.relative_to(workspace.root).as_posix()))
            if sidecar:
                _decide(workspace, placed, sidecar)
    return copied


def _targets(workspace: Workspace, real: Path) -> list[tuple[Path, Path]]:
    """The files to collect, each with the folder of raw/ that it goes to."""
    if real.is_file():
        return [(real, workspace.raw)]
    found = [Path(entry.path) for entry in files.walk(real) if entry.is_file()]
    return [(file, workspace.raw / real.name / file.parent.relative_to(real)) for file in found]


def _place(workspace: Workspace, file: Path, folder: Path) -> Path:
    """Where the file lies in raw/: where it is, or a copy of it, made now unless the same is there already."""
    if file.is_relative_to(workspace.raw.resolve()):
        return file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DiskError(f"can't read {file}: {files.reason(error)}", hint=files.remedy(error)) from error
    target, free = _name_for(folder, file.name, data)
    if free:
        files.write(target, data, workspace.scratch)
    return target


def _name_for(folder: Path, name: str, data: bytes) -> tuple[Path, bool]:
    """A path in `folder` for the file, and whether it is still free: the same bytes are not copied twice."""
    stem, extension = Path(name).stem, Path(name).suffix
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{stem}-{number}{extension}")
        if not path.exists():
            return path, True
        if path.is_file() and path.read_bytes() == data:
            return path, False
        number += 1


def _decide(workspace: Workspace, file: Path, text: str) -> None:
    path = file.with_name(file.name + SUFFIX)
    known = files.read(path)
    if known is not None and known.decode("utf-8", "replace") != text:
        raise UsageError(f"{path.name} says something else already", hint=f"Edit {path} by hand.")
    files.write(path, text.encode(), workspace.scratch)
