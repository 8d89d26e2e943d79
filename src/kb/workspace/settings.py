"""kb.yaml → settings. A key that is not known is an error that names the nearest one that is."""

import difflib
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import SettingsError

DEFAULT = """\
# Settings of this workspace. Every key may be left out; these are the defaults.
engine: extractive        # quotes its sources by rule: no key, no network

ingest:
  max_megabytes: 64       # larger raw files are refused, by name

wiki:
  contents_entries: 150   # a contents page with more entries splits by category

lint:
  select: []              # codes or their beginnings; empty: all rules
  ignore: []
"""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IngestSettings(Part):
    max_megabytes: float = Field(default=64, gt=0)


class WikiSettings(Part):
    contents_entries: int = Field(default=150, ge=10)


class LintSettings(Part):
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Settings(Part):
    engine: str = "extractive"
    ingest: IngestSettings = IngestSettings()
    wiki: WikiSettings = WikiSettings()
    lint: LintSettings = LintSettings()


def parse(text: str, name: str = "kb.yaml") -> Settings:
    """Settings of a YAML text. Raises SettingsError that names the key and what was meant."""
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except yaml.YAMLError as error:
        raise SettingsError(
            f"{name} is not YAML: {error}", hint=f"Mend {name}, or delete it for the defaults."
        ) from None
    if not isinstance(data, dict):
        raise SettingsError(f"{name} must hold keys and values, not a {type(data).__name__}")
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise SettingsError(_explained(name, error)) from None


def _explained(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{name}: {key}: {first['msg'].lower()}"
    known = _keys(first["loc"][:-1])
    near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1, cutoff=0.5)
    meant = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
    return f"{name}: unknown key {key!r}; {meant}"


def _keys(path: tuple[Any, ...]) -> list[str]:
    """The keys known at `path` of the settings."""
    model: type[BaseModel] = Settings
    for part in path:
        model = model.model_fields[str(part)].annotation  # type: ignore[assignment]
    return list(model.model_fields)
