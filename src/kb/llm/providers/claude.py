"""Requests → the Messages API, through the anthropic SDK, which is imported only when the first request goes out."""

from kb.errors import EngineError
from kb.llm.models import Models
from kb.llm.port import Answer
from kb.llm.request import Request, Role


class Claude:
    def __init__(self, models: Models, base_url: str) -> None:
        self._models, self._base_url = models, base_url

    def id(self, role: Role) -> str:
        chosen = self._models.of(role)
        settings = (
            f"{key}={value}" for key, value in (("effort", chosen.effort), ("thinking", chosen.thinking)) if value
        )
        return " ".join((chosen.id, *settings))

    def complete(self, request: Request) -> Answer:
        return Answer(request, stop=EngineError("not there yet"))
