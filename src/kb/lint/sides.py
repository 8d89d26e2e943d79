"""A side of a contest → how a message names it."""

from typing import TYPE_CHECKING

from kb.wiki.shortening import shortened

if TYPE_CHECKING:
    from kb.stages.judge_pair import Side

_QUOTE, _SOURCE = 90, 40
"""Characters that are shown."""


def place(side: "Side") -> str:
    return f"{side.path}:{side.line}"


def quote(side: "Side") -> str:
    """Its first quote, with the source's name and date."""
    first = side.quotes[0]
    dated = f", {side.dates[0]}" if side.dates else ""
    return f"“{shortened(first.quote, _QUOTE)}” ({shortened(first.where, _SOURCE)}{dated})"
