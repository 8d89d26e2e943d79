"""A model and its prompts, with a list of all that was found wrong with its replies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from kb.diagnostics import Diagnostic
from kb.llm.port import LanguageModel
from kb.llm.stage import Grounded, Prompts, Stage

Item = TypeVar("Item")
Reply = TypeVar("Reply", bound=BaseModel)
Result = TypeVar("Result")


@dataclass(slots=True)
class Asking:
    model: LanguageModel
    prompts: Prompts
    found: list[Diagnostic] = field(default_factory=list)

    def each(self, stage: Stage[Item, Reply, Result], items: Iterable[Item]) -> list[Grounded[Result]]:
        """What came of each item, in their order."""
        parts = stage.run_each(items, self.model, self.prompts)
        self.found += (diagnostic for part in parts for diagnostic in part.diagnostics)
        return parts

    def all(self, stage: Stage[Item, Reply, Result], items: Iterable[Item]) -> tuple[Result, ...]:
        """All results, in the order of the items."""
        return tuple(result for part in self.each(stage, items) for result in part.results)

    def answers(self, stage: Stage[Item, Reply, Result]) -> bool:
        return self.model.answers(stage.name)
