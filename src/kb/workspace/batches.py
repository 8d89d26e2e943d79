"""Batches that are under way, as files, so that a run that was stopped while it waited finds them again."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kb.workspace.files import read

Write = Callable[[str, str], None]


class OpenBatches:
    """One file a batch, `<folder>/<id>.json`, with the ids of its requests."""

    def __init__(self, root: Path, folder: str, write: Write, remove: Callable[[str], None]) -> None:
        self._root, self._folder, self._write, self._remove = root, folder, write, remove

    def get(self) -> Mapping[str, Sequence[str]]:
        """Custom ids by batch id; a file that holds none is passed over."""
        return {path.stem: ids for path in sorted((self._root / self._folder).glob("*.json")) if (ids := _ids(path))}

    def put(self, batch: str, ids: Sequence[str]) -> None:
        """Raises DiskError: a batch that can't be found again would be paid twice."""
        self._write(self._path(batch), json.dumps(list(ids)))

    def drop(self, batch: str) -> None:
        self._remove(self._path(batch))

    def _path(self, batch: str) -> str:
        return f"{self._folder}/{batch}.json"


def _ids(path: Path) -> list[str]:
    try:
        found = json.loads(read(path) or b"")
    except ValueError:
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
