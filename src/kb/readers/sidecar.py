"""NAME.kb.yaml beside a raw file → what a person decided about it."""

from dataclasses import fields

from pydantic import create_model, field_validator

from kb.errors import SettingsError
from kb.readers.reader import Beside, Overrides
from kb.typed_yaml import Typed, load, typed

SUFFIX = ".kb.yaml"


class _Said(Typed):
    """What YAML gives → what the fields of `Overrides` take."""

    @field_validator("author", mode="before", check_fields=False)
    @classmethod
    def _one_author(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("published", "captured", mode="before", check_fields=False)
    @classmethod
    def _date(cls, value: object) -> object:
        """YAML reads 2026-11-20 as a date."""
        return str(value)


_FIELDS: dict[str, tuple[object, object]] = {
    one.name: (one.type, one.default) for one in fields(Overrides) if one.name != "split_by"
}
Sidecar: type[_Said] = create_model("Sidecar", __base__=_Said, **_FIELDS)  # type: ignore[call-overload]
"""Every decision that a person can write down: all of them but who made it."""


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
