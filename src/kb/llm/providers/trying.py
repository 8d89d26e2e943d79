"""One message asked for, as often as it takes: limits kept, money set aside, every attempt on the account."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from kb.errors import EngineError
from kb.llm.port import Call, Listen, Usage
from kb.llm.providers.faults import PATIENCE, Fault
from kb.llm.providers.health import Health
from kb.llm.providers.limits import Limits
from kb.llm.providers.pace import ATTEMPTS, STRANGER, Pace
from kb.llm.providers.reading import Arriving, Message
from kb.llm.providers.sending import Params, room, searches
from kb.llm.providers.wire import Wire

Result = TypeVar("Result")


class Purse(Protocol):
    """The money of a run."""

    def reserve(self, model: str, input_tokens: int, max_tokens: int, *, searches: int = 0) -> float:
        """Dollars set aside for a call; waits while calls in flight hold them. Raises EngineError if it never fits."""
        ...

    def settle(self, reserved: float, model: str, usage: Usage, *, batch: bool = False) -> float | None:
        """Dollars that the call cost; None when no price is known."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A message to ask for, and the account of the attempts at it."""

    params: Params
    outcome: Callable[[Message], str]
    """What a message is worth, in a word."""
    calls: list[Call] = field(default_factory=list)
    listen: Callable[[str], None] | None = None
    """Is told the text of the reply so far."""

    @property
    def model(self) -> str:
        return str(self.params["model"])


class Trying:
    """Shared by all threads."""

    def __init__(self, wire: Wire, purse: Purse, pace: Pace) -> None:
        self.wire, self.purse, self.health = wire, purse, Health()
        self.listen: Listen | None = None
        """Is told of each reply as it comes."""
        self.wait = pace.wait or self.health.wait
        self._pace = pace
        self._limits = Limits(pace.clock, self.wait)

    def message(self, asked: Asked) -> Message:
        """Raises the Fault of the last attempt, or the EngineError that ended the run."""
        message = self.again(lambda: self._attempt(asked))
        self.health.answered()
        return message

    def again(self, attempt: Callable[[], Result]) -> Result:
        """What an attempt brings, once it brings something."""
        for number in range(ATTEMPTS):
            self.health.check()
            try:
                return attempt()
            except Fault as fault:
                stranger = fault.outcome == "unreachable" and not self.health.met
                self._take(fault, last=number + 1 >= (STRANGER if stranger else ATTEMPTS))
                self._rest(self._pace.delay(number, fault), fault)
        raise AssertionError("the last attempt returns or raises")

    def _take(self, fault: Fault, *, last: bool) -> None:
        """Raises it, unless another attempt may help."""
        if fault.stop is not None or last or not fault.passing:
            raise fault
        if fault.after is not None and fault.after > PATIENCE:
            if fault.outcome == "rate_limited":
                self._limits.hold(fault.after)
            asks = f"{fault.words}; the server asks to wait {fault.after:.0f} seconds"
            raise Fault(fault.outcome, asks, passing=False) from None

    def _rest(self, seconds: float, fault: Fault) -> None:
        if fault.outcome == "rate_limited":
            self._limits.hold(seconds)
        else:
            self.wait(seconds)

    def _attempt(self, asked: Asked) -> Message:
        reserved = self._reserved(asked)
        arriving, began, outcome = Arriving(listen=asked.listen), 0.0, ""
        try:
            self._limits.pass_through(self.health.ended)
            self.health.check()
            began, outcome = time.monotonic(), "sent"
            message = self.wire.message(asked.params, arriving)
            outcome = asked.outcome(message)
        except Fault as fault:
            outcome = fault.outcome if outcome and fault.went_out else ""
            arriving.headers = fault.headers or arriving.headers
            raise
        finally:
            usd = self.purse.settle(reserved, asked.model, arriving.usage)
            if outcome:
                seconds = time.monotonic() - began
                asked.calls.append(Call(asked.model, outcome, arriving.usage, usd, seconds, arriving.request_id))
            self._limits.note(arriving.headers)
        return message

    def _reserved(self, asked: Asked) -> float:
        try:
            sizes = (room(asked.params), asked.params["max_tokens"])
            return self.purse.reserve(asked.model, *sizes, searches=searches(asked.params))
        except EngineError as spent:
            self.health.end(spent)
            raise
