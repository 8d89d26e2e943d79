"""Requests → answers, from any server that speaks the Messages API."""

from kb.llm.models import Models
from kb.llm.port import Answer, Call
from kb.llm.providers.exchange import Exchange
from kb.llm.providers.pace import Pace
from kb.llm.providers.reading import Message
from kb.llm.providers.trying import Purse, Trying
from kb.llm.providers.wire import Wire
from kb.llm.request import Request, Role


class Claude:
    """Safe to call from several threads. Once a run can't go on, no further request goes out.

    base_url: empty for ANTHROPIC_BASE_URL or the hosted API.
    api_key: None for what the environment or a profile gives.
    """

    def __init__(
        self, models: Models, base_url: str, purse: Purse, pace: Pace | None = None, api_key: str | None = None
    ) -> None:
        self.models = models
        self.trying = Trying(Wire(base_url, api_key), purse, pace or Pace())

    def id(self, role: Role) -> str:
        chosen = self.models.of(role)
        settings = (
            f"{key}={value}" for key, value in (("effort", chosen.effort), ("thinking", chosen.thinking)) if value
        )
        return " ".join((chosen.id, *settings))

    def complete(self, request: Request) -> Answer:
        return Exchange(request, self.models.of(request.role), self.trying).answer()

    def follow_up(self, request: Request, first: Message, calls: tuple[Call, ...]) -> Answer:
        """The answer to a request whose first message has come by another way."""
        return Exchange(request, self.models.of(request.role), self.trying, calls).answer(first)
