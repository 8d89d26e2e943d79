"""read_source: the number or address of a passage → the passages that stand around it in its source."""

import re

from kb.asking.evidence import Evidence
from kb.asking.tools import read_page
from kb.asking.tools.tool import Desk, Found, Tool, evidence
from kb.search.passages import Passage

_AROUND = 2
"""Passages before and behind."""
_NUMBER = re.compile(r"(?:passage\s+)?#?(\d+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(.+?)#\^?([\w-]+)")


def look(argument: str, desk: Desk) -> Found:
    number, address = _NUMBER.fullmatch(argument), _ADDRESS.fullmatch(argument)
    if number is not None:
        if not 1 <= int(number[1]) <= len(desk.shown):
            return Found(f"there is no passage {int(number[1])}")
        return _around(desk.shown[int(number[1]) - 1], desk)
    if address is None:
        return read_page.look(argument, desk)
    path = desk.shelf.find(address[1])
    if path is None:
        return read_page.look(address[1], desk)
    return _of_block(path, address[2], desk)


def _around(shown: Evidence, desk: Desk) -> Found:
    first = shown.passage.pieces[0]
    return _of_block(shown.passage.page.path, first.anchors[0].block, desk, first.start)


def _of_block(path: str, block: str, desk: Desk, start: int = 0) -> Found:
    passages = desk.shelf.passages(path)
    at = next((n for n, one in enumerate(passages) if _holds(one, block, start)), None)
    if at is None:
        return Found(f"{path} has no block {block}")
    return Found(f"around it in {path}", evidence(desk, passages[max(at - _AROUND, 0) : at + _AROUND + 1]))


def _holds(passage: Passage, block: str, start: int) -> bool:
    return any(anchor.block == block and piece.start >= start for piece in passage.pieces for anchor in piece.anchors)


TOOL = Tool(
    "read_source",
    "the number of a passage that was shown → what stands before and behind it in its source: for whom a pronoun "
    "means, what a figure counts, how a thought ends",
    look,
)
