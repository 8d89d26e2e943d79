"""Remembered replies: only a model is slow and costs money, so only its replies are kept."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kb.digest import Digest
from kb.errors import DiskError, EngineError
from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request, Role


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reply on disk."""

    stage: str
    model: str
    """Who wrote it."""
    text: str


class Store(Protocol):
    """Replies by key."""

    @property
    def trouble(self) -> DiskError | None:
        """Why a reply could not be kept; None as long as all were."""
        ...

    def get(self, key: Digest) -> Remembered | None: ...

    def put(self, key: Digest, reply: Remembered) -> None: ...


class Write(Protocol):
    """Puts a file in place in one step; raises DiskError."""

    def __call__(self, path: str, text: str) -> None: ...


class Replies:
    """Replies as files, `<folder>/ab/<key>.json`: safe to share and to commit."""

    def __init__(self, root: Path, folder: str, write: Write) -> None:
        self._root, self.folder, self._write = root, folder, write
        self.trouble: DiskError | None = None
        """The first reply that could not be kept: the run goes on, the next one asks again."""

    def path(self, key: Digest) -> str:
        return f"{self.folder}/{key[:2]}/{key}.json"

    def get(self, key: Digest) -> Remembered | None:
        try:
            return parsed((self._root / self.path(key)).read_bytes())
        except OSError:
            return None

    def put(self, key: Digest, reply: Remembered) -> None:
        entry = {"stage": reply.stage, "model": reply.model, "reply": reply.text}
        try:
            self._write(self.path(key), json.dumps(entry, ensure_ascii=False))
        except DiskError as error:
            self.trouble = self.trouble or error


def parsed(data: bytes) -> Remembered | None:
    """The reply that a file holds; None when it holds none, or only a part of one."""
    try:
        entry = json.loads(data)
    except ValueError:
        return None
    if not isinstance(entry, Mapping) or not isinstance(entry.get("reply"), str):
        return None
    return Remembered(str(entry.get("stage", "")), str(entry.get("model", "")), entry["reply"])


class Remembering:
    """A model that is asked each thing once. What `again` says yes to is asked anew.

    Where its replies are `paid` for, nothing more is asked once one can't be kept: it would be paid for again.
    """

    def __init__(
        self,
        model: LanguageModel,
        store: Store,
        again: Callable[[Request], bool] | None = None,
        *,
        paid: bool = False,
    ) -> None:
        self._model, self._store, self._again, self._paid = model, store, again, paid

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        waiting = []
        for request in requests:
            known = (
                None if self._again and self._again(request) else self._store.get(request.key(self.id(request.role)))
            )
            if known is None:
                waiting.append(request)
            else:
                yield Answer(request, known.text, model=known.model, remembered=True)
        if waiting:
            yield from self._asked(waiting)

    def _asked(self, requests: Sequence[Request]) -> Iterator[Answer]:
        left = dict.fromkeys(requests)
        # The wave has no other name: leaving the loop is what ends it.
        for answer in () if self._stop else self._model.answer(requests):
            yield self._kept(answer)
            del left[answer.request]
            if self._stop:
                break
        yield from (Answer(request, stop=self._stop) for request in left)

    @property
    def _stop(self) -> EngineError | None:
        trouble = self._store.trouble if self._paid else None
        return EngineError(f"replies can't be kept: {trouble}", hint=trouble.hint) if trouble else None

    def _kept(self, answer: Answer) -> Answer:
        if answer.text is not None:
            request = answer.request
            self._store.put(request.key(self.id(request.role)), Remembered(request.stage, answer.model, answer.text))
        return answer


class Silent:
    """Stands in for a model that must not be asked: it has the model's name, so its remembered replies are found."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        return map(Answer, requests)
