"""A workspace → what a compile would ask and cost, before a cent is spent. Nothing is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.choices import Again, Choices
from kb.engine import Engine
from kb.llm.estimate import request_tokens
from kb.llm.forecast import Forecast, forecast
from kb.llm.meters import Observed
from kb.llm.port import Answer, Usage
from kb.llm.prices import Prices
from kb.llm.priors import guess
from kb.llm.replies import Remembering
from kb.llm.request import Request, Role
from kb.llm.unasked import Expected, Unasked
from kb.rehearsing import rehearse
from kb.workspace import Workspace, manifest


@dataclass(frozen=True, slots=True)
class Plan:
    engine: str
    free: bool = False
    """The engine works by rule: whatever it does costs nothing."""
    current: bool = False
    """Nothing has changed since the last compile."""
    certain: tuple[Expected, ...] = ()
    """What would be asked whatever the replies are."""
    forecast: Forecast | None = None
    """What all of it may take, going by this workspace's own past; None when there is none."""
    guess: float | None = None
    """Dollars that all of it may take, going by what other sources took; None when prices are not known."""

    @property
    def usd(self) -> float | None:
        """Dollars for what is certain to go in; None when a price is not known."""
        known = [one.usd for one in self.certain if one.usd is not None]
        return sum(known) if len(known) == len(self.certain) else None


def plan(workspace: Workspace, choices: Choices, watch: Callable[[str], None], chosen: Engine | None = None) -> Plan:
    """`chosen` stands in for the engine that settings and choices name."""
    chosen = chosen or choices.chosen(workspace)
    if chosen.purse is None:
        return Plan(chosen.name, free=True)
    if not choices.skips_nothing and manifest.unchanged(workspace, manifest.inputs(workspace, chosen.id)) is not None:
        return Plan(chosen.name, current=True)
    unasked = Unasked(chosen.model)
    stages: dict[str, None] = {}
    again = Again(choices.again) if choices.again else None

    def seen(answer: Answer) -> None:
        stages.setdefault(answer.request.stage)

    model = Observed(Remembering(unasked, workspace.replies, again), seen)
    rehearse(workspace.looked_at(), model, watch)
    if not unasked.certain:
        return Plan(chosen.name)
    last = [one for one in unasked.certain if one.stage == unasked.certain[-1].stage]
    names = list(stages)
    earlier = names[: names.index(last[0].stage)]
    models = choices.over(workspace.settings.engine).models
    prices = chosen.purse.prices
    expected = _expected(unasked.certain, prices, lambda role: models.of(role).id, choices.batch)
    rough = guess(_words(last), models, prices, batch=choices.batch)
    past = forecast(workspace.calls.events(), last, earlier)
    return Plan(chosen.name, certain=expected, forecast=past, guess=rough)


def _words(requests: Sequence[Request]) -> int:
    """Words of the sources that would be read."""
    return sum(len(request.prompt.split()) for request in requests if request.stage == "extract")


def _expected(
    requests: Sequence[Request], prices: Prices, model: Callable[[Role], str], batch: bool
) -> tuple[Expected, ...]:
    found = []
    for stage in dict.fromkeys(request.stage for request in requests):
        sizes = [(request_tokens(one), model(one.role)) for one in requests if one.stage == stage]
        costs = [prices.cost(name, Usage(input=size), batch=batch) for size, name in sizes]
        known = [usd for usd in costs if usd is not None]
        usd = sum(known) if len(known) == len(costs) else None
        found.append(Expected(stage, len(sizes), sum(size for size, _ in sizes), usd))
    return tuple(found)
