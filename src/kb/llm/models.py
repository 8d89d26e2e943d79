"""Which model plays which role, with what settings, at what price."""

from typing import Literal

from pydantic import Field, model_validator

from kb.llm.request import Role
from kb.typed_yaml import Typed


class ModelSettings(Typed):
    """The model of a role. A mere name is its id."""

    id: str = Field(min_length=1)
    effort: Literal["", "low", "medium", "high", "xhigh", "max"] = ""
    """How hard it thinks; empty: the server's own choice."""
    thinking: Literal["", "adaptive", "between_tools", "disabled"] = ""
    fallback: str = ""
    """The id of a model to ask when this one refuses or stays overloaded."""
    max_tokens: int = Field(default=32_000, ge=256)
    """Of one reply, thinking included."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value


class Models(Typed):
    fast: ModelSettings = ModelSettings(id="claude-haiku-5-5", fallback="claude-sonnet-5-5")
    strong: ModelSettings = ModelSettings(id="claude-sonnet-5-5", fallback="claude-sonnet-5")
    judge: ModelSettings = ModelSettings(id="claude-haiku-5-5", fallback="claude-sonnet-5-5")

    def of(self, role: Role) -> ModelSettings:
        return {"fast": self.fast, "strong": self.strong, "judge": self.judge}[role]


class Price(Typed):
    """Dollars per million tokens."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cache_read: float | None = Field(default=None, ge=0)
    cache_write: float | None = Field(default=None, ge=0)
