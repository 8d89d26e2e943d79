"""Remembered replies → which are whole, and which no page of today's wiki needs."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pydantic import BaseModel

import kb.stages
from kb.choices import NONE
from kb.digest import Digest
from kb.engine import Engine
from kb.errors import KBError
from kb.lint.rule import rules
from kb.llm.meters import Observed
from kb.llm.replies import Remembered, Remembering, Silent, parsed
from kb.llm.stage import Stage, misshapen
from kb.rehearsing import rehearse
from kb.stages.answer import ANSWER
from kb.stages.chart import CHART
from kb.stages.choose_sources import CHOOSE_SOURCES
from kb.stages.draft_questions import DRAFT_QUESTIONS
from kb.stages.explore import EXPLORE
from kb.stages.judge_answer import JUDGE_ANSWER
from kb.stages.outline import OUTLINE, PLACE
from kb.stages.resolve import RESOLVE
from kb.stages.search_web import SEARCH_WEB
from kb.stages.segment import SEGMENT
from kb.stages.table import TABLE
from kb.workspace import Workspace, files, manifest

_ASKED = frozenset(
    stage.name for stage in (ANSWER, TABLE, CHART, EXPLORE, DRAFT_QUESTIONS, JUDGE_ANSWER, SEARCH_WEB, CHOOSE_SOURCES)
) | {stage for rule in rules() if rule.judged is not None for stage in rule.judged().stages}
_DECISIONS = frozenset(stage.name for stage in (SEGMENT, RESOLVE, OUTLINE, PLACE))
_LATER = "Nothing was removed. The wiki is up to date; what is missing is asked for again when its sources change."


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of remembered replies."""

    path: str
    """From the workspace's top."""
    size: int
    """Bytes."""
    reply: Remembered | None
    """None when the file holds none, or only a part of one."""

    @property
    def key(self) -> Digest:
        return Digest(Path(self.path).stem)


def kept(workspace: Workspace) -> Iterator[Kept]:
    """Every file among the replies, in order of key. Raises DiskError."""
    for entry in files.walk(workspace.root / workspace.replies.folder):
        path = Path(entry.path)
        data = files.read(path) or b""
        yield Kept(path.relative_to(workspace.root).as_posix(), len(data), parsed(data))


def shapes() -> Mapping[str, type[BaseModel]]:
    """The shape of a reply at each stage that asks for one."""
    modules = [import_module(f"kb.stages.{found.name}") for found in pkgutil.iter_modules(kb.stages.__path__)]
    values = [value for module in modules for value in vars(module).values()]
    return {stage.name: stage.reply for stage in values if isinstance(stage, Stage)}


def faults(found: Sequence[Kept]) -> dict[str, str]:
    """What is wrong with replies, in words, by path."""
    known = shapes()
    wrong = {one.path: _fault(one, known) for one in found}
    return {path: fault for path, fault in wrong.items() if fault}


def _fault(one: Kept, known: Mapping[str, type[BaseModel]]) -> str:
    if one.reply is None:
        return "holds no whole reply"
    if one.reply.stage not in known:
        return f"is for the stage {one.reply.stage!r}, which kb does not have"
    return misshapen(known[one.reply.stage], one.reply.text)


def unneeded(
    workspace: Workspace, watch: Callable[[str], None], *, answers: bool = False, chosen: Engine | None = None
) -> list[Kept]:
    """Replies that today's wiki can be made without; those to questions only with `answers`, and never those that
    became decisions, in the concept table or on pages: without these files nobody could make the wiki from nothing.

    Raises KBError when replies are missing: who needs the others can't be told then.
    """
    chosen = chosen or NONE.chosen(workspace)
    model = Observed(Remembering(Silent(chosen.model), workspace.replies))
    rehearse(workspace, model, watch)
    if model.missing:
        missing = sum(map(len, model.missing.values()))
        current = manifest.unchanged(workspace, manifest.inputs(workspace, chosen.id)) is not None
        raise KBError(
            f"{missing} replies of the {chosen.name} engine are missing, so what else is needed can't be told",
            hint=_LATER if current else "Bring the wiki up to date first: kb compile",
        )
    stay = _DECISIONS if answers else _DECISIONS | _ASKED
    found = (one for one in kept(workspace) if one.key not in model.used)
    return [one for one in found if one.reply is None or one.reply.stage not in stay]
