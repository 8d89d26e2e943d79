"""What happened, append-only: one file a run, so that branches never conflict."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kb.errors import DiskError
from kb.workspace.files import read, reason, remedy

Event = Mapping[str, object]


def now() -> str:
    """The time as the wiki and the journal write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Journal:
    """The journal of a workspace. A run's file is made with its first event, so an idle run leaves none."""

    folder: Path
    kind: str = ""
    """What the events tell of, when that is so much that it has files of its own."""
    _file: Path | None = field(default=None, init=False)

    def append(self, event: Event) -> None:
        at = now()
        if self._file is None:
            self._file = self.folder / f"{at.replace(':', '')}-{os.getpid()}{self._suffix}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps({"at": at, **event}, ensure_ascii=False) + "\n")
        except OSError as error:
            raise DiskError(f"can't write {self._file}: {reason(error)}", hint=remedy(error)) from error

    @property
    def _suffix(self) -> str:
        return f".{self.kind}.jsonl" if self.kind else ".jsonl"

    def _files(self) -> list[Path]:
        found = sorted(self.folder.glob(f"*{self._suffix}"))
        return [file for file in found if "." not in file.name.removesuffix(self._suffix)]

    def events(self) -> list[Event]:
        """Every event of every run, oldest first; a line cut short by a crash is passed over."""
        found: list[Event] = []
        for file in self._files():
            # Bytes, which only line feeds cut: a name in JSON may hold U+2028, at which text is cut too.
            for line in (read(file) or b"").splitlines():
                try:
                    event = json.loads(line.decode("utf-8", "replace"))
                except ValueError:
                    continue
                if isinstance(event, dict) and isinstance(event.get("at"), str):
                    found.append(event)
        return sorted(found, key=lambda event: str(event["at"]))
