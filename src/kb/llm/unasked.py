"""Requests → which of them would be asked for certain, with nobody asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request, Role


class Unasked:
    """Stands in for a model and knows nothing. It collects what it is asked, up to where replies would decide.

    What is asked first is certain, since all before it was remembered. What comes after depends on the replies.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.certain: list[Request] = []
        """What would be asked whatever the replies are: all of one stage."""

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        if not self.certain:
            self.certain += requests
        elif self.certain[0].stage == requests[0].stage:
            # A stage may ask page by page. What it asks for no page, or again for one, may be about other replies.
            known = {request.subject for request in self.certain} | {""}
            self.certain += [request for request in requests if request.subject not in known]
        return map(Answer, requests)


@dataclass(frozen=True, slots=True)
class Expected:
    """What requests of one stage would take."""

    stage: str
    requests: int
    tokens: int
    """What goes in, as an estimate that is rather too high."""
    usd: float | None
    """Dollars for what goes in; replies cost more. None when no price is known."""
