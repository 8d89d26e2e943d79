"""A Claude that talks to a scripted server: it waits on a clock of its own and pays a dollar for each token."""

from threading import Lock

from pydantic import BaseModel

from kb.llm.models import Models, ModelSettings
from kb.llm.providers.claude import Claude
from kb.llm.providers.pace import Pace
from kb.llm.request import Request

KEY = "sk-secret-0123456789"
GOOD = '{"word": "tide"}'


class Word(BaseModel):
    word: str


class Money:
    """Dollars in and out; without a limit."""

    def __init__(self):
        self.held, self.spent, self._lock = 0.0, 0.0, Lock()

    def reserve(self, model, input_tokens, max_tokens, *, searches=0):
        with self._lock:
            self.held += input_tokens + max_tokens
        return float(input_tokens + max_tokens)

    def settle(self, reserved, model, usage, *, batch=False):
        usd = (usage.input + usage.output + usage.cache_read + usage.cache_write) * (0.5 if batch else 1.0)
        with self._lock:
            self.held, self.spent = self.held - reserved, self.spent + usd
        return usd


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self, now=1_000_000.0):
        self.now, self.waits, self._lock = now, [], Lock()

    def wait(self, seconds):
        with self._lock:
            self.waits.append(seconds)
            self.now += seconds


def claude(server, clock=None, money=None, key=KEY, **settings):
    """Asks `claude-haiku-5-5`, without a fallback unless `settings` name one."""
    clock = clock or Clock()
    fast = ModelSettings(**{"id": "claude-haiku-5-5", "max_tokens": 1000, **settings})
    pace = Pace(clock.wait, chance=lambda: 1.0, clock=lambda: clock.now)
    url = server if isinstance(server, str) else server.url
    return Claude(Models(fast=fast), url, money or Money(), pace, key)


def request(prompt="Which word?", system="Be brief.", shape=Word):
    return Request("extract", "fast", system, prompt, shape, None)
