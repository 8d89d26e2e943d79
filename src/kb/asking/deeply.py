"""A deep question in a workspace → its answer, with the way to it kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kb.asking.answers import Answer, Library, Question, Step
from kb.asking.exploring import Bounds, Explored, Way, explore
from kb.asking.shelf import Shelf
from kb.asking.traces import Taken, keep, traced
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import DiskError
from kb.llm.sparing import Sparing, priced
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


def bounds(workspace: Workspace, minutes: float | None) -> Bounds:
    """As kb.yaml says, and the command line over it."""
    chosen = workspace.settings.ask
    return Bounds(chosen.rounds, chosen.tokens, chosen.minutes if minutes is None else minutes)


def sparing(workspace: Workspace, engine: Engine) -> Engine:
    """The engine, which keeps of its budget what the answer may cost."""
    if engine.purse is None:
        return engine
    models, prices = workspace.settings.engine.models, engine.purse.prices
    kept = prices.most(models.strong.id, _ANSWER, models.strong.max_tokens) or 0.0
    return replace(engine, model=Sparing(engine.model, engine.purse, EXPLORE.name, priced(models, prices), kept))


def ask_deeply(
    workspace: Workspace,
    question: Question,
    library: Library,
    limits: Bounds,
    tell: Callable[[Step], None] = lambda step: None,
) -> Explored:
    way = Way(Shelf(workspace.pages, library.index), time.monotonic, limits, tell)
    return explore(question, library, way)


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
