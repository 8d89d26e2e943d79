"""The edge to a language model. Everything else wraps one of these in another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.errors import EngineError
from kb.llm.request import Request, Role


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call."""

    input: int = 0
    """Without those that came from the cache or went into it."""
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0
    searches: int = 0
    """Of the web, which are paid for one by one."""


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt to have a request answered, and what it took."""

    model: str
    """The model that was called."""
    outcome: str
    """answered, or what came instead: refusal, max_tokens, unusable, overloaded, rate_limited, lost, ..."""
    usage: Usage = Usage()
    usd: float | None = None
    """What it cost; None when no price is known."""
    seconds: float = 0.0
    request_id: str = ""
    batch: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request."""

    request: Request
    text: str | None = None
    """The reply, JSON text in the request's schema; None when none could be had."""
    trouble: str = ""
    """Why there is none, in words, when that is about this request alone."""
    stop: EngineError | None = None
    """Why there is none, and why nothing else will be answered in this run either."""
    model: str = ""
    """Who wrote the reply: the id that the server gave."""
    calls: tuple[Call, ...] = ()
    """Every attempt, those that failed too; none for a remembered reply."""
    remembered: bool = False


Listen = Callable[[Request, str], None]
"""Is told of a reply as it comes: its request, and all of its text so far, from any thread. Where a call is lost and
made again the text begins anew."""


class LanguageModel(Protocol):
    """What the pipeline asks: whole waves of requests, so that they can go out side by side or as a batch."""

    def id(self, role: Role) -> str:
        """Names the model of a role and every setting that changes what it says; part of every reply's key."""
        ...

    def answers(self, stage: str) -> bool:
        """Whether it knows what to do at a stage; what it doesn't is left out of the pipeline."""
        ...

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        """One answer for each request, in any order, as they come. Never raises for want of a reply."""
        ...


class Provider(Protocol):
    """A model that answers one request at a time, and may be called from several threads at once."""

    def id(self, role: Role) -> str: ...

    def complete(self, request: Request) -> Answer:
        """Never raises for want of a reply: the answer says why there is none."""
        ...
