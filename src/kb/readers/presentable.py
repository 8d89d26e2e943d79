"""Readings → the same, with titles, names and addresses on one line each and without what nobody can see.

Words are tidied by who reads them, for an id is made of them; what stands beside the words is tidied here for all.
"""

from dataclasses import replace

from kb.knowledge import Block, Reading
from kb.readers.decode import tidy

_EMBEDDED = ";base64,"


def presentable(reading: Reading) -> Reading:
    """The reading itself where nothing is wrong with it, which is nearly always."""
    named = [one for block in reading.blocks for one in (block.place.speaker, block.place.to)]
    about = "".join([reading.title, reading.url, *reading.author, *reading.participants, *reading.warnings, *named])
    if about.isprintable() and _EMBEDDED not in about:
        return reading
    return replace(
        reading,
        title=_line(reading.title),
        url=_line(reading.url),
        author=tuple(filter(None, map(_line, reading.author))),
        participants=tuple(filter(None, map(_line, reading.participants))),
        warnings=tuple(map(_line, reading.warnings)),
        blocks=tuple(map(_block, reading.blocks)),
    )


def _block(block: Block) -> Block:
    place = block.place
    return replace(block, place=replace(place, speaker=_line(place.speaker), to=_line(place.to)))


def _line(text: str) -> str:
    return " ".join(tidy(text, []).split())
