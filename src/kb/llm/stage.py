"""A stage that asks a model, as data: template, reply type, pure `fill` and pure `ground`."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.errors import SettingsError
from kb.llm.port import LanguageModel
from kb.llm.request import Request, Role
from kb.reports import UNUSABLE_REPLY

Item = TypeVar("Item")
Reply = TypeVar("Reply", bound=BaseModel)
Result = TypeVar("Result")

Prompts = Mapping[str, str]
"""Templates by stage name."""

_FIELD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Grounded(Generic[Result]):
    """What a reply is worth once its words were looked up: results, and what had to be dropped."""

    results: tuple[Result, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage(Generic[Item, Reply, Result]):
    """One question asked many times. `fill` turns an item into template fields, `ground` a reply into results."""

    name: str
    role: Role
    reply: type[Reply]
    fill: Callable[[Item], Mapping[str, str]]
    ground: Callable[[Item, Reply, Digest], Grounded[Result]]

    def request(self, item: Item, prompts: Prompts) -> Request:
        prompt = render(self.name, prompts[self.name], self.fill(item))
        return Request(self.name, self.role, prompt, _schema(self.reply), item)

    def run(self, item: Item, model: LanguageModel, prompts: Prompts) -> Grounded[Result]:
        """Ask and ground. A reply of the wrong shape becomes a diagnostic: the other items go on."""
        request = self.request(item, prompts)
        text = model.complete(request)
        try:
            reply = self.reply.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "reply"
            message = f"{self.name}: the reply can't be used: {where}: {first['msg']}"
            return Grounded((), (UNUSABLE_REPLY.at("", message),))
        return self.ground(item, reply, request.key(model.id))

    def run_all(self, items: Iterable[Item], model: LanguageModel, prompts: Prompts) -> Grounded[Result]:
        """Ask about each item, in order."""
        parts = [self.run(item, model, prompts) for item in items]
        results = tuple(result for part in parts for result in part.results)
        return Grounded(results, tuple(found for part in parts for found in part.diagnostics))


def render(name: str, template: str, fields: Mapping[str, str]) -> str:
    """The prompt. Every field is used and every mark filled, so the prompt holds all that the item does."""
    marks = set(_FIELD.findall(template))
    if marks != set(fields):
        wrong = ", ".join(sorted(marks ^ set(fields)))
        raise SettingsError(
            f"prompts/{name}.md: these fields don't match what the stage fills: {wrong}",
            hint=f"Use exactly {', '.join('{{' + f + '}}' for f in sorted(fields))}.",
        )
    return _FIELD.sub(lambda mark: _open(fields[mark.group(1)]), template)


def _open(text: str) -> str:
    """Text that can't close the tags that a template puts around it; a quote of it is found all the same."""
    return text.replace("</", "< /")


@cache
def _schema(reply: type[BaseModel]) -> dict[str, Any]:
    return reply.model_json_schema()
