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
_ZOOM = re.compile(
    r"(?:(?P<day>\d{4}-\d{2}-\d{2})[ T])?(?P<clock>\d{1,2}:\d{2}):\d{2}[ \t]+From[ \t]+(?P<name>[^:]{1,80}?)"
    r"(?:[ \t]+[Tt]o[ \t]+(?P<to>[^:]{1,80}?))?[ \t]*:(?=\s|$)[ \t]*"
)
_EVERYBODY = re.compile(r"everyone|hosts? and panelists|(?:all )?panelists(?: and attendees)?|me", re.I)
_PRIVATELY = re.compile(r"[ ]*\((?:direct message|privately)\)", re.I)
_INNER_ARROWS = re.compile(r"(?<=\S)[ \t]+(?=>>>?(?:\s|$))")
_SPACE = re.compile(r"[ \t–-]*")


class Mark(NamedTuple):
    """What stands before the words of a line."""

    name: str = ""
    seconds: float | None = None
    stamped: bool = False
    """Whether it tells a time, if only that of the day."""
    arrows: bool = False
    above: bool = False
    """Whether the line is a name and a time, above the words, or surely tells who wrote it."""
    start: int = 0
    """Where the words begin."""
    when: str = ""
    """The day and minute, in a chat that tells both."""
    to: str = ""
    """Whom alone a message is for."""


def mark(text: str) -> Mark | None:
    """The mark that opens `text`, a line without white space at its ends; None when there is none."""
    if text[:1] != ">" and ":" not in text[:110] and "：" not in text[:110]:
        return None
    if text[:1].isdigit() and (message := _ZOOM.match(text)):
        return _of_message(message)
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


def _of_message(found: re.Match[str]) -> Mark:
    """Of a saved Zoom chat, which tells the time of the day."""
    to = _PRIVATELY.sub("", found["to"] or "").strip()
    when = f"{found['day']} {found['clock']:0>5}" if found["day"] else ""
    name = _PRIVATELY.sub("", found["name"]).strip()
    return Mark(name, None, True, False, True, found.end(), when, "" if _EVERYBODY.fullmatch(to) else to)


def at_arrows(text: str) -> list[str]:
    """A line in which the speaker changes, as one line for each."""
    return _INNER_ARROWS.split(text) if ">>" in text else [text]


def _after_space(text: str, start: int) -> int:
    space = _SPACE.match(text, start)
    return space.end() if space else start


def without_name(text: str, found: Mark) -> int:
    """Where the words begin when the name is no speaker's and so one of them."""
    at = text.find(found.name, 0, found.start) if found.name else -1
    return at if at >= 0 else found.start
