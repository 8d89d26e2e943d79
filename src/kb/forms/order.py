"""`--as`, `--out` and `--force` → what is to be made and where; an answer → the files, or the text that is printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.asking.answers import Answer
from kb.digest import sha256
from kb.errors import KBError, UsageError
from kb.forms.form import Form, Place
from kb.forms.registry import named
from kb.llm.port import LanguageModel
from kb.workspace import Workspace, files

_WRITTEN = ".kb/written.json"
"""Digests of files that answers were written to, by path: these kb may write again."""


@dataclass(frozen=True, slots=True)
class Delivered:
    paths: tuple[Path, ...] = ()
    text: str = ""
    """What is to be printed instead of files."""
    trouble: KBError | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A form, and the file that it goes to."""

    workspace: Workspace
    form: Form
    place: Place

    @classmethod
    def of(cls, workspace: Workspace, name: str, out: Path | None, *, force: bool = False) -> "Order | None":
        """None when nothing is asked for. Raises UsageError for a file that kb must not write, KBError where something
        that the form needs is missing."""
        if not name and out is None:
            if force:
                raise UsageError("--force: there is no file to overwrite", hint="Name one: --out FILE.")
            return None
        # A link at the end stays one, so that it can be refused.
        file = out.parent.resolve() / out.name if out is not None else None
        form = named(name, file.suffix.lower() if file is not None else None)
        order = cls(workspace, form, Place(workspace.wiki.resolve(), file))
        order._check(force)
        form.ready(order.place.suffix)
        return order

    @property
    def printed(self) -> bool:
        """Whether the file itself goes to standard output."""
        return self.place.file is None and self.form.printed

    def engaged(self, model: LanguageModel, engine: str) -> None:
        """Raises UsageError when the engine has no rule for the form."""
        if not model.answers(self.form.stage.name):
            raise UsageError(
                f"--as {self.form.name}: the {engine} engine makes none, since it only quotes",
                hint="It can do md, slides and canvas; for this one use --engine claude.",
            )

    def deliver(self, answer: Answer) -> Delivered:
        """Raises DiskError; KBError when what the form needs fails."""
        made = self.form.make(answer, self.place)
        if self.place.file is None:
            return Delivered(text=made.files[self.form.suffixes[0]].decode() if self.form.printed else "")
        paths = {self.place.file.with_suffix(suffix): data for suffix, data in made.files.items()}
        if self.place.suffix in made.files:
            # As it was named, whatever the case of its suffix.
            paths = {self.place.file: made.files[self.place.suffix], **_others(paths, self.place.file)}
        for path, data in paths.items():
            files.write(path, data, self.workspace.scratch)
        self._remember(paths)
        return Delivered(tuple(paths), trouble=made.trouble)

    def _check(self, force: bool) -> None:
        file = self.place.file
        if file is None:
            return
        if not file.parent.is_dir():
            raise UsageError(f"--out: there is no folder {file.parent}", hint="Make it first, or name another file.")
        known = _known(self.workspace)
        for suffix in self.form.together(self.place.suffix):
            path = file if suffix == self.place.suffix else file.with_suffix(suffix)
            self._may_write(path)
            if not force:
                _is_own(path, known)

    def _may_write(self, path: Path) -> None:
        """Raises UsageError where no answer belongs."""
        if path.is_dir() or path.is_symlink():
            raise UsageError(f"--out: {path} is a {'link' if path.is_symlink() else 'folder'}", hint="Name a file.")
        if _lies_in(path, self.workspace.raw):
            raise UsageError("--out: no answer is written into raw/", hint="Sources lie there, and no answer is one.")
        if _lies_in(path, self.workspace.state):
            raise UsageError("--out: no answer is written into .kb/", hint="What lies there is kb's own.")
        if path.suffix.lower() == ".md" and _lies_in(path, self.workspace.wiki):
            raise UsageError("--out: a page in wiki/ is one of the wiki's", hint="Name a place beside it.")

    def _remember(self, paths: Mapping[Path, bytes]) -> None:
        known = _known(self.workspace) | {str(path): str(sha256(data)) for path, data in paths.items()}
        self.workspace.memorise(_WRITTEN, json.dumps(known, indent=0, sort_keys=True).encode())


def _others(paths: Mapping[Path, bytes], file: Path) -> dict[Path, bytes]:
    return {path: data for path, data in paths.items() if path.suffix != file.suffix.lower()}


def _lies_in(path: Path, folder: Path) -> bool:
    """Also where the folder has several names, as on a disk that takes RAW for raw."""
    return folder.is_dir() and any(one.samefile(folder) for one in path.parents if one.is_dir())


def _is_own(path: Path, known: Mapping[str, str]) -> None:
    """Raises UsageError where a file stands that kb did not write just so."""
    data = files.read(path)
    if data is not None and known.get(str(path)) != sha256(data):
        raise UsageError(
            f"--out: {path} exists, and is not as kb wrote it", hint="Name another file, or say --force to replace it."
        )


def _known(workspace: Workspace) -> dict[str, str]:
    """What was written; nothing where the record is lost, so that --force is needed once."""
    try:
        found = json.loads(files.read(workspace.root / _WRITTEN) or b"{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {path: value for path, value in found.items() if isinstance(value, str)}
