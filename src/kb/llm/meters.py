"""Counting what is asked, without changing it."""

from collections import Counter
from collections.abc import Callable

from kb.llm.port import LanguageModel
from kb.llm.request import Request


class Counting:
    """A model that counts the requests that reach it, by stage; `asked` is their log, in order."""

    def __init__(self, model: LanguageModel, watch: Callable[[Request], None] | None = None) -> None:
        self._model, self._watch = model, watch
        self.asked: list[str] = []

    @property
    def id(self) -> str:
        return self._model.id

    @property
    def by_stage(self) -> Counter[str]:
        return Counter(self.asked)

    def complete(self, request: Request) -> str:
        if self._watch is not None:
            self._watch(request)
        reply = self._model.complete(request)
        self.asked.append(request.stage)
        return reply
