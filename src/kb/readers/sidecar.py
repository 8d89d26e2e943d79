"""NAME.kb.yaml beside a raw file → what a person decided about it."""

from pydantic import field_validator

from kb.readers.reader import Overrides
from kb.typed_yaml import Typed, load, typed

SUFFIX = ".kb.yaml"


class Sidecar(Typed):
    kind: str = ""
    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    language: str = ""
    split: tuple[int, ...] | None = None

    @field_validator("author", mode="before")
    @classmethod
    def _one_author(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("published", mode="before")
    @classmethod
    def _date(cls, value: object) -> object:
        """YAML reads 2026-11-20 as a date."""
        return str(value)


def parse_sidecar(text: str, name: str) -> Overrides:
    """Raises SettingsError that names the file and the key."""
    return Overrides(**dict(typed(load(text, name), Sidecar, name)))
