"""What no reading may hold, whatever the bytes were, and what every refusal must say."""

import re
from collections.abc import Iterator

from kb.knowledge import Reading
from kb.readers.memo import Found
from kb.readers.reader import Aside, Unreadable

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_EMBEDDED = re.compile(r"data:\w+/[\w.+-]+;base64,[A-Za-z0-9+/]{60}")
_FEWEST_SIGNS = 24
_LONG_WORD = re.compile(r"[A-Za-z0-9+/]{400,}")


def harms(found: Found) -> list[str]:
    """Each fault in a few words."""
    match found:
        case Unreadable():
            return [f"refused without a hint: {found.message}"] if not (found.message and found.hint) else []
        case Aside():
            return [] if found.reason else ["left aside without a reason"]
        case _:
            return [fault for reading in found for fault in _of_reading(reading)] if found else ["nothing was read"]


def _of_reading(reading: Reading) -> Iterator[str]:
    if not reading.blocks:
        yield "a reading without a block"
    if not reading.title.strip():
        yield "no title"
    ids = [block.id for block in reading.blocks]
    if len(set(ids)) < len(ids):
        yield "two blocks of one id"
    if reading.published and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", reading.published):
        yield f"a date that is none: {reading.published!r}"
    for where, text in _texts(reading):
        yield from harms_of_text(where, text)


def harms_of_text(where: str, text: str) -> Iterator[str]:
    """What no words may hold: characters that nobody sees, bytes in the clothes of letters."""
    if found := _CONTROLS.search(text):
        yield f"control characters in {where}: {text[max(0, found.start() - 30) : found.end() + 30]!r}"
    if found := _EMBEDDED.search(text):
        yield f"an embedded file in {where}: {text[max(0, found.start() - 30) :][:90]!r}"
    # A word that is that long, and of that many letters, is none.
    if any(len(set(word)) > _FEWEST_SIGNS for word in _LONG_WORD.findall(text)):
        yield f"encoded bytes in {where}: {text[:90]!r}"


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    yield from (("the title", reading.title), ("the address", reading.url), ("the part", reading.part))
    yield from (("an author", one) for one in reading.author)
    yield from (("a warning", one) for one in reading.warnings)
    for block in reading.blocks:
        yield from (("the words", block.text), ("the markdown", block.markdown), ("a name", block.place.speaker),
                    ("a name", block.place.to), ("a moment", block.place.when))  # fmt: skip
