"""What a model is asked: a prompt and the shape of the reply, with the key its reply is remembered under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import BaseModel

from kb.digest import Digest, digest, sha256

Role = Literal["fast", "strong", "judge"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a model is to look at."""

    media_type: str
    """Such as image/png."""
    data: bytes
    sides: tuple[int, int]
    """Width and height in pixels."""

    @property
    def tokens(self) -> int:
        """What it counts for, as the Messages API documents it: one token for 750 pixels."""
        return -(-self.sides[0] * self.sides[1] // 750)


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply that was given, and what the model was told upon it."""

    reply: str
    told: str


@dataclass(frozen=True, slots=True)
class Request:
    stage: str
    role: Role
    system: str
    """The same in every request of a stage: what a server caches."""
    prompt: str
    shape: type[BaseModel]
    """What the reply must be."""
    item: object = field(compare=False)
    """The same as the prompt says, before it was rendered: an engine that works by rule reads this."""
    subject: str = field(default="", compare=False)
    """The page that it is asked for, as `sources/<id>` or `concepts/<id>`; no model sees it."""
    shown: Shown | None = None
    """A picture that stands before the prompt."""
    turns: tuple[Turn, ...] | None = None
    """What came after the prompt, where a request is one of several that build on each other; None where it is not."""
    searches: int = 0
    """How often the model may search the web for it. Where it may, the reply is what the searches found
    (`kb.llm.searched`), and `shape` says so: who cites what a search found can't be held to a form of its own."""

    @property
    def last(self) -> str:
        """What the reply answers."""
        return self.turns[-1].told if self.turns else self.prompt

    @property
    def text(self) -> str:
        """All that stands below the system prompt."""
        return "\n".join([self.prompt, *(part for turn in self.turns or () for part in (turn.reply, turn.told))])

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON schema of the reply."""
        return _schema(self.shape)

    def key(self, model: str) -> Digest:
        """Name of the reply. Whatever the model can see is in it by construction."""
        seen: list[object] = [model, self.system, self.prompt, self.schema]
        if self.shown is not None:
            seen += [self.shown.media_type, sha256(self.shown.data)]
        if self.searches:
            seen += ["web", self.searches]
        return digest([*seen, [[turn.reply, turn.told] for turn in self.turns]] if self.turns else seen)


@cache
def _schema(shape: type[BaseModel]) -> Mapping[str, object]:
    return shape.model_json_schema()
