"""The engine that a workspace names → the model that answers its stages."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from kb.errors import EngineError, UsageError
from kb.llm.port import LanguageModel, Provider
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.workspace.settings import EngineSettings

_KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE", "ANTHROPIC_IDENTITY_TOKEN")


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    model: LanguageModel
    writes: bool
    """Whether it writes prose; one that does not quotes, and its pages say so."""
    purse: Purse | None = None
    """What it may spend; None for one that costs nothing."""
    wrote: str = ""
    """The engine that wrote the wiki so far; empty when there is none."""


def engine(settings: EngineSettings, wrote: str = "", *, strict: bool = False, batch: bool = False) -> Engine:
    """`wrote` is the engine that wrote the wiki so far, if there is one. With `strict` no model of unknown price is
    called; with `batch` requests go out as batches. Raises UsageError when the engine has none."""
    name = _chosen(settings.name, wrote, os.environ)
    if name == "claude":
        from kb.llm.providers.claude import Claude

        purse = Purse(settings.budget, Prices(settings.prices), strict=strict)
        answering = _answering(Claude(settings.models, settings.base_url, purse), settings, batch)
        return Engine(name, answering, True, purse, wrote)
    if batch:
        raise UsageError(f"--batch: the {name} engine asks nobody, so there is nothing to put into a batch")
    from kb.extractive.model import Extractive

    return Engine(name, Extractive(), writes=False, wrote=wrote)


def _answering(provider: Provider, settings: EngineSettings, batch: bool) -> LanguageModel:
    """Requests side by side, or together as batches."""
    if batch:
        raise EngineError("requests can't go out as batches yet", hint="Leave out --batch.")
    from kb.llm.waves import Waves

    return Waves(provider, settings.jobs)


def _chosen(name: str, wrote: str, environment: Mapping[str, str]) -> str:
    if name != "auto":
        return name
    return "claude" if wrote == "claude" or any(environment.get(key) for key in _KEYS) else "extractive"
