"""What a model is asked: a prompt and the shape of the reply, with the key its reply is remembered under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kb.digest import Digest, digest

Role = Literal["fast", "strong", "judge"]


@dataclass(frozen=True, slots=True)
class Request:
    stage: str
    role: Role
    prompt: str
    schema: Mapping[str, object]
    item: object = field(compare=False)
    """The same as the prompt says, before it was rendered: an engine that works by rule reads this."""

    def key(self, model: str) -> Digest:
        """Name of the reply. Whatever the model can see is in it by construction."""
        return digest([model, self.prompt, self.schema])
