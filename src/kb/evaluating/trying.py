"""A question of the set → what came of asking it the way `kb ask` does, and what that took."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kb.asking.answers import Answer, Library, Question
from kb.asking.once import ask
from kb.evaluating.golden import Golden
from kb.llm import port
from kb.llm.costs import Event, total
from kb.llm.estimate import request_tokens
from kb.llm.port import LanguageModel
from kb.llm.request import Request, Role
from kb.reports import UNUSABLE_REPLY
from kb.stages.inquiry import Inquiry

Asking: TypeAlias = Callable[[Question, Library], Answer]
Earlier: TypeAlias = Mapping[str, Sequence[Event]]
"""Events of the calls that remembered replies once took, by the key of the reply."""


class Mute:
    """Stands in for a model where only the search is looked at: it takes every question, and says nothing."""

    def id(self, role: Role) -> str:
        return "none"

    def answers(self, stage: str) -> bool:
        return True

    def answer(self, requests: Sequence[Request]) -> Iterator[port.Answer]:
        return map(port.Answer, requests)


class Heard:
    """A model whose answers are noted, until they are taken."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._heard: list[port.Answer] = []

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[port.Answer]:
        for answer in self._model.answer(requests):
            self._heard.append(answer)
            yield answer

    def taken(self) -> tuple[port.Answer, ...]:
        taken, self._heard = tuple(self._heard), []
        return taken


@dataclass(frozen=True, slots=True)
class Taken:
    """What a question took. What a remembered reply once took counts as if it were asked today."""

    prompt: int = 0
    """Tokens of all prompts as sent, at most, counted without a tokenizer; known without any call."""
    input: int | None = 0
    """Tokens as the server counted them; None where nobody did."""
    output: int | None = 0
    usd: float | None = 0.0
    """None where a price or a call is unknown."""
    seconds: float | None = 0.0
    """None where a reply was remembered and nothing is known of its call."""
    requests: int = 0
    remembered: int = 0


NOTHING = Taken()


@dataclass(frozen=True, slots=True)
class Tried:
    golden: Golden
    answer: Answer
    ranked: tuple[tuple[str, ...], ...] = ()
    """The sources of each passage that the first prompt showed, best first."""
    prompted: frozenset[str] = frozenset()
    """The sources that the last prompt showed."""
    failed: bool = False
    """No reply could be had: nothing is known of how it would be answered."""
    taken: Taken = NOTHING


def tried(
    golden: Golden, library: Library, earlier: Earlier, clock: Callable[[], float], asking: Asking = ask
) -> Tried:
    """`clock` tells seconds."""
    heard = Heard(library.model)
    begun = clock()
    answer = asking(Question(golden.ask, golden.before), replace(library, model=heard))
    seconds = clock() - begun
    answers = heard.taken()
    shown = [one.request.item for one in answers if isinstance(one.request.item, Inquiry)]
    lost = any(one.text is None for one in answers)
    unusable = any(found.code == UNUSABLE_REPLY.code for found in answer.diagnostics)
    return Tried(
        golden,
        answer,
        _sources(shown[0]) if shown else (),
        frozenset(source for sources in (_sources(shown[-1]) if shown else ()) for source in sources),
        not answer.enough and (lost or unusable),
        _taken(answers, earlier, seconds, library.model),
    )


def _sources(inquiry: Inquiry) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys(block.source for block in one.blocks)) for one in inquiry.excerpts)


def _taken(answers: Sequence[port.Answer], earlier: Earlier, seconds: float, model: LanguageModel) -> Taken:
    past = {one.request: earlier.get(one.request.key(model.id(one.request.role)), ()) for one in answers}
    events = [event for one in answers for event in ([*map(_event, one.calls)] or past[one.request])]
    known = all(one.calls or past[one.request] for one in answers)
    whole = total(events)
    spent = [float(str(event["seconds"])) for one in answers if one.remembered for event in past[one.request]]
    timed = all(past[one.request] for one in answers if one.remembered)
    return Taken(
        sum(request_tokens(one.request) for one in answers),
        whole.prompt if known else None,
        whole.output if known else None,
        whole.usd if known and not whole.unpriced else None,
        seconds + sum(spent) if timed else None,
        len(answers),
        sum(one.remembered for one in answers),
    )


def _event(call: port.Call) -> Event:
    usage = call.usage
    sizes = {"input": usage.input, "output": usage.output}
    return {"event": "call", **sizes, "cache_read": usage.cache_read, "cache_write": usage.cache_write, "usd": call.usd}


def by_key(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Events of calls by the key of their reply: those of the last time it was asked for."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.get("event") == "call" and "seconds" in event:
            attempts = found.setdefault(str(event.get("key", "")), [])
            if event.get("attempts") == 1:
                attempts.clear()
            attempts.append(event)
    return found
