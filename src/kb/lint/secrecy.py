"""Findings beside a credential → the same without a word of the page: reports go where many can read them."""

from collections.abc import Sequence, Set
from dataclasses import replace

from kb.diagnostics import Diagnostic

CODE = "SEC005"
"""Of the rule that finds credentials, and never shows them."""
_REACH = 10
"""Lines that a sentence may go on for."""


def withheld(found: Sequence[Diagnostic], places: Set[tuple[str, int]]) -> list[Diagnostic]:
    """`places` are the files and lines where credentials stand."""
    return [_silent(one) if _is_near(one, places) else one for one in found] if places else list(found)


def _is_near(one: Diagnostic, places: Set[tuple[str, int]]) -> bool:
    return one.code != CODE and any((one.path, one.line + further) in places for further in range(_REACH))


def _silent(one: Diagnostic) -> Diagnostic:
    message = f"{one.rule.replace('-', ' ')}; a credential stands near, so its words are not shown"
    return replace(one, message=message, hint="", fix=None)
