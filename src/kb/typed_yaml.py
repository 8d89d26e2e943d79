"""YAML text → a typed value; what is wrong with it becomes a message that says which key, and which was meant."""

import difflib
from typing import TYPE_CHECKING, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kb.errors import SettingsError

if TYPE_CHECKING:
    from yaml import SafeLoader as Loader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Typed(BaseModel):
    """Base of what is read from YAML: every key is known, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Typed)


def load(text: str, name: str) -> object:
    """The plain value; None for an empty text. Raises SettingsError."""
    try:
        value: object = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError) as error:
        raise SettingsError(f"{name} is not YAML: {error}", hint=f"Mend {name}, or delete it.") from None
    return value


def typed(value: object, model: type[Model], name: str) -> Model:
    """The value as `model`. Raises SettingsError; an unknown key is named with the nearest known one."""
    if value is not None and not isinstance(value, dict):
        raise SettingsError(f"{name} must hold keys and values, not a {type(value).__name__}")
    try:
        return model.model_validate(value or {})
    except ValidationError as error:
        first = error.errors()[0]
        path = [str(part) for part in first["loc"]]
        if first["type"] != "extra_forbidden":
            raise SettingsError(f"{name}: {'.'.join(path)}: {first['msg'].lower()}") from None
        raise SettingsError(f"{name}: unknown key {'.'.join(path)!r}; {_meant(model, path)}") from None


def _meant(model: type[BaseModel], path: list[str]) -> str:
    known: type[BaseModel] = model
    for part in path[:-1]:
        field = known.model_fields.get(part)
        # Of a mapping, what stands under each of its keys.
        inner = (get_args(field.annotation) or (field.annotation,))[-1] if field is not None else None
        known = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else known
    near = difflib.get_close_matches(path[-1], known.model_fields, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known.model_fields)}"
