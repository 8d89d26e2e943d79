"""Waves of requests → message batches, at half the price: sent, waited for, and found again when a run was stopped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from kb.errors import EngineError
from kb.llm.port import Answer, Call, Usage
from kb.llm.providers.batching import Batching, Result, parts
from kb.llm.providers.claude import Claude
from kb.llm.providers.exchange import outcome
from kb.llm.providers.faults import Fault
from kb.llm.providers.reading import Message
from kb.llm.providers.sending import Params, params, room
from kb.llm.providers.trying import Purse
from kb.llm.request import Request, Role
from kb.llm.waves import Waves

TIMES = 2
"""That an item is sent in a batch before it is given up."""


class Store(Protocol):
    """Batches that are under way, kept beyond this run: custom ids by batch id."""

    def get(self) -> Mapping[str, Sequence[str]]: ...

    def put(self, batch: str, ids: Sequence[str]) -> None: ...

    def drop(self, batch: str) -> None: ...


def _unseen(words: str) -> None:
    pass


class Batches:
    """Mended replies and refusals go out one by one, `jobs` at a time. `every` is in seconds between looks at a batch,
    `watch` is told what is waited for."""

    def __init__(
        self, claude: Claude, store: Store, jobs: int, *, every: float = 30.0, watch: Callable[[str], None] = _unseen
    ) -> None:
        self._claude, self._store, self._jobs = claude, store, jobs
        self._batching = Batching(claude.trying, every, watch)

    def id(self, role: Role) -> str:
        return self._claude.id(role)

    def answers(self, stage: str) -> bool:
        return True

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        wave = _Wave(self._claude, self._store, self._batching, requests)
        try:
            yield from wave.batched()
        except EngineError as stop:
            self._claude.trying.health.end(stop)
        yield from Waves(wave, self._jobs).answer(wave.left)
        if not self._claude.trying.health.ended():
            wave.forget()


class _Wave:
    """As a Provider it answers what no batch did."""

    def __init__(self, claude: Claude, store: Store, batching: Batching, requests: Sequence[Request]) -> None:
        self._claude, self._store, self._batching = claude, store, batching
        self._money = _Money(claude.trying.purse)
        self._left: dict[str, Request] = {request.key(self.id(request.role)): request for request in requests}
        self._calls: dict[str, tuple[Call, ...]] = {}
        self._faulty: dict[str, Message] = {}
        """Messages that are no answer yet, by custom id."""
        self._faults: dict[str, Fault] = {}
        """Why items have no message, by custom id."""
        self._done: list[str] = []

    @property
    def left(self) -> list[Request]:
        return list(self._left.values())

    def id(self, role: Role) -> str:
        return self._claude.id(role)

    def complete(self, request: Request) -> Answer:
        """Has a reply mended, or tells why there is none."""
        key = request.key(self.id(request.role))
        calls = self._calls.get(key, ())
        if key in self._faulty:
            return self._claude.follow_up(request, self._faulty[key], calls)
        try:
            self._claude.trying.health.check()
        except EngineError as stop:
            return Answer(request, stop=stop, calls=calls)
        fault = self._faults.get(key)
        return Answer(request, trouble=fault.words if fault else "no batch had a result for it", calls=calls)

    def forget(self) -> None:
        """Nothing of this wave is waited for any more. Until then another run would find its batches."""
        for batch in self._done:
            self._store.drop(batch)

    def batched(self) -> Iterator[Answer]:
        """Answers that came out of batches. Raises the EngineError that ended the run."""
        for batch, ids in list(self._store.get().items()):
            if not self._left.keys().isdisjoint(ids):
                yield from self._ended(batch)
        for _ in range(TIMES):
            yield from self._round()

    def _round(self) -> Iterator[Answer]:
        """What is open goes out in batches, one model after the other: money is put aside for one at a time."""
        for model, items in self._open().items():
            self._money.reserve(model, items)
            for batch in [self._sent(part) for part in parts(items)]:
                yield from self._ended(batch)
            self._money.release(model)

    def _open(self) -> dict[str, dict[str, Params]]:
        """Parameters by custom id, by model."""
        found: dict[str, dict[str, Params]] = {}
        for key, request in self._left.items():
            fault = self._faults.get(key)
            if key not in self._faulty and (fault is None or fault.passing):
                settings = self._claude.models.of(request.role)
                asked = params(request, settings, settings.id, settings.max_tokens)
                found.setdefault(settings.id, {})[key] = asked
        return found

    def _sent(self, items: Mapping[str, Params]) -> str:
        batch = self._batching.send(items)
        self._store.put(batch, list(items))
        return batch

    def _ended(self, batch: str) -> Iterator[Answer]:
        if self._batching.ended(batch):
            for result in self._batching.results(batch):
                if result.key in self._left and result.key not in self._faulty:
                    yield from self._taken(result)
        self._done.append(batch)

    def _taken(self, result: Result) -> Iterator[Answer]:
        key, message, fault = result.key, result.message, result.fault
        request = self._left[key]
        usage = message.usage if message else Usage()
        model = self._claude.models.of(request.role).id
        what = outcome(request, message) if message else fault.outcome if fault else ""
        call = Call(model, what, usage, self._money.cost(model, usage), batch=True)
        self._calls[key] = (*self._calls.get(key, ()), call)
        if fault is not None:
            self._failed(key, fault)
        elif message is not None and what != "answered":
            self._faulty[key] = message
        elif message is not None:
            self._claude.trying.health.answered()
            del self._left[key]
            yield Answer(request, message.text, model=message.model or model, calls=self._calls[key])

    def _failed(self, key: str, fault: Fault) -> None:
        self._faults[key] = fault
        if fault.stop is not None:
            raise fault.stop
        if not fault.passing:
            self._claude.trying.health.gave_up(fault)
            self._claude.trying.health.check()


class _Money:
    """One sum is put aside for a whole batch, and the items are paid for one by one."""

    def __init__(self, purse: Purse) -> None:
        self._purse = purse
        self._reserved: float | None = None

    def reserve(self, model: str, items: Mapping[str, Params]) -> None:
        """Half of what the items may cost, all read tokens taken for written ones: none is dearer. Their sum as read
        tokens would look like one long prompt, which some models ask more for."""
        read = [room(asked) for asked in items.values()]
        written = sum(asked["max_tokens"] for asked in items.values())
        self._reserved = self._purse.reserve(model, max(read), (sum(read) + written + 1) // 2)

    def cost(self, model: str, usage: Usage) -> float | None:
        """Dollars of an item. The first one gives back the sum."""
        reserved, self._reserved = self._reserved, None
        try:
            put_aside = self._purse.reserve(model, 0, 0) if reserved is None else reserved
        except EngineError:
            # It is paid already, whatever the budget says.
            return None
        return self._purse.settle(put_aside, model, usage, batch=True)

    def release(self, model: str) -> None:
        """What nothing was paid from."""
        if self._reserved is not None:
            self.cost(model, Usage())
