"""An engine in a workspace → a model whose replies are remembered, whose calls are told of and added up."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from kb.choices import Again, Choices
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import EngineError
from kb.llm.ledger import Event, Ledger
from kb.llm.meters import Observed
from kb.llm.port import Answer
from kb.llm.replies import Remembering
from kb.llm.spans import spans
from kb.workspace import Workspace
from kb.writing import unwritten


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run asked models for, and why it stopped if it did."""

    answered: int = 0
    """Requests that calls brought a reply to."""
    usd: float = 0.0
    """As far as prices are known."""
    unpriced: dict[str, int] = field(default_factory=dict)
    """Calls of unknown price, by model."""
    said: str = ""
    """The same in words; empty when nothing was called."""
    stop: EngineError | None = None
    notices: tuple[str, ...] = ()
    """What a person should know of how it was watched."""


@dataclass(slots=True)
class Consultation:
    """A model at work in a workspace."""

    model: Observed
    ledger: Ledger
    notices: tuple[str, ...] = ()

    @property
    def spent(self) -> Spent:
        ledger = self.ledger
        called = ledger.answered or ledger.usd or ledger.unpriced or self.model.stop is not None
        said = ledger.said if called else ""
        return Spent(ledger.answered, ledger.usd, dict(ledger.unpriced), said, self.model.stop, self.notices)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What could not be kept of what was spent."""
        return [unwritten(".kb/journal", self.ledger.trouble)] if self.ledger.trouble is not None else []


@contextmanager
def consulting(
    workspace: Workspace, engine: Engine, choices: Choices, watch: Callable[[Answer], None]
) -> Iterator[Consultation]:
    """Ask the engine, each thing once. `watch` is told of every answer."""
    tracing, notice = spans(os.environ) if engine.purse is not None else (None, "")
    trace: Callable[[Sequence[Event]], None] | None = tracing.note if tracing is not None else None
    ledger = Ledger(workspace.calls.append, engine.model.id, trace)

    def note(answer: Answer) -> None:
        ledger.note(answer)
        watch(answer)

    again = Again(choices.again) if choices.again else None
    model = Remembering(engine.model, workspace.replies, again, paid=engine.purse is not None)
    try:
        yield Consultation(Observed(model, note), ledger, (notice,) if notice else ())
    finally:
        if tracing is not None:
            tracing.close()
