"""Requests → which of them would be asked for certain, with nobody asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request, Role

OF_SOURCES = ("segment", "describe", "extract")
"""What is asked about the sources themselves: other replies change little of it."""


class Unasked:
    """Stands in for a model and knows nothing. It collects what it is asked, up to where replies would decide.

    What is asked of the sources, and otherwise what is asked first, is certain: what comes after depends on replies.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.certain: list[Request] = []
        """What would be asked whatever the replies are: all about the sources, or all of one stage."""

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        stage = requests[0].stage
        if not self.certain or (stage in OF_SOURCES and stage != self.certain[-1].stage):
            self.certain += requests
        elif self.certain[-1].stage == stage:
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
