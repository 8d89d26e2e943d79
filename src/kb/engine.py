"""The engine that a workspace names → the model that answers its stages."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from kb.errors import UsageError
from kb.llm.port import LanguageModel, Listen
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.llm.request import Role
from kb.workspace.settings import EngineSettings

if TYPE_CHECKING:
    from kb.llm.batches import Store

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
    """Who wrote the wiki so far, as its pages say; empty when there is none."""

    @property
    def writer(self) -> str:
        """Whom pages name as their writer: the model that composes them, or the engine where it only quotes."""
        return self.model.id("strong") if self.writes else self.name

    @property
    def id(self) -> str:
        """Names the models of all roles: another one makes another wiki."""
        return ", ".join(self.model.id(role) for role in get_args(Role))


def engine(
    settings: EngineSettings,
    wrote: str = "",
    *,
    strict: bool = False,
    batches: "Store | None" = None,
    listen: Listen | None = None,
) -> Engine:
    """`wrote` is who wrote the wiki so far, if there is one. With `strict` no model of unknown price is called; with
    `batches` requests go out as batches, and are kept there; `listen` is told of replies as they come. Raises
    UsageError when the engine has no batches.
    """
    name = _chosen(settings.name, wrote, os.environ)
    if name == "claude":
        purse = Purse(settings.budget, Prices(settings.prices), strict=strict)
        return Engine(name, _hosted(settings, purse, batches, listen), True, purse, wrote)
    if batches is not None:
        raise UsageError(f"--batch: the {name} engine asks nobody, so there is nothing to put into a batch")
    from kb.extractive.model import Extractive

    return Engine(name, Extractive(), writes=False, wrote=wrote)


def _hosted(settings: EngineSettings, purse: Purse, batches: "Store | None", listen: Listen | None) -> LanguageModel:
    """Requests side by side, or together as batches."""
    from kb.llm.batches import Batches
    from kb.llm.providers.claude import Claude
    from kb.llm.waves import Waves

    claude = Claude(settings.models, settings.base_url, purse)
    claude.trying.listen = listen
    return Waves(claude, settings.jobs) if batches is None else Batches(claude, batches, settings.jobs)


def _chosen(name: str, wrote: str, environment: Mapping[str, str]) -> str:
    if name != "auto":
        return name
    return "claude" if wrote not in ("", "extractive") or any(environment.get(key) for key in _KEYS) else "extractive"
