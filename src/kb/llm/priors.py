"""Words of sources → what a first compile of them may come to, going by what others took."""

from functools import cache
from pathlib import Path

from kb.llm.models import Models
from kb.llm.port import Usage
from kb.llm.prices import Prices
from kb.llm.request import Role
from kb.typed_yaml import Typed, load, typed

_ROLES: tuple[Role, ...] = ("fast", "strong", "judge")


def guess(words: int, models: Models, prices: Prices, *, batch: bool = False) -> float | None:
    """Dollars; None when there are no words or a price is not known."""
    found = [prices.cost(models.of(role).id, _usage(role, words), batch=batch) for role in _ROLES]
    known = [usd for usd in found if usd is not None]
    return sum(known) if words and len(known) == len(found) else None


def read() -> int:
    """How many words the measured sources had."""
    return _measured().read


def _usage(role: Role, words: int) -> Usage:
    one = {"fast": _measured().fast, "strong": _measured().strong, "judge": _measured().judge}[role]
    return Usage(input=one.input * words // 1000, output=one.output * words // 1000)


class _Tokens(Typed):
    input: int
    output: int


class _Measured(Typed):
    read: int
    fast: _Tokens
    strong: _Tokens
    judge: _Tokens


@cache
def _measured() -> _Measured:
    path = Path(__file__).with_name("priors.yaml")
    return typed(load(path.read_text(encoding="utf-8"), path.name), _Measured, path.name)
