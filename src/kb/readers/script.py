"""A SubStation script (ASS, SSA) to cues, in order of time."""

import re
from collections.abc import Iterator, Sequence

from kb.readers.cues import Cue, Said
from kb.readers.paragraphs import fold
from kb.readers.reader import Line

_FIELDS = "layer, start, end, style, name, marginl, marginr, marginv, effect, text"
_TIME = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.:](\d{1,3}))?")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}.*?(?=\{[^{}]*\\p0|$)")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_BREAK = re.compile(r"\\[Nn]")


def opens(line: str) -> bool:
    """Whether this is how a script begins."""
    return line.casefold() == "[script info]"


def cues(lines: Sequence[Line]) -> list[Cue]:
    """Every line of dialogue; comments and drawings are left out."""
    fields = [name.strip() for name in _FIELDS.split(",")]
    found = []
    for line in lines:
        head, _, rest = line.text.partition(":")
        if head.strip() == "Format" and "text" in rest.casefold():
            fields = [name.strip().casefold() for name in rest.split(",")]
        elif head.strip() == "Dialogue":
            cells = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            if (at := _seconds(cells.get("start", ""))) is not None:
                found.append(Cue(at, tuple(_said(cells, line.number))))
    return sorted(found, key=lambda cue: cue.seconds or 0)


def title(lines: Sequence[Line]) -> str:
    """What the script calls itself, unless its editor called it so."""
    named = (line.text.partition(":")[2] for line in lines[:20] if line.text.startswith("Title:"))
    found = fold(next(named, ""))
    return "" if "aegisub" in found.casefold() or found.casefold() in ("untitled", "<untitled>") else found


def _said(cells: dict[str, str], line: int) -> Iterator[Said]:
    words = _OVERRIDE.sub("", _DRAWING.sub("", cells.get("text", ""))).replace(r"\h", " ")
    voice = fold(cells.get("name", "") or cells.get("actor", ""))
    for part in _BREAK.split(words):
        yield Said(fold(part), line, voice)


def _seconds(text: str) -> float | None:
    found = _TIME.match(text.strip())
    if not found:
        return None
    fraction = float(f"0.{found[4]}") if found[4] else 0.0
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) + fraction
