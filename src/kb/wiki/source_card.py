"""Source → the line under its title that says what it is: kind, people, date, language, length, file."""

import re
from collections.abc import Sequence

from kb.knowledge import Source
from kb.markup import escape

_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_MOST_NAMES = 6


def card(source: Source) -> str:
    """A line of markdown, as a quotation."""
    reading = source.reading
    voices = _in_full(source.speakers, reading.participants)
    author = ", ".join(reading.author)
    if voices and all(any(_is(voice, one) for one in reading.author) for voice in voices):
        # Of letters, threads and posts the authors are those who speak: they are named once.
        author, voices = _some(reading.author), []
    words = f"{sum(len(block.text.split()) for block in source.blocks):,} words"
    first, last = source.raw.lines
    lines = f" lines {first}–{last}" if last else ""
    what = reading.genre or reading.kind
    told = "machine-reworded" if source.reworded else ""
    parts = [what[:1].upper() + what[1:], author, _some(voices), reading.published, reading.language, words, told]
    shown = " · ".join(escape(part) for part in parts if part)
    address = f" · <{reading.url}>" if _ADDRESS.fullmatch(reading.url) else ""
    return f"> {shown}{address} · `{source.raw.path.replace('`', ' ')}`{lines}"


def _in_full(speakers: Sequence[str], participants: Sequence[str]) -> list[str]:
    """The speakers as their turns name them, with the office where it is known; then who takes part unnamed there."""
    full = {name: next((one for one in participants if _is(name, one)), name) for name in speakers}
    return list(dict.fromkeys([*full.values(), *participants]))


def _is(speaker: str, participant: str) -> bool:
    """Whether "Amy" or "AMY HOOD" speaks for "Amy Hood (chief financial officer)"."""
    return set(speaker.casefold().split()) <= set(participant.split(" (")[0].casefold().split())


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
