"""Answers → one event a call, with its tokens and dollars: never a prompt, a reply or a key."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from kb.errors import DiskError
from kb.llm.port import Answer, Call
from kb.llm.prices import dollars
from kb.llm.request import Role

Event = Mapping[str, object]


class Ledger:
    """Tells of every call as it comes, and adds up what a run took."""

    def __init__(
        self,
        append: Callable[[Event], None],
        name: Callable[[Role], str],
        trace: Callable[[Sequence[Event]], None] | None = None,
    ) -> None:
        """`append` keeps an event and may raise DiskError; `name` is the model's id for a role; `trace` is told of
        the calls of each answer."""
        self._append, self._name, self._trace = append, name, trace
        self.answered = 0
        """Requests that a call was made for and that have a reply."""
        self.usd = 0.0
        """Dollars, as far as prices are known."""
        self.unpriced: Counter[str] = Counter()
        """Calls of unknown price, by model."""
        self.trouble: DiskError | None = None
        """The first event that could not be kept: the run goes on, its cost is not all told."""

    def note(self, answer: Answer) -> None:
        if not answer.calls:
            return
        self.answered += answer.text is not None
        for call in answer.calls:
            self._add(call)
        told = list(events(answer, self._name(answer.request.role)))
        try:
            for event in told:
                self._append(event)
        except DiskError as error:
            self.trouble = self.trouble or error
        if self._trace is not None:
            self._trace(told)

    def _add(self, call: Call) -> None:
        if call.usd is None:
            self.unpriced[call.model] += 1
        else:
            self.usd += call.usd

    @property
    def said(self) -> str:
        """The run in words: 12 requests answered, $0.042 spent."""
        calls = self.unpriced.total()
        parts = [_count(self.answered, "request") + " answered"]
        parts += [f"{dollars(self.usd)} spent"] if self.usd or not calls else []
        parts += [_count(calls, "call") + " of unknown price"] if calls else []
        return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def events(answer: Answer, model: str) -> Iterator[Event]:
    """One event for each call of an answer, in order; `model` is the id that the reply's key is made with."""
    request = answer.request
    for attempts, call in enumerate(answer.calls, 1):
        yield {
            "event": "call",
            "stage": request.stage,
            "item": request.subject,
            "key": request.key(model),
            "model": call.model,
            "outcome": call.outcome,
            "input": call.usage.input,
            "output": call.usage.output,
            "cache_read": call.usage.cache_read,
            "cache_write": call.usage.cache_write,
            **({"searches": call.usage.searches} if call.usage.searches else {}),
            "usd": call.usd,
            "seconds": round(call.seconds, 3),
            "attempts": attempts,
            "request_id": call.request_id,
            "batch": call.batch,
        }
