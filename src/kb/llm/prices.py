"""Tokens of a call → dollars. A model whose price is not known costs an unknown sum, never nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import Field

from kb.llm.models import Price
from kb.llm.port import Usage
from kb.typed_yaml import Typed, load, typed

_MILLION = 1_000_000
_CACHE_WRITE = 1.25
"""What a token into the cache costs, in tokens of input, where no price says."""
_DATE = re.compile(r"-\d{8}$")


class Above(Price):
    """The price of a request whose prompt has more tokens than `tokens`."""

    tokens: int = Field(gt=0)


class Tariff(Price):
    """What a model costs, by the size of the prompt."""

    above: Above | None = None

    def tier(self, prompt: int) -> Price:
        """The price of a request with a prompt of so many tokens."""
        return self.above if self.above is not None and prompt > self.above.tokens else self


class _Search(Typed):
    """What a search of the web costs, whoever makes it."""

    usd: float = Field(ge=0)
    as_of: str


class _List(Typed):
    """The file of prices."""

    as_of: str
    web_search: _Search
    batch: float = Field(gt=0, le=1)
    models: dict[str, Tariff]


@cache
def _published() -> _List:
    path = Path(__file__).with_name("prices.yaml")
    return typed(load(path.read_text(encoding="utf-8"), path.name), _List, path.name)


@dataclass(frozen=True, slots=True)
class Prices:
    """What models cost: as published, and over it as the workspace's settings say."""

    own: Mapping[str, Price] = field(default_factory=dict)

    @property
    def as_of(self) -> str:
        """The day of the published prices, as YYYY-MM-DD."""
        return _published().as_of

    def of(self, model: str) -> Tariff | None:
        """The price of a model; of a dated id such as `name-20251001` it is the name's. None when it isn't known."""
        for name in (model, _DATE.sub("", model)):
            if name in self.own:
                return Tariff(**self.own[name].model_dump())
            if name in _published().models:
                return _published().models[name]
        return None

    def cost(self, model: str, usage: Usage, *, batch: bool = False) -> float | None:
        """Dollars of a call; None when the model's price is not known."""
        tariff = self.of(model)
        if tariff is None:
            return None
        price = tariff.tier(usage.input + usage.cache_read + usage.cache_write)
        parts = (
            usage.input * price.input,
            usage.output * price.output,
            usage.cache_read * _read(price),
            usage.cache_write * _write(price),
        )
        return sum(parts) / _MILLION * (_published().batch if batch else 1) + self.searches(usage.searches)

    def searches(self, count: int) -> float:
        """Dollars of so many searches of the web, in a batch or not."""
        return count * _published().web_search.usd

    def most(self, model: str, prompt: int, output: int, *, batch: bool = False) -> float | None:
        """Dollars that a call can cost at most with so many tokens in and out; None when no price is known."""
        tariff = self.of(model)
        if tariff is None:
            return None
        price = tariff.tier(prompt)
        whole = prompt * max(price.input, _read(price), _write(price)) + output * price.output
        return whole / _MILLION * (_published().batch if batch else 1)


def _read(price: Price) -> float:
    return price.input if price.cache_read is None else price.cache_read


def _write(price: Price) -> float:
    return price.input * _CACHE_WRITE if price.cache_write is None else price.cache_write


def dollars(usd: float) -> str:
    """$12.30, $0.042, $0.0004: as many digits as say something."""
    if 0 < usd < 0.0001:
        return "under $0.0001"
    return f"${usd:.4f}" if 0 < usd < 0.01 else f"${usd:.3f}" if 0 < usd < 1 else f"${usd:,.2f}"
