"""Language models of a few lines: one that replies what a function says, one that takes money for it."""

import json
from collections import Counter

from kb.engine import Engine
from kb.errors import EngineError
from kb.extractive.model import Extractive
from kb.llm.port import Answer, Call, Usage
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.llm.waves import Waves
from rule_reader import reply


class Saying:
    """Replies with what `say(request)` returns, or not at all where that is None; `asked` is what it was asked."""

    def __init__(self, say, stages=None, name="scripted"):
        self.say, self.stages, self.name, self.asked = say, stages, name, []

    def id(self, role):
        return self.name

    def answers(self, stage):
        return self.stages is None or stage in self.stages

    def answer(self, requests):
        for request in requests:
            self.asked.append(request)
            text = self.say(request)
            yield Answer(request, text, trouble="" if text is not None else "refused", model=self.name)


def replying(**replies):
    """A `say` of these replies by stage: values or functions of the request, None to refuse; by rule where none is."""

    def say(request):
        found = replies.get(request.stage, by_rule)
        found = found(request) if callable(found) else found
        return json.dumps(found, ensure_ascii=False) if found is not None else None

    return say


def by_rule(request):
    """What a reader by rule replies."""
    return reply(frozenset(request.shape.model_fields), request.prompt)


def stages_asked(model):
    """How often each stage asked."""
    return dict(Counter(request.stage for request in model.asked))


class Kept(dict):
    """Replies in memory."""

    def put(self, key, reply):
        self[key] = reply


class Paid:
    """A provider that says what the engine without a key says, at a thousand tokens in and a hundred out."""

    def __init__(self, purse, model="claude-sonnet-5-5"):
        self.purse, self.model, self.asked = purse, model, []

    def id(self, role):
        return "paid"

    def complete(self, request):
        try:
            held = self.purse.reserve(self.model, 1000, 100)
        except EngineError as stop:
            return Answer(request, stop=stop)
        self.asked.append(request)
        usage = Usage(200, 100, cache_read=800)
        usd = self.purse.settle(held, self.model, usage)
        (said,) = Extractive().answer([request])
        call = Call(self.model, "answered", usage, usd, 0.5, f"req_{len(self.asked)}")
        return Answer(request, said.text, model=self.model, calls=(call,))


class ByRule(Waves):
    """Asks only at stages that the engine without a key has a rule for."""

    def answers(self, stage):
        return Extractive().answers(stage)


def paid(budget=None, model="claude-sonnet-5-5", *, prices=(), strict=False):
    """An engine that costs money, and its provider."""
    purse = Purse(budget, Prices(dict(prices)), strict=strict)
    provider = Paid(purse, model)
    return Engine("paid", ByRule(provider, jobs=1), writes=True, purse=purse), provider
