"""A workspace: where its parts are, and how they are read and written.

What only some commands need is imported where it is: settings and replies take longer to load than a search to answer.
"""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kb.errors import DiskError, NotAWorkspace, SettingsError, UsageError
from kb.workspace import files
from kb.workspace.batches import OpenBatches
from kb.workspace.journal import Journal

if TYPE_CHECKING:
    from kb.llm.replies import Replies
    from kb.workspace.settings import Settings

SETTINGS = "kb.yaml"
GITIGNORE = """\
# Rebuilt whenever it is missing, but for these: what happened, and what was paid for.
/.kb/*
!/.kb/journal/
!/.kb/replies/
!/.kb/windows.json
!/.kb/facets.json
"""


@dataclass(frozen=True)
class Workspace:
    """The folder that holds kb.yaml."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> "Workspace":
        """The workspace that `start` lies in. Raises NotAWorkspace."""
        for folder in [start, *start.parents]:
            if (folder / SETTINGS).is_file():
                return cls(folder)
        raise NotAWorkspace(f"no {SETTINGS} in {start} or above it", hint="Run `kb init` in the folder of your wiki.")

    @classmethod
    def create(cls, root: Path) -> "Workspace":
        """Make a workspace; what is already there stays as it is. Raises UsageError inside another one."""
        outer = next((folder for folder in root.parents if (folder / SETTINGS).is_file()), None)
        if outer is not None:
            raise UsageError(f"{root} lies inside the workspace {outer}", hint="Use that one, or another folder.")
        made = cls(root)
        try:
            for folder in (made.raw, made.wiki):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiskError(f"can't make {folder}: {files.reason(error)}", hint=files.remedy(error)) from error
        from kb.workspace.settings import DEFAULT

        for name, text in ((SETTINGS, DEFAULT), (".gitignore", GITIGNORE)):
            if not (root / name).exists():
                files.write(root / name, text.encode(), made.scratch)
        return made

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def wiki(self) -> Path:
        return self.root / "wiki"

    @property
    def state(self) -> Path:
        return self.root / ".kb"

    @property
    def scratch(self) -> Path:
        return self.state / "tmp"

    @cached_property
    def settings(self) -> "Settings":
        from kb.workspace.settings import parse

        return parse(self.text(SETTINGS) or "")

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.state / "journal")

    @cached_property
    def calls(self) -> Journal:
        """What was asked of models, and what it cost: too much for the journal to be read with it."""
        return Journal(self.state / "journal", "calls")

    @cached_property
    def replies(self) -> "Replies":
        """The remembered replies."""
        from kb.llm.replies import Replies

        return Replies(self.root, ".kb/replies", self.write)

    @cached_property
    def batches(self) -> OpenBatches:
        """The batches that wait for their results."""
        return OpenBatches(self.root, ".kb/batches", self.write, self.remove)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile. What a killed run left half-written is swept away first."""
        from kb.workspace import lock

        with lock.hold(self.state):
            shutil.rmtree(self.scratch, ignore_errors=True)
            yield

    def text(self, path: str) -> str | None:
        """The text at `path` from the workspace's top; None if there is no such file."""
        data = files.read(self.root / path)
        try:
            return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise SettingsError(
                f"{path} is not UTF-8: {error.reason} at byte {error.start}", "Save it as UTF-8."
            ) from None

    def pages(self) -> dict[str, bytes]:
        """Every markdown page of the wiki, and the versions offered beside them, by path from wiki/."""
        found: dict[str, bytes] = {}
        for entry in files.walk(self.wiki):
            if entry.name.endswith((".md", ".md.new")):
                path = Path(entry.path)
                data = files.read(path)
                if data is not None:
                    found[path.relative_to(self.wiki).as_posix()] = data
        return found

    def first_pages(self, folder: str, number: int) -> dict[str, bytes]:
        """A few pages of a folder of the wiki, in order of name, by path from wiki/."""
        paths = sorted((self.wiki / folder).glob("*.md"))[:number]
        return {f"{folder}/{path.name}": files.read(path) or b"" for path in paths}

    def write(self, path: str, text: str) -> None:
        """Write a file of the workspace in one step, if its bytes change. Raises DiskError."""
        self.write_bytes(path, text.encode("utf-8"))

    def write_bytes(self, path: str, data: bytes) -> None:
        """As `write`, for what is no text."""
        target = self._own(path)
        if files.read(target) != data:
            files.write(target, data, self.scratch)

    def memorise(self, path: str, data: bytes) -> None:
        """Write what is only kept because it takes long to make: quickly, and for this disk alone."""
        files.write(self._own(path), data, self.scratch, flushed=False)

    def remove(self, path: str) -> None:
        files.remove(self._own(path))

    def looked_at(self) -> "Workspace":
        """The same, for work that must leave no trace."""
        return _LookedAt(self.root)

    def _own(self, path: str) -> Path:
        """The place of a file that kb may write: below the workspace's top, and never in raw/. Raises DiskError."""
        parts = PurePosixPath(path).parts
        if not parts or ".." in parts or parts[0] in ("/", self.raw.name):
            raise DiskError(f"kb does not write {path}: it is not kb's own")
        return self.root / path

    def prompts(self) -> Mapping[str, str]:
        """The prompt templates by stage: the packaged ones, and the workspace's own in their place."""
        package = Path(__file__).parent.parent
        packaged = package / "prompts"
        # A wheel carries them inside the package; in a checkout they stand at the top, where people look for them.
        packaged = packaged if packaged.is_dir() else package.parent.parent / "prompts"
        found = {file.stem: file.read_text(encoding="utf-8") for file in packaged.glob("*.md")}
        for file in (self.root / "prompts").glob("*.md"):
            found[file.stem] = self.text(f"prompts/{file.name}") or ""
        return found


class _LookedAt(Workspace):
    """Whatever would be written is not."""

    def write_bytes(self, path: str, data: bytes) -> None:
        self._own(path)

    def memorise(self, path: str, data: bytes) -> None:
        self._own(path)

    def remove(self, path: str) -> None:
        self._own(path)
