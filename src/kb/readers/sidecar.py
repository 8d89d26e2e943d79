"""NAME.kb.yaml beside a raw file → what a person decided about it."""

from pydantic import field_validator

from kb.errors import SettingsError
from kb.readers.reader import Beside, Overrides
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
    captured: str = ""
    """The day on which it was saved or fetched."""
    fetched: str = ""
    """The address that it was fetched from."""
    found_at: str = ""
    """Where that led to."""
    caption: str = ""
    """What a picture shows, in a person's words."""
    description: str = ""
    """What a picture shows, as a model or a person describes it, in paragraphs."""
    transcription: str = ""
    """What is written in a picture."""
    described_by: str = ""
    """The model that wrote description and transcription; empty for a person."""

    @field_validator("author", mode="before")
    @classmethod
    def _one_author(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("published", "captured", mode="before")
    @classmethod
    def _date(cls, value: object) -> object:
        """YAML reads 2026-11-20 as a date."""
        return str(value)


def parse_sidecar(text: str, name: str) -> Overrides:
    """Raises SettingsError that names the file and the key."""
    return Overrides(**dict(typed(load(text, name), Sidecar, name)))


def sidecar_of(name: str, beside: Beside) -> Overrides:
    """What stands in the sidecar of a raw file; a broken one is reported by whoever reads all of it."""
    data = beside(name + SUFFIX)
    try:
        return parse_sidecar((data or b"").decode("utf-8", "replace"), name)
    except SettingsError:
        return Overrides()
