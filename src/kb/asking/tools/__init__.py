"""What a model may look up while it explores. Adding a tool is adding a module with a `TOOL`."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from kb.asking.tools.tool import Tool


@cache
def tools() -> Mapping[str, Tool]:
    """Every tool by its name."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Tool)]
    return {tool.name: tool for tool in found}
