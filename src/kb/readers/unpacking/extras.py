"""Libraries that only some files need: whether they are there, and what to tell who lacks them."""

from importlib.util import find_spec

from kb.readers.reader import Unreadable

OPTIONAL = ("openpyxl", "pptx", "arro3")
"""Modules of the extras that readers use."""


def missing(what: str, extra: str, *modules: str) -> Unreadable | None:
    """How to get what a file needs that is `what`, such as "an Excel workbook (xlsx)"; None when all of it is there."""
    if all(_is_there(module) for module in modules):
        return None
    return Unreadable(f"is {what}, which only kb[{extra}] reads", f'Run `pip install "kb[{extra}]"`.')


def present() -> list[str]:
    """Which of the optional modules are installed: a file that could not be read without one is read once it is."""
    return [module for module in OPTIONAL if _is_there(module)]


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
