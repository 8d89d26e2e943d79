"""A deep question in a workspace → its answer, with the way to it kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kb.asking.answers import Answer, Step
from kb.asking.exploring import Bounds, Explored, Way
from kb.asking.shelf import Shelf
from kb.asking.traces import Taken, keep, traced
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import DiskError
from kb.llm.sparing import Sparing, priced
from kb.search.index import Index
from kb.stages.explore import EXPLORE
from kb.workspace import Workspace
from kb.workspace.journal import now
from kb.writing import unwritten

_ANSWER = 40_000
"""Tokens that the last request has at most, of text in any script."""


@dataclass(frozen=True, slots=True)
class Deep:
    """An answer, and the id under which the way to it is kept: empty where nothing was explored or kept."""

    answer: Answer
    trace: str = ""
    explored: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()


def way(workspace: Workspace, index: Index, minutes: float | None, tell: Callable[[Step], None]) -> Way:
    """How far a question may be explored: as kb.yaml says, and the command line over it. `tell` hears each step."""
    chosen = workspace.settings.ask
    limits = Bounds(chosen.rounds, chosen.tokens, chosen.minutes if minutes is None else minutes)
    return Way(Shelf(workspace.pages, index), time.monotonic, limits, tell)


def sparing(workspace: Workspace, engine: Engine) -> Engine:
    """The engine, which keeps of its budget what the answer may cost."""
    if engine.purse is None:
        return engine
    models, prices = workspace.settings.engine.models, engine.purse.prices
    kept = prices.most(models.strong.id, _ANSWER, models.strong.max_tokens) or 0.0
    return replace(engine, model=Sparing(engine.model, engine.purse, EXPLORE.name, priced(models, prices), kept))


def kept(workspace: Workspace, explored: Explored, engine: str, taken: Taken) -> Deep:
    """What could not be kept is told: the answer is worth as much without."""
    if not explored.rounds:
        return Deep(explored.answer, explored=False)
    trace = traced(explored, now(), engine, taken)
    try:
        keep(workspace, trace)
    except DiskError as trouble:
        return Deep(explored.answer, diagnostics=(unwritten(".kb/asked", trouble),))
    return Deep(explored.answer, trace.id)
