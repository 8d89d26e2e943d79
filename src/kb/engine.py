"""The engine a workspace names → the model that answers its stages."""

from dataclasses import dataclass

from kb.errors import SettingsError
from kb.llm.port import LanguageModel

ENGINES = ("extractive",)


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    model: LanguageModel
    writes: bool
    """Whether it writes prose; one that does not quotes, and its pages say so."""


def engine(name: str) -> Engine:
    """Raises SettingsError for a name that no engine has."""
    if name not in ENGINES:
        raise SettingsError(f"kb.yaml: unknown engine {name!r}", hint=f"Engines: {', '.join(ENGINES)}.")
    from kb.extractive.model import Extractive

    return Engine(name, Extractive(), writes=False)
