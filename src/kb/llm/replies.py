"""Remembered replies: only a model is slow and costs money, so only its replies are kept."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kb.digest import Digest
from kb.errors import DiskError
from kb.llm.port import LanguageModel
from kb.llm.request import Request


class Store(Protocol):
    """Replies by key."""

    def get(self, key: Digest) -> str | None: ...

    def put(self, key: Digest, request: Request, model: str, reply: str) -> None: ...


class Write(Protocol):
    """Puts a file in place in one step; raises DiskError."""

    def __call__(self, path: str, text: str) -> None: ...


class Replies:
    """Replies as files, `<folder>/ab/<key>.json`: safe to share and to commit."""

    def __init__(self, root: Path, folder: str, write: Write) -> None:
        self._root, self._folder, self._write = root, folder, write
        self.trouble: DiskError | None = None
        """The first reply that could not be kept: the run goes on, the next one asks again."""

    def path(self, key: Digest) -> str:
        return f"{self._folder}/{key[:2]}/{key}.json"

    def get(self, key: Digest) -> str | None:
        try:
            entry = json.loads((self._root / self.path(key)).read_bytes())
        except (OSError, ValueError):
            return None
        reply = entry.get("reply") if isinstance(entry, Mapping) else None
        return reply if isinstance(reply, str) else None

    def put(self, key: Digest, request: Request, model: str, reply: str) -> None:
        entry = {"stage": request.stage, "model": model, "reply": reply}
        try:
            self._write(self.path(key), json.dumps(entry, ensure_ascii=False))
        except DiskError as error:
            self.trouble = self.trouble or error


class Remembering:
    """A model that is asked each thing once."""

    def __init__(self, model: LanguageModel, store: Store) -> None:
        self._model, self._store = model, store

    @property
    def id(self) -> str:
        return self._model.id

    def complete(self, request: Request) -> str:
        key = request.key(self.id)
        reply = self._store.get(key)
        if reply is None:
            reply = self._model.complete(request)
            self._store.put(key, request, self.id, reply)
        return reply
