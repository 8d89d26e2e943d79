"""The engine without a key as a language model: the item behind a request in, a reply in the stage's schema out."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kb.digest import code_digest
from kb.errors import EngineError
from kb.extractive.answer import answer
from kb.extractive.composing import compose
from kb.extractive.extracting import extract
from kb.extractive.resolving import resolve
from kb.extractive.summarising import summarise
from kb.llm.request import Request
from kb.stages.answer import Inquiry
from kb.stages.compose import Dossier
from kb.stages.extract import Window
from kb.stages.resolve import Batch
from kb.stages.summarise import Gist

ANSWERS: dict[type, Callable[[Any], BaseModel]] = {
    Window: extract,
    Batch: resolve,
    Dossier: compose,
    Gist: summarise,
    Inquiry: answer,
}
"""Which function answers which stage's item."""


class Extractive:
    """Answers by rule and word for word; the same item has the same answer."""

    @cached_property
    def id(self) -> str:
        """Changes with the engine's code: what other rules found is not reused."""
        return "extractive-" + code_digest(Path(__file__).parent, ("**/*.py", "**/*.txt"))[:8]

    def complete(self, request: Request) -> str:
        rule = ANSWERS.get(type(request.item))
        if rule is None:
            raise EngineError(f"the extractive engine has no rule for {request.stage}")
        return rule(request.item).model_dump_json()
