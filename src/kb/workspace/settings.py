"""kb.yaml → settings. A key that is not known is an error that names the nearest one that is."""

from pydantic import Field

from kb.typed_yaml import Typed, load, typed

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


class IngestSettings(Typed):
    max_megabytes: float = Field(default=64, gt=0)


class WikiSettings(Typed):
    contents_entries: int = Field(default=150, ge=10)


class LintSettings(Typed):
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Settings(Typed):
    engine: str = "extractive"
    ingest: IngestSettings = IngestSettings()
    wiki: WikiSettings = WikiSettings()
    lint: LintSettings = LintSettings()


def parse(text: str, name: str = "kb.yaml") -> Settings:
    """Settings of a YAML text. Raises SettingsError that names the key and what was meant."""
    return typed(load(text, name), Settings, name)
