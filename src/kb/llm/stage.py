"""A stage that asks a model, as data: template, reply type, pure `fill` and pure `ground`."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.errors import SettingsError
from kb.llm.port import Answer, LanguageModel
from kb.llm.request import Request, Role, Shown, Turn
from kb.reports import UNANSWERED_REQUEST, UNUSABLE_REPLY

Item = TypeVar("Item")
Reply = TypeVar("Reply", bound=BaseModel)
Result = TypeVar("Result")

Prompts = Mapping[str, str]
"""Templates by stage name."""

_FIELD = re.compile(r"\{\{(\w+)\}\}")
_TAG = re.compile(r"^</?(\w+)>$", re.M)
# However it is written: full-width, as an entity, with spaces or with what nobody sees in it.
_LESS = r"(?:[<＜﹤‹〈⟨]|&lt;?|&#0*60;?|&#x0*3c;?|\\u003c|%3c)"
_SLASH = r"(?:[/／⁄∕\\]|&sol;?|&#0*47;?|&#x0*2f;?|\\u002f|%2f)"
_GAP = r"[\s\u00ad\u034f\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
_BREAK = "\n---\n"
"""What stands above it in a template is the same for every item."""


@dataclass(frozen=True, slots=True)
class Grounded(Generic[Result]):
    """What a reply is worth once its words were looked up: results, and what had to be dropped."""

    results: tuple[Result, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    answered: bool = True
    """False when no reply could be had: nothing is known about the item."""


def _no_page(item: object) -> str:
    return ""


def _no_picture(item: object) -> Shown | None:
    return None


def _alone(item: object) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Stage(Generic[Item, Reply, Result]):
    """One question asked many times. `fill` turns an item into template fields, `ground` a reply into results."""

    name: str
    role: Role
    reply: type[Reply]
    fill: Callable[[Item], Mapping[str, str]]
    ground: Callable[[Item, Reply, Digest], Grounded[Result]]
    subject: Callable[[Item], str] = _no_page
    """The page that an item is asked for, as `concepts/<id>`."""
    shows: Callable[[Item], Shown | None] = _no_picture
    """The picture that an item is about."""
    follows: Callable[[Item], tuple[Turn, ...] | None] = _alone
    """What was replied and told before, where an item is one step of several; None where it is not."""
    searches: int = 0
    """How often the model may search the web for an item; `reply` is `kb.llm.searched.Searched` then."""

    def request(self, item: Item, prompts: Prompts) -> Request:
        template = prompts[self.name]
        system, prompt = render(self.name, template, self.fill(item))
        turns = self.follows(item)
        if turns is not None:
            turns = tuple(Turn(turn.reply, _open(turn.told, _tags(template))) for turn in turns)
        subject, shown = self.subject(item), self.shows(item)
        more = (subject, shown, turns, self.searches)
        return Request(self.name, self.role, system, prompt, self.reply, item, *more)

    def run(self, item: Item, model: LanguageModel, prompts: Prompts) -> Grounded[Result]:
        return self.run_each([item], model, prompts)[0]

    def run_all(self, items: Iterable[Item], model: LanguageModel, prompts: Prompts) -> Grounded[Result]:
        """All that comes of the items, in their order."""
        return merged(self.run_each(items, model, prompts))

    def run_each(self, items: Iterable[Item], model: LanguageModel, prompts: Prompts) -> list[Grounded[Result]]:
        """Ask about all items in one wave and ground each reply; what came of each item, in their order.

        A reply that is wrong or missing becomes a diagnostic: the other items go on.
        """
        items = list(items)
        if not model.answers(self.name):
            return [Grounded(()) for _ in items]
        requests = [self.request(item, prompts) for item in items]
        answers = {answer.request: answer for answer in model.answer(list(dict.fromkeys(requests)))}
        name = model.id(self.role)
        return [
            self._grounded(item, answers[request], request.key(name))
            for item, request in zip(items, requests, strict=True)
        ]

    def _grounded(self, item: Item, answer: Answer, key: Digest) -> Grounded[Result]:
        where = f"wiki/{self.subject(item)}.md" if self.subject(item) else ""
        if answer.text is None:
            told = (UNANSWERED_REQUEST.at(where, f"{self.name}: no reply: {answer.trouble}"),) if answer.trouble else ()
            return Grounded((), told, answered=False)
        fault = misshapen(self.reply, answer.text)
        if fault:
            return Grounded((), (UNUSABLE_REPLY.at(where, f"{self.name}: {fault}"),), answered=False)
        return self.ground(item, self.reply.model_validate_json(answer.text), key)


def misshapen(shape: type[BaseModel], text: str) -> str:
    """What is wrong with the shape of a reply; nothing when it is as it should be."""
    try:
        shape.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "reply"
        return f"the reply can't be used: {where}: {first['msg']}"
    return ""


def merged(parts: Iterable[Grounded[Result]]) -> Grounded[Result]:
    """What came of several items, in order."""
    parts = list(parts)
    results = tuple(result for part in parts for result in part.results)
    found = tuple(diagnostic for part in parts for diagnostic in part.diagnostics)
    return Grounded(results, found, all(part.answered for part in parts))


def render(name: str, template: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """What is the same for every item, and the prompt. Every field is used and every mark filled below the break, so
    the prompt holds all that the item does."""
    system, _, prompt = template.rpartition(_BREAK)
    marks = set(_FIELD.findall(prompt))
    if marks != set(fields) or _FIELD.search(system):
        wrong = ", ".join(sorted((marks ^ set(fields)) or set(_FIELD.findall(system))))
        raise SettingsError(
            f"prompts/{name}.md: these fields don't match what the stage fills: {wrong}",
            hint=f"Below the line ---, use exactly {', '.join('{{' + f + '}}' for f in sorted(fields))}.",
        )
    tags = _tags(template)
    return system.strip(), _FIELD.sub(lambda mark: _open(fields[mark.group(1)], tags), prompt).strip()


def _open(text: str, tags: re.Pattern[str]) -> str:
    """Text without anything that a reader could take for a tag of the template: what would open one is a round
    bracket, or a code that is cut in two.

    A quote of it is found all the same, since finding one passes over marks and white space.
    """
    return tags.sub(lambda mark: f"{mark.group()[0]} {mark.group()[1:]}" if len(mark.group()) > 1 else "(", text)


def _tags(template: str) -> re.Pattern[str]:
    """The beginning of a closing tag of any name, and of an opening tag of the template's own names."""
    names = "|".join(sorted(set(_TAG.findall(template)))) or "source"
    return re.compile(rf"{_LESS}(?={_GAP}*(?:{_SLASH}|(?:{names})\b))", re.IGNORECASE)
