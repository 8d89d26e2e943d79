"""What the command line says of the engine, over what kb.yaml says."""

import difflib
from dataclasses import dataclass
from typing import get_args

from kb.engine import Engine, engine
from kb.errors import UsageError
from kb.llm.port import Listen
from kb.llm.request import Request
from kb.wiki.draft import writer
from kb.workspace import Workspace
from kb.workspace.settings import EngineSettings

_NAMES: tuple[str, ...] = get_args(EngineSettings.model_fields["name"].annotation)
_FEW = 20
"""Articles that tell who wrote them all: engines don't mix."""
_BUDGET = EngineSettings.model_fields["budget"].default


@dataclass(frozen=True, slots=True)
class Choices:
    """Nothing chosen leaves everything to kb.yaml."""

    engine: str = ""
    budget: float | None = None
    """Dollars that this run may spend."""
    jobs: int | None = None
    batch: bool = False
    again: frozenset[str] = frozenset()
    """Pages, as `sources/<id>` or `concepts/<id>`, whose requests are asked again."""

    @property
    def lasting(self) -> bool:
        """Whether a compile is what kb.yaml asks for, so that the next one may find nothing to do."""
        return not self.engine

    @property
    def skips_nothing(self) -> bool:
        """Whether there is something to do though nothing has changed."""
        return bool(self.engine or self.again)

    def over(self, settings: EngineSettings) -> EngineSettings:
        """The settings of this run. Raises UsageError."""
        if self.engine and self.engine not in _NAMES:
            near = difflib.get_close_matches(self.engine, _NAMES, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Engines: {', '.join(_NAMES)}."
            raise UsageError(f"--engine: there is no engine {self.engine!r}", hint=hint)
        chosen = {"name": self.engine or None, "budget": self.budget, "jobs": self.jobs}
        return settings.model_copy(update={key: value for key, value in chosen.items() if value is not None})

    def chosen(self, workspace: Workspace, listen: Listen | None = None) -> Engine:
        """The engine of this run; `listen` is told of replies as they come."""
        over, wrote = self.over(workspace.settings.engine), writer(workspace.first_pages("concepts", _FEW))
        # kb.yaml is made with the default in it: only another number is somebody's wish.
        strict = self.budget is not None or over.budget != _BUDGET
        batches = workspace.batches if self.batch else None
        return engine(over, wrote, strict=strict, batches=batches, listen=listen)


NONE = Choices()


class Again:
    """Says yes to each request for one of some pages, once: a stage that asks twice in a run gets the new reply."""

    def __init__(self, pages: frozenset[str]) -> None:
        self._pages = pages
        self._asked: set[Request] = set()

    def __call__(self, request: Request) -> bool:
        if request.subject not in self._pages or request in self._asked:
            return False
        self._asked.add(request)
        return True
