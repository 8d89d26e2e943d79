"""raw/ → the digest of each file, and which of them are rightly no sources."""

import hashlib
from collections.abc import Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kb.digest import Digest, digest, sha256
from kb.linting.kept import Kept
from kb.linting.looking import Look
from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.raw_files import RawFile

_FACTS = "raw"


class Raw:
    """The raw files of a workspace as they were when it was looked at."""

    def __init__(self, workspace: Workspace, look: Look, kept: Kept) -> None:
        self._workspace, self._look, self._kept = workspace, look, kept
        self._known = _Facts.of(kept.value(_FACTS))

    @cached_property
    def digests(self) -> Mapping[str, Digest]:
        """SHA-256 of each; empty for one that can't be read."""
        if not self._look.raw:
            return {}
        if self._look.seen_raw and self._known.seen == self._look.seen_raw:
            return {path: Digest(found) for path, (_, found) in self._known.digests.items()}
        return {path: self._digest(file) for path, file in self._files.items()}

    def aside(self, sources: Set[str], others: Set[str]) -> frozenset[str]:
        """Files that no page is made from, and rightly so. `others` are the files of the wiki that are no pages."""
        shown = {path.rpartition("/")[2] for path in others}
        key = digest([self._look.seen_raw, sorted(shown)]) if self._look.seen_raw else ""
        known = self._known.aside if key and self._known.aside_for == key else {}
        told = {
            path: known[path] if path in known else is_aside(self._workspace, self._files[path], shown)
            for path in self.digests
            if path not in sources
        }
        stamps = self._look.raw
        digests = {path: (stamps.get(path, ""), found) for path, found in self.digests.items()}
        facts = _Facts(self._look.seen_raw, digests, key, {**known, **told})
        if facts != self._known:
            self._kept.keep(_FACTS, facts._asdict())
        return frozenset(path for path, is_one in told.items() if is_one)

    @cached_property
    def _files(self) -> "Mapping[str, RawFile]":
        # Loaded where it is needed: every reader there is comes with it.
        from kb.raw_files import raw_files

        return {file.path: file for file in raw_files(self._workspace, [])}

    def _digest(self, file: "RawFile") -> Digest:
        stamp, known = self._known.digests.get(file.path, ("", ""))
        same = stamp and file.folder is None and stamp == self._look.raw.get(file.path)
        return Digest(known) if same else digest_of(file)


class _Facts(NamedTuple):
    seen: str
    """What raw/ looked like."""
    digests: Mapping[str, tuple[str, str]]
    """Stamp and SHA-256 of each file."""
    aside_for: str
    aside: Mapping[str, bool]

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "_Facts":
        """From what was kept."""
        match kept:
            case {"seen": str(seen), "digests": dict(digests), "aside_for": str(key), "aside": dict(aside)}:
                return cls(seen, {path: (stamp, found) for path, (stamp, found) in digests.items()}, key, aside)
        return cls("", {}, "", {})


def is_aside(workspace: Workspace, file: "RawFile", shown: Set[str]) -> bool:
    """Whether a file that no page is made from is rightly no source. `shown` are the wiki's pictures, by name."""
    from kb.ingesting import is_part_of
    from kb.readers.reader import Aside
    from kb.reading import read, recall

    told = recall(workspace, file, {}) or read(workspace.looked_at(), file, {})
    if isinstance(told.known, tuple):
        return all(is_part_of(one.reading, shown) for one in told.known)
    return isinstance(told.known, Aside)


def digest_of(file: "RawFile") -> Digest:
    """Empty when the file can't be read: then nobody can say that it has changed."""
    try:
        if file.folder is not None:
            return sha256(file.data)
        with file.real.open("rb") as data:
            return Digest(hashlib.file_digest(data, "sha256").hexdigest())
    except OSError:
        return Digest("")
