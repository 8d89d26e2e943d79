"""Watching what is asked and answered, without changing it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kb.digest import Digest
from kb.errors import EngineError
from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request, Role


class Observed:
    """A model whose every answer is noted. `watch` is told of each as it comes."""

    def __init__(self, model: LanguageModel, watch: Callable[[Answer], None] | None = None) -> None:
        self._model, self._watch = model, watch
        self.asked: Counter[str] = Counter()
        """Requests that no remembered reply answered and that the model was called for, by stage."""
        self.fresh: set[str] = set()
        """Pages that a reply was given for in this run."""
        self.missing: dict[str, list[Request]] = {}
        """Requests that got no reply, by the page they were asked for."""
        self.used: set[Digest] = set()
        """Keys of the replies that the run needed."""
        self.stop: EngineError | None = None
        """Why the model stopped to answer; None while it does."""

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        for answer in self._model.answer(requests):
            self._note(answer)
            yield answer

    def _note(self, answer: Answer) -> None:
        request = answer.request
        if answer.text is None:
            self.missing.setdefault(request.subject, []).append(request)
            self.stop = self.stop or answer.stop
        else:
            self.used.add(request.key(self.id(request.role)))
        # A request that a spent budget held back cost nothing, one that was refused did.
        if not answer.remembered and (answer.text is not None or answer.calls):
            self.asked[request.stage] += 1
            self.fresh.add(request.subject)
        if self._watch is not None:
            self._watch(answer)
