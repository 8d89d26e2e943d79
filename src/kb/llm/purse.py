"""A budget → leave to call, call by call: money is put aside before a request goes out, and settled by what it took."""

from collections import Counter
from threading import Condition

from kb.errors import EngineError
from kb.llm.port import Usage
from kb.llm.prices import Prices, dollars


class BudgetSpent(EngineError):
    """The next request may cost more than is left."""


class UnknownPrice(EngineError):
    """A budget can't be kept without prices."""


class Purse:
    """What a run may spend, in dollars; None is without limit. Several threads may share one.

    With `strict` a model of unknown price may not be called: the budget is one that a person asked for.
    """

    def __init__(self, budget: float | None, prices: Prices, *, strict: bool = False) -> None:
        self.budget, self.prices, self.strict = budget, prices, strict
        self.spent = 0.0
        """Dollars, as far as prices are known."""
        self.unpriced: Counter[str] = Counter()
        """Calls that nobody knows the cost of, by model."""
        self._held: list[float] = []
        self._changed = Condition()

    def reserve(
        self, model: str, input_tokens: int, max_tokens: int, *, batch: bool = False, searches: int = 0
    ) -> float:
        """Put aside what a call may cost; waits while that is held for calls under way, but not for a call of a
        batch: who gathers a batch holds the money for all of it.

        Raises BudgetSpent when it doesn't fit into what is left, UnknownPrice when nobody can tell.
        """
        needed = self.prices.most(model, input_tokens, max_tokens, batch=batch)
        if needed is not None:
            needed += self.prices.searches(searches)
        if needed is None and self.strict and self.budget is not None:
            raise UnknownPrice(
                f"the price of {model} is not known, so the budget can't be kept",
                hint=f"Put it into kb.yaml (engine: prices: {model}: {{input: ..., output: ...}}, dollars per million "
                "tokens), or leave the budget out.",
            )
        with self._changed:
            held = self._room(needed or 0.0, wait=not batch)
            self._held.append(held)
            return held

    def _room(self, needed: float, *, wait: bool) -> float:
        """Waits until the sum is free; what is spent never comes back, so a sum over the rest is refused at once."""
        while self.budget is not None and self.spent + sum(self._held) + needed > self.budget:
            if not (wait and self._held) or self.spent + needed > self.budget:
                left = max(self.budget - self.spent - (0.0 if wait else sum(self._held)), 0.0)
                raise BudgetSpent(
                    f"the budget of {dollars(self.budget)} does not cover the next request: it may cost "
                    f"{dollars(needed)} and {dollars(left)} is left",
                    hint="Give more with --budget, or set engine.budget in kb.yaml.",
                )
            self._changed.wait()
        return needed

    def settle(self, reserved: float, model: str, usage: Usage, *, batch: bool = False) -> float | None:
        """Give back what was put aside for a call, less what it cost; that, or None when no price is known.

        A call that failed is settled too, with no tokens. One by a model whose price turns out to be unknown counts
        for all that was put aside.
        """
        usd = self.prices.cost(model, usage, batch=batch)
        with self._changed:
            self._held.remove(reserved)
            self.spent += reserved if usd is None else usd
            if usd is None:
                self.unpriced[model] += 1
            self._changed.notify_all()
        return usd
