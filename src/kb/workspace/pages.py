"""The wiki's pages as a mapping that reads a file when it is asked for: all of them would be as large as the wiki."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.workspace import files


class Pages(Mapping[str, bytes]):
    """Every markdown page of the wiki, and the versions offered beside them, by path from wiki/, as they are now."""

    def __init__(self, wiki: Path) -> None:
        self._wiki = wiki
        there = (Path(entry.path).relative_to(wiki).as_posix() for entry in files.walk(wiki))
        self._paths = {path: None for path in there if path.endswith((".md", ".md.new"))}

    def __getitem__(self, path: str) -> bytes:
        data = files.read(self._wiki / path) if path in self._paths else None
        if data is None:
            raise KeyError(path)
        return data

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
