"""kb.yaml → settings. A key that is not known is an error that names the nearest one that is."""

from typing import Literal

from pydantic import Field, model_validator

from kb.llm.models import Models, Price
from kb.typed_yaml import Typed, load, typed

DEFAULT = """\
# Settings of this workspace. Every key may be left out; these are the defaults.
engine:
  name: auto              # claude where there is a key or it wrote this wiki; else extractive: quotes by rule, no key
  budget: 5.00            # dollars that one run may spend
  jobs: 8                 # requests under way at once
  models:                 # who reads and sorts, who writes, who checks
    fast: {id: claude-haiku-5-5, fallback: claude-sonnet-5-5}
    strong: {id: claude-sonnet-5-5, fallback: claude-sonnet-5}
    judge: {id: claude-haiku-5-5, fallback: claude-sonnet-5-5}

ingest:
  max_megabytes: 64       # larger raw files are refused, by name

wiki:
  contents_entries: 150   # a contents page with more entries splits by category

lint:
  select: []              # rules by code, beginning of a code or name; empty: all
  ignore: []              # of two words that mean a rule the longer decides, of equals this one
  extend_select: []       # besides select, or out of what is ignored
  per_path: {}            # for some files only, such as "wiki/notes/**": {ignore: [CIT]}
"""


class EngineSettings(Typed):
    """Who answers. A mere name is the engine's."""

    name: Literal["auto", "claude", "extractive"] = "auto"
    base_url: str = ""
    """Of a server that speaks the Messages API; empty: ANTHROPIC_BASE_URL, or the hosted one."""
    budget: float = Field(default=5.0, gt=0)
    jobs: int = Field(default=8, ge=1, le=64)
    models: Models = Models()
    prices: dict[str, Price] = Field(default_factory=dict)
    """By model id, over those that kb knows."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class IngestSettings(Typed):
    max_megabytes: float = Field(default=64, gt=0)


class WikiSettings(Typed):
    contents_entries: int = Field(default=150, ge=10)


class PathLintSettings(Typed):
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class LintSettings(Typed):
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_path: dict[str, PathLintSettings] = Field(default_factory=dict)
    """By a glob over paths from the workspace's top."""


class Settings(Typed):
    engine: EngineSettings = EngineSettings()
    ingest: IngestSettings = IngestSettings()
    wiki: WikiSettings = WikiSettings()
    lint: LintSettings = LintSettings()


def parse(text: str, name: str = "kb.yaml") -> Settings:
    """Settings of a YAML text. Raises SettingsError that names the key and what was meant."""
    return typed(load(text, name), Settings, name)
