"""The beginning of a line to what it says of the talk: who speaks, when, and that somebody else does."""

import re
from typing import NamedTuple

from kb.readers.clock import STAMP, seconds
from kb.readers.speakers import label

_ARROWS = re.compile(r">>>?(?!>)[ \t]*")
_CHAT = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?[ ]\d{1,2}:\d{2}(?::\d{2})?[ _]?(?:[AaPp]\.?[Mm]\.?)?\]?[ ]*(?:[-–][ ]*)?"
)
_NAME_AND_TIME = re.compile(
    rf"(?P<name>[^\W\d_][\w.'’ &-]{{1,48}}?)[ \t]+(?=[\[(]?\d{{1,2}}:\d{{2}}){STAMP.pattern}[ \t]*$"
)
_BRACKETED_NAME = re.compile(r"\[(?P<name>[^\W\d_][\w.'’ -]{1,48})\][ \t]+\d{1,2}:\d{2}(?::\d{2})?[ \t]*$")
_SPACE = re.compile(r"[ \t–-]*")


class Mark(NamedTuple):
    """What stands before the words of a line."""

    name: str = ""
    seconds: float | None = None
    stamped: bool = False
    """Whether it tells a time, if only that of the day."""
    arrows: bool = False
    above: bool = False
    """Whether the line is a name and a time, above the words."""
    start: int = 0
    """Where the words begin."""


def mark(text: str) -> Mark | None:
    """The mark that opens `text`, a line without white space at its ends; None when there is none."""
    if text[:1] != ">" and ":" not in text[:110] and "：" not in text[:110]:
        return None
    above = _NAME_AND_TIME.match(text) or _BRACKETED_NAME.match(text)
    if above:
        # In brackets stands the time of the day, not that of the recording.
        clock = seconds(above) if "seconds" in above.groupdict() else None
        return Mark(above["name"], clock, True, False, True, len(text))
    chat = _CHAT.match(text)
    start = chat.end() if chat else 0
    stamp = STAMP.match(text, start)
    start = _after_space(text, stamp.end()) if stamp else start
    arrows = _ARROWS.match(text, start)
    start = _after_space(text, arrows.end()) if arrows else start
    found = label(text, start)
    if not (stamp or arrows or found):
        return None
    name = found["name"] if found else ""
    clock = seconds(stamp) if stamp else None
    return Mark(name, clock, stamp is not None, arrows is not None, False, found.end() if found else start)


def _after_space(text: str, start: int) -> int:
    space = _SPACE.match(text, start)
    return space.end() if space else start


def without_name(text: str, found: Mark) -> int:
    """Where the words begin when the name is no speaker's and so one of them."""
    at = text.find(found.name, 0, found.start) if found.name else -1
    return at if at >= 0 else found.start
