"""A side of a contest → how a message names it."""

from typing import TYPE_CHECKING

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
    return f"“{_shortened(' '.join(first.quote.split()), _QUOTE)}” ({_shortened(first.where, _SOURCE)}{dated})"


def _shortened(text: str, most: int) -> str:
    """Cut between words."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
