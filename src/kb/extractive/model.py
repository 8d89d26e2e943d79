"""The engine without a key as a language model: the item behind a request in, a reply in the stage's schema out."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kb.digest import code_digest
from kb.extractive.answer import answer
from kb.extractive.composing import compose
from kb.extractive.extracting import extract
from kb.extractive.resolving import resolve
from kb.extractive.summarising import summarise
from kb.llm.port import Answer
from kb.llm.request import Request, Role
from kb.stages.answer import ANSWER
from kb.stages.compose import COMPOSE, Dossier
from kb.stages.extract import EXTRACT, Window
from kb.stages.inquiry import Inquiry
from kb.stages.resolve import RESOLVE, Batch
from kb.stages.summarise import SUMMARISE, Gist

ANSWERS: dict[type, Callable[[Any], BaseModel]] = {
    Window: extract,
    Batch: resolve,
    Dossier: compose,
    Gist: summarise,
    Inquiry: answer,
}
"""Which function answers which stage's item."""
_RULES = ("extractive/**/*.py", "english/*.py", "english/*.txt")
STAGES = frozenset(stage.name for stage in (EXTRACT, RESOLVE, COMPOSE, SUMMARISE, ANSWER))


class Extractive:
    """Answers by rule and word for word; the same item has the same answer."""

    @cached_property
    def _id(self) -> str:
        return "extractive-" + code_digest(Path(__file__).parents[1], _RULES)[:8]

    def id(self, role: Role) -> str:
        """Changes with the engine's code: what other rules found is not reused."""
        return self._id

    def answers(self, stage: str) -> bool:
        return stage in STAGES

    def answer(self, requests: Sequence[Request]) -> Iterator[Answer]:
        for request in requests:
            reply = ANSWERS[type(request.item)](request.item)
            yield Answer(request, reply.model_dump_json(), model=self._id)
