"""A model that keeps what the last request may cost: the others are held back before the purse has to refuse it."""

from collections.abc import Callable, Iterator, Sequence

from kb.llm.models import Models
from kb.llm.port import Answer, LanguageModel
from kb.llm.prices import Prices
from kb.llm.providers.sending import params, room
from kb.llm.purse import Purse
from kb.llm.request import Request, Role

Price = Callable[[Request], float]
"""The most that a request may cost, in dollars."""

KEPT = "what is left of the budget is kept for the answer"


class Sparing:
    """Stands below what remembers replies: those cost nothing and are never held back.

    A purse that refuses a request ends the run, so requests of `stage` that would leave less than `kept` dollars are
    not sent: each gets a trouble of its own, and the run goes on.
    """

    def __init__(self, model: LanguageModel, purse: Purse, stage: str, price: Price, kept: float) -> None:
        self._model, self._purse, self._stage, self._price, self._kept = model, purse, stage, price, kept

    def id(self, role: Role) -> str:
        return self._model.id(role)

    def answers(self, stage: str) -> bool:
        return self._model.answers(stage)

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        sent = []
        needed = self._purse.spent + self._kept
        for request in requests:
            more = self._price(request) if request.stage == self._stage else 0.0
            if self._purse.budget is not None and more and needed + more > self._purse.budget:
                yield Answer(request, trouble=KEPT)
            else:
                needed += more
                sent.append(request)
        if sent:
            yield from self._model.answer(sent)


def priced(models: Models, prices: Prices) -> Price:
    """What the purse would put aside for a request; nothing where no price is known."""

    def price(request: Request) -> float:
        model = models.of(request.role)
        asked = params(request, model, model.id, model.max_tokens)
        return prices.most(model.id, room(asked), model.max_tokens) or 0.0

    return price
