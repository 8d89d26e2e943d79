"""The engine that a workspace names → the model that answers its stages."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from kb.llm.port import LanguageModel
from kb.workspace.settings import EngineSettings

_KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE", "ANTHROPIC_IDENTITY_TOKEN")


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    model: LanguageModel
    writes: bool
    """Whether it writes prose; one that does not quotes, and its pages say so."""


def engine(settings: EngineSettings, wrote: str = "") -> Engine:
    """`wrote` is the engine that wrote the wiki so far, if there is one."""
    name = _chosen(settings.name, wrote, os.environ)
    if name == "claude":
        from kb.llm.prices import Prices
        from kb.llm.providers.claude import Claude
        from kb.llm.purse import Purse
        from kb.llm.waves import Waves

        purse = Purse(settings.budget, Prices(settings.prices))
        return Engine(name, Waves(Claude(settings.models, settings.base_url, purse), settings.jobs), writes=True)
    from kb.extractive.model import Extractive

    return Engine(name, Extractive(), writes=False)


def _chosen(name: str, wrote: str, environment: Mapping[str, str]) -> str:
    if name != "auto":
        return name
    return "claude" if wrote == "claude" or any(environment.get(key) for key in _KEYS) else "extractive"
