"""A request → its answer: cut replies get more room, wrong shapes one repair, refusals another model."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kb.errors import EngineError
from kb.llm.models import ModelSettings
from kb.llm.port import Answer, Call
from kb.llm.providers.faults import Fault
from kb.llm.providers.reading import Message
from kb.llm.providers.searching import fruitless, packed
from kb.llm.providers.sending import Params, continued, params, repair
from kb.llm.providers.trying import Asked, Trying
from kb.llm.request import Request
from kb.llm.stage import misshapen

MOST = 128_000
"""Tokens of a reply that no model goes beyond."""
PAUSES = 4
"""That a server may make while it searches; after each it is asked to go on."""

_ENDS = {
    "refusal": "it was refused",
    "max_tokens": "the reply was cut at max_tokens",
    "model_context_window_exceeded": "it does not fit into the context window",
    "pause_turn": "it paused again and again and came to no end",
}


class Unanswered(Exception):
    """No usable reply from one model. `elsewhere`: another model may have one."""

    def __init__(self, words: str, *, elsewhere: bool = False) -> None:
        super().__init__(words)
        self.elsewhere = elsewhere


def outcome(request: Request, message: Message) -> str:
    """What a message is worth: `answered`, or what it is instead."""
    if message.stop_reason != "end_turn":
        return message.stop_reason
    if request.searches:
        return "unsearched" if fruitless(message.content) else "answered"
    return "unusable" if misshapen(request.shape, message.text) else "answered"


def _begun(text: str) -> bool:
    """Whether a reply that was cut may be one, with more room: as yet only thought over, or JSON so far."""
    return text.lstrip()[:1] in ("", "{")


def _read(request: Request, message: Message) -> Message:
    """With the reply as its text: what the searches found, where there were any."""
    if not request.searches:
        return message
    # What a search found is worth having, though the words about it are cut.
    ended = "end_turn" if message.stop_reason == "max_tokens" else message.stop_reason
    return replace(message, text=packed(message.content), stop_reason=ended)


class Exchange:
    """One request under way. `calls` are those that were made before."""

    def __init__(self, request: Request, settings: ModelSettings, trying: Trying, calls: tuple[Call, ...] = ()) -> None:
        self._request, self._settings, self._trying = request, settings, trying
        self._calls = list(calls)

    def answer(self, first: Message | None = None) -> Answer:
        """`first` is a message that has come already."""
        try:
            return self._from_any(first)
        except EngineError as stop:
            return Answer(self._request, stop=stop, calls=tuple(self._calls))

    def _from_any(self, first: Message | None) -> Answer:
        troubles = []
        for model in self._models():
            try:
                message = self._usable(model, first)
                return Answer(self._request, message.text, model=message.model or model, calls=tuple(self._calls))
            except Unanswered as unanswered:
                troubles.append((model, str(unanswered)))
                if not unanswered.elsewhere:
                    break
            first = None
        told = [words if len(troubles) == 1 else f"{model}: {words}" for model, words in troubles]
        return Answer(self._request, trouble="; ".join(told), calls=tuple(self._calls))

    def _models(self) -> Iterator[str]:
        yield self._settings.id
        if self._settings.fallback not in ("", self._settings.id):
            yield self._settings.fallback

    def _usable(self, model: str, first: Message | None) -> Message:
        """Raises Unanswered, or the EngineError that ended the run."""
        most = self._settings.max_tokens
        message = _read(self._request, first) if first else self._sent(model, most)
        if message.stop_reason == "max_tokens" and most < MOST and _begun(message.text):
            most = min(2 * most, MOST)
            message = self._sent(model, most)
        fault = self._fault(message)
        if fault:
            message = self._sent(model, most, repair(self._request.last, message.text, fault))
            fault = self._fault(message)
        if fault:
            raise Unanswered(fault)
        return message

    def _fault(self, message: Message) -> str:
        """What is wrong with its shape. Raises Unanswered when it is no whole reply."""
        # A server that knows the tool for one of the client's hands the search back.
        if self._request.searches and message.stop_reason in ("end_turn", "tool_use") and fruitless(message.content):
            raise Unanswered(fruitless(message.content))
        prose = message.stop_reason == "max_tokens" and not _begun(message.text)
        if message.stop_reason != "end_turn" and not prose:
            words = _ENDS.get(message.stop_reason, f"the reply ended with {message.stop_reason}")
            told = f"{words} ({message.detail})" if message.detail else words
            raise Unanswered(told, elsewhere=message.stop_reason == "refusal")
        return misshapen(self._request.shape, message.text)

    def _sent(self, model: str, most: int, prompt: str = "") -> Message:
        asked = params(self._request, self._settings, model, most, prompt)
        message = self._message(asked)
        for _ in range(PAUSES):
            if message.stop_reason != "pause_turn":
                break
            following = self._message(continued(asked, message.content))
            message = replace(following, content=(*message.content, *following.content))
        return _read(self._request, message)

    def _message(self, wanted: Params) -> Message:
        asked = Asked(
            wanted,
            lambda message: outcome(self._request, message),
            self._calls,
            partial(self._trying.listen, self._request) if self._trying.listen is not None else None,
        )
        try:
            return self._trying.message(asked)
        except Fault as fault:
            raise self._given_up(fault, str(wanted["model"])) from None

    def _given_up(self, fault: Fault, model: str) -> Unanswered:
        """Raises the EngineError that ends the run, if the fault does."""
        if fault.stop is not None and not (fault.gone and model != self._settings.id):
            self._trying.health.end(fault.stop)
        else:
            self._trying.health.gave_up(fault)
        self._trying.health.check()
        return Unanswered(fault.words, elsewhere=fault.outcome == "overloaded")
