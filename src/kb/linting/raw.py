"""raw/ → the digest of each file, and which of them are rightly no sources."""

import hashlib
from collections.abc import Mapping, Set

from kb.digest import Digest, digest, sha256
from kb.linting.kept import Kept
from kb.linting.looking import Look
from kb.raw_files import RawFile, raw_files
from kb.workspace import Workspace

_FACTS = "raw"


class Raw:
    """The raw files of a workspace as they were when it was looked at."""

    def __init__(self, workspace: Workspace, look: Look, kept: Kept) -> None:
        self._workspace, self._look, self._kept = workspace, look, kept
        self._known = kept.value(_FACTS)
        self._files = {file.path: file for file in raw_files(workspace, [])}
        before = self._known.get("digests")
        known = before if isinstance(before, dict) else {}
        self.digests = {path: self._digest(file, known.get(path)) for path, file in self._files.items()}

    def aside(self, sources: Set[str], others: Set[str]) -> frozenset[str]:
        """Files that no page is made from, and rightly so. `others` are the files of the wiki that are no pages."""
        shown = {path.rpartition("/")[2] for path in others}
        key = digest([self._look.seen_raw, sorted(shown)]) if self._look.seen_raw else ""
        before = self._known.get("aside") if self._known.get("aside_for") == key else None
        known: dict[str, bool] = before if key and isinstance(before, dict) else {}
        told = {
            path: known[path] if path in known else is_aside(self._workspace, file, shown)
            for path, file in self._files.items()
            if path not in sources
        }
        self._keep(key, {**known, **told})
        return frozenset(path for path, is_one in told.items() if is_one)

    def _keep(self, key: str, aside: Mapping[str, bool]) -> None:
        stamps = self._look.raw
        digests = {path: [stamps.get(path, ""), found] for path, found in self.digests.items()}
        facts = {"digests": digests, "aside_for": key, "aside": aside}
        if facts != self._known:
            self._kept.keep(_FACTS, facts)

    def _digest(self, file: RawFile, known: object) -> Digest:
        stamp = self._look.raw.get(file.path)
        if stamp and file.folder is None and isinstance(known, list) and known[0] == stamp:
            return Digest(known[1])
        return digest_of(file)


def is_aside(workspace: Workspace, file: RawFile, shown: Set[str]) -> bool:
    """Whether a file that no page is made from is rightly no source. `shown` are the wiki's pictures, by name."""
    # Loaded where it is needed: every reader there is comes with it.
    from kb.ingesting import is_part_of
    from kb.readers.reader import Aside
    from kb.reading import read, recall

    told = recall(workspace, file, {}) or read(workspace.looked_at(), file, {})
    if isinstance(told.known, tuple):
        return all(is_part_of(one.reading, shown) for one in told.known)
    return isinstance(told.known, Aside)


def digest_of(file: RawFile) -> Digest:
    """Empty when the file can't be read: then nobody can say that it has changed."""
    try:
        if file.folder is not None:
            return sha256(file.data)
        with file.real.open("rb") as data:
            return Digest(hashlib.file_digest(data, "sha256").hexdigest())
    except OSError:
        return Digest("")
