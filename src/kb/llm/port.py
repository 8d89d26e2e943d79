"""The edge to a language model: two members. Everything else wraps one of these in another."""

from typing import Protocol

from kb.llm.request import Request


class LanguageModel(Protocol):
    @property
    def id(self) -> str:
        """Names the model and every setting that changes what it says; part of every reply's key."""
        ...

    def complete(self, request: Request) -> str:
        """The reply, JSON text in the request's schema. Raises EngineError when none can be had."""
        ...
