"""Parameters by custom id → message batches → results by custom id, over the Message Batches API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from kb.errors import EngineError
from kb.llm.providers import faults
from kb.llm.providers.faults import Fault
from kb.llm.providers.reading import Message, whole
from kb.llm.providers.sending import Params
from kb.llm.providers.trying import Trying

if TYPE_CHECKING:
    from anthropic import Anthropic
    from anthropic.types.messages import MessageBatch, MessageBatchRequestCounts

Told = TypeVar("Told")

ITEMS, BYTES = 100_000, 200_000_000
"""That one batch holds; the API takes 256 MB, of which some are headroom."""

_MISSING = "no_such_model"
_KEPT = "What was sent is kept: run the same again and its results are taken up."


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an item: a message, or why there is none."""

    key: str
    message: Message | None = None
    fault: Fault | None = None


def parts(items: Mapping[str, Params], most: int = ITEMS, size: int = BYTES) -> Iterator[dict[str, Params]]:
    """Batches of at most `most` items and `size` bytes."""
    part: dict[str, Params] = {}
    left = size
    for key, params in items.items():
        needed = len(json.dumps({"custom_id": key, "params": params}))
        if part and (len(part) == most or needed > left):
            yield part
            part, left = {}, size
        part[key], left = params, left - needed
    if part:
        yield part


class Batching:
    """Asks until it is told: every method raises the EngineError that ends the run."""

    def __init__(self, trying: Trying, every: float, watch: Callable[[str], None]) -> None:
        self._trying, self._every, self._watch = trying, every, watch
        self._wire = trying.wire

    def send(self, items: Mapping[str, Params]) -> str:
        """The id of the batch that now works at the items."""
        before = self._told(self._recent)
        tries = count()

        def attempt() -> str:
            # A batch may have been made although its reply was lost: it is not paid for twice.
            made = self._recent().items() - before.items() if next(tries) else ()
            return next((batch for batch, size in made if size == len(items)), "") or self._created(items)

        return self._told(attempt)

    def ended(self, batch: str) -> bool:
        """Waits for its end. False when the server has no such batch, or none of its results any more."""
        while (state := self._told(lambda: self._state(batch))) is not None:
            if state.processing_status == "ended":
                return state.results_url is not None
            counts = state.request_counts
            of = _size(counts)
            self._watch(f"waiting for batch {batch}: {of - counts.processing} of {of}")
            self._trying.wait(self._every)
        return False

    def results(self, batch: str) -> Sequence[Result]:
        """Messages first, the rest in any order."""
        found = self._told(lambda: self._results(batch))
        return sorted(found, key=lambda result: result.message is None)

    def _told(self, attempt: Callable[[], Told]) -> Told:
        try:
            return self._trying.again(attempt)
        except Fault as fault:
            raise fault.stop or EngineError(fault.words, hint=_KEPT) from None

    def _recent(self) -> dict[str, int]:
        """How many items the newest batches have, by id."""
        with self._there() as client:
            return {batch.id: _size(batch.request_counts) for batch in client.messages.batches.list(limit=100).data}

    def _created(self, items: Mapping[str, Params]) -> str:
        asked: Any = [{"custom_id": key, "params": params} for key, params in items.items()]
        with self._there() as client:
            return client.messages.batches.create(requests=asked).id

    @contextmanager
    def _there(self) -> Iterator[Anthropic]:
        """A server that has batches at all."""
        try:
            with self._wire.speaking() as client:
                yield client
        except Fault as fault:
            if fault.outcome != _MISSING:
                raise
            stop = EngineError("this server takes no message batches", hint="Leave out --batch.")
            raise Fault("no_batches", str(stop), passing=False, stop=stop) from None

    def _state(self, batch: str) -> MessageBatch | None:
        try:
            with self._wire.speaking() as client:
                return client.messages.batches.retrieve(batch)
        except Fault as fault:
            if fault.outcome != _MISSING:
                raise
            return None

    def _results(self, batch: str) -> list[Result]:
        # Raw lines: a model of each result would cost several times the reading.
        with (
            self._wire.speaking() as client,
            client.messages.batches.with_streaming_response.results(batch) as response,
        ):
            return [_result(json.loads(line)) for line in response.iter_lines() if line.strip()]


def _result(told: Mapping[str, Any]) -> Result:
    """What a line of a results file says."""
    key, result = str(told.get("custom_id", "")), told.get("result") or {}
    match result.get("type"):
        case "succeeded":
            return Result(key, whole(result.get("message") or {}))
        case "errored":
            return Result(key, fault=faults.by_error(result.get("error") or {}))
        case other:
            return Result(key, fault=Fault(str(other), f"its batch ended before it was done ({other})"))


def _size(counts: MessageBatchRequestCounts) -> int:
    return counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
