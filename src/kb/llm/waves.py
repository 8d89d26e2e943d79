"""A provider that answers one request at a time → a model that answers waves, several requests under way at once."""

from collections import deque
from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from threading import Condition, Thread

from kb.errors import EngineError
from kb.llm.port import Answer, Provider
from kb.llm.request import Request, Role

Group = tuple[str, str]
"""Model and system prompt: what requests must share to share a cache."""


class Waves:
    """Requests that share a prefix wait for the first of them, so that the server has it in its cache.

    At most `jobs` are under way at once. Whoever stops to read answers ends the wave: what is under way is left to
    itself, nothing else begins.
    """

    def __init__(self, provider: Provider, jobs: int) -> None:
        self._provider, self._jobs = provider, jobs

    def id(self, role: Role) -> str:
        return self._provider.id(role)

    def answers(self, stage: str) -> bool:
        return True

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        grouped: dict[Group, list[Request]] = {}
        for number, request in enumerate(requests):
            # An empty prefix is no prefix: such requests wait for nobody.
            group = (self.id(request.role), request.system or str(number))
            grouped.setdefault(group, []).append(request)
        wave = _Wave(self._provider, list(grouped.values()))
        try:
            for _ in range(min(self._jobs, len(requests))):
                Thread(target=wave.work, daemon=True).start()
            yield from wave.answers(len(requests))
        finally:
            wave.end()


class _Wave:
    def __init__(self, provider: Provider, groups: list[list[Request]]) -> None:
        self._provider = provider
        self._ready = deque(first for first, *_ in groups)
        self._behind = {first: rest for first, *rest in groups}
        self._done: SimpleQueue[Answer | None] = SimpleQueue()
        self._changed = Condition()
        self._stop: EngineError | None = None
        self._ended = False

    def answers(self, count: int) -> Iterator[Answer]:
        for _ in range(count):
            answer = self._done.get()
            if answer is None:
                raise RuntimeError("a request was dropped by a fault of kb's own, told above")
            yield answer

    def end(self) -> None:
        """Nothing begins any more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def work(self) -> None:
        """What each thread does."""
        while (request := self._next()) is not None:
            answer = None
            try:
                answer = Answer(request, stop=self._stop) if self._stop else self._provider.complete(request)
            finally:
                self._take(request, answer)

    def _next(self) -> Request | None:
        """Waits for a request that may begin; None when there will be none."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._ready or not self._behind)
            return self._ready.popleft() if self._ready and not self._ended else None

    def _take(self, request: Request, answer: Answer | None) -> None:
        with self._changed:
            self._stop = self._stop or (answer.stop if answer else None)
            for first in [*self._behind] if self._stop else [request]:
                self._ready.extend(self._behind.pop(first, ()))
            self._done.put(answer)
            self._changed.notify_all()
