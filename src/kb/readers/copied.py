"""A transcript copied from a page, or saved by a program, to its lines without what the page or the program adds."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.readers.clock import STAMP, is_date, iso_date
from kb.readers.reader import Line

_UNIT = r"(?:hour|minute|second|Stunden|Minuten|Sekunden|hora|minuto|segundo|heure|seconde|Stunde|Minute|Sekunde)s?"
SPOKEN_TIME = re.compile(rf"\d+ {_UNIT}(?:,? (?:(?:and|und|y|et) )?\d+ {_UNIT})*")
_WINDOW = frozenset(
    (
        *("transcript", "show transcript", "search transcript", "search in video", "sync to video time"),
        *("follow along using the transcript.", "transkript", "im video suchen"),
        *("transcripción", "buscar en el vídeo", "buscar en el video", "transcription"),
    )
)
_TRACK = re.compile(r"[^\W\d_][\w ()-]{1,40} \((?:auto-generated|automatisch erzeugt|generados automáticamente)\)")
_OTTER = re.compile(r"Transcribed by https?://otter\.ai/?", re.I)
_OTTER_DAY = re.compile(r"(?:[A-Z][a-z]{2}, )?([A-Z][a-z]{2} \d{1,2}, \d{4}) \d{1,2}:\d{2}\s?[AP]M • [\d:]+")
_KEYWORDS = "SUMMARY KEYWORDS"
_REACTION = re.compile(
    r"(?:^|(?<=: )|(?<=:\t))[ \t]*"
    r"(?:Reacted to [\"“].{0,200}[\"”] with \S.{0,40}|Removed an? .{1,40} reaction from [\"“].{0,200}[\"”]"
    r"|Replying to [\"“].{0,200}[\"”])[ \t]*$"
)
_EDGE = 15
_LONGEST_TITLE = 100


class Chapter(NamedTuple):
    title: Line | None
    lines: Sequence[Line]


def without_chrome(lines: Sequence[Line], *, timed: bool) -> tuple[list[Line], tuple[str, ...]]:
    """The lines that somebody wrote or said, and warnings about what else stood among them.

    `timed`: times tell its parts apart."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    edges = {*filled[:_EDGE], *filled[-_EDGE:]}
    found = [line for at, line in enumerate(lines) if not (at in edges and _is_chrome(line.text.strip(), timed=timed))]
    found, keywords = _without_keywords(found)
    if not timed:
        return found, keywords
    heard = [
        line._replace(text=_REACTION.sub("", line.text)) if '"' in line.text or "“" in line.text else line
        for line in found
    ]
    reactions = sum(one.text != two.text for one, two in zip(found, heard, strict=True))
    told = (f"reactions and openings of answered messages left out: {reactions}",) if reactions else ()
    return heard, (*keywords, *told)


def _is_chrome(text: str, *, timed: bool) -> bool:
    if _OTTER.fullmatch(text):
        return True
    return timed and (text.casefold() in _WINDOW or _TRACK.fullmatch(text) is not None)


def _without_keywords(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Without the keywords that Otter puts over a transcript, and its list of the speakers that come below anyway."""
    top = [at for at, line in enumerate(lines[:60]) if line.text.strip()][:_EDGE]
    words = [lines[at].text.strip() for at in top]
    if _KEYWORDS not in words:
        return lines, ()
    drop = {
        top[at + more]
        for at, one in enumerate(words)
        if one in (_KEYWORDS, "SPEAKERS")
        for more in (0, 1)
        if at + more < len(top)
    }
    return [line for at, line in enumerate(lines) if at not in drop], ("keywords that a program found left out",)


def chapters(lines: Sequence[Line]) -> list[Chapter]:
    """The parts under titles, where times alternate with single lines and here and there a second line follows one:
    that is the title of what comes next."""
    filled = [line for line in lines if line.text.strip() and not SPOKEN_TIME.fullmatch(line.text.strip())]
    alone = [at for at, line in enumerate(filled) if _is_time(line.text)]
    gaps = [two - one - 1 for one, two in pairwise(alone)]
    if len(gaps) < 10 or gaps.count(1) < 0.8 * len(gaps) or max(gaps) > 2 or 2 not in gaps:
        return [Chapter(None, lines)]
    over = [alone[0], *(two for one, two in pairwise(alone) if two - one == 3)]
    titles = {filled[at - 1].number for at in over if at and len(filled[at - 1].text) <= _LONGEST_TITLE}
    found: list[Chapter] = []
    start, title = 0, None
    for at, line in enumerate(lines):
        if line.number in titles:
            found.append(Chapter(title, lines[start:at]))
            start, title = at + 1, line
    found.append(Chapter(title, lines[start:]))
    return [one for one in found if one.title or any(line.text.strip() for line in one.lines)]


def _is_time(text: str) -> bool:
    return STAMP.fullmatch(text.strip()) is not None


def day(text: str) -> str:
    """The day that a line of a heading tells, if that is all it does."""
    otter = _OTTER_DAY.fullmatch(text.strip())
    return iso_date(otter[1]) if otter else iso_date(text) if is_date(text) else ""


def is_stamp_of_otter(text: str) -> bool:
    """Whether a line is the day, the time and the length that Otter puts under its title."""
    return _OTTER_DAY.fullmatch(text.strip()) is not None
