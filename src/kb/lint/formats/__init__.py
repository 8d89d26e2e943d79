"""Reports of a lint run for programs: one module a format. `FORMATS` is all there are."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from kb.lint.outcome import Outcome

Format = Callable[[Outcome], str]


class _Module(Protocol):
    report: Format


def _report(module: str, outcome: Outcome) -> str:
    # Loaded when it is asked for: a run needs one of them.
    return cast(_Module, import_module(f"{__name__}.{module}")).report(outcome)


FORMATS: Mapping[str, Format] = {
    "text": partial(_report, "text"),
    "github": partial(_report, "github"),
    "sarif": partial(_report, "sarif"),
    "json": partial(_report, "jsons"),
    "junit": partial(_report, "junit"),
}
"""By the name that --format takes. Each gives a whole document that ends with a line end."""
