"""A provider that answers one request at a time → a model that answers waves, several requests under way at once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from kb.llm.port import Answer, Provider
from kb.llm.request import Request, Role


class Waves:
    """Requests that share a prefix wait for the first of them, so that the server has it in its cache."""

    def __init__(self, provider: Provider, jobs: int) -> None:
        self._provider, self._jobs = provider, jobs

    def id(self, role: Role) -> str:
        return self._provider.id(role)

    def answers(self, stage: str) -> bool:
        return True

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        with ThreadPoolExecutor(self._jobs) as pool:
            futures = [pool.submit(self._provider.complete, request) for request in requests]
            yield from (future.result() for future in as_completed(futures))
