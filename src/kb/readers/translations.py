"""Sources to the pairs that look like translations of each other, by what a translator leaves as it is.

A translation shares no words with its original, but numbers, sums of money, addresses, handles and names. What is
found is a candidate, good enough to count two sources as one support.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from kb.knowledge import Block, Reading
from kb.readers.paragraphs import size

Key = TypeVar("Key", bound=str)

_SMALL = 60
_MOST_OWNERS = 50
_INVARIANT = re.compile(
    r"https?://[^\s<>\"]+[\w/]"
    r"|@\w{2,}"
    r"|[$€£¥₹]\s?\d[\d.,]*(?:\s?(?:[KMBT]|bn|mn)\b)?"
    r"|\d[\d.,]*\s?[€%]?"
    r"|(?<![.!?:¿¡\"“«] )(?<=[a-zà-ÿ,\u3000-\u9fff(] )[A-Z][A-Za-z-]{3,}"
    r"|(?<=[\u3000-\u9fff])[A-Z][A-Za-z-]{3,}"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translator leaves as it is in a text, or in the part of it between two places where a post may begin."""

    file: str
    language: str
    words: int
    marks: frozenset[str]
    whole: bool = True
    """False for a part: it can be translated elsewhere, but it is no source of its own."""


def marks(reading: Reading, file: str) -> tuple[Marks, ...]:
    """Of the whole reading, and of each of its parts where it may be several posts."""
    if not reading.language:
        return ()
    found = [_marks(reading, file, reading.blocks, whole=True)]
    if reading.proposals:
        starts = [0, *reading.proposals, 1 << 60]
        for start, end in pairwise(starts):
            part = [block for block in reading.blocks if start <= block.place.lines[0] < end]
            found.append(_marks(reading, file, part, whole=False))
    return tuple(found)


def _marks(reading: Reading, file: str, blocks: Iterable[Block], *, whole: bool) -> Marks:
    text = " ".join(block.text for block in blocks)
    found = (re.sub(r"[\s.,]+$|(?<=[$€£¥₹])\s", "", mark) for mark in _INVARIANT.findall(text))
    return Marks(file, reading.language, size(text), frozenset(found) - {""}, whole)


def translations(sources: Mapping[Key, Sequence[Marks]]) -> dict[Key, Key]:
    """For each source that looks like a translation of another, that other one: the fuller of the two."""
    owners: defaultdict[str, set[Key]] = defaultdict(set)
    for key, parts in sources.items():
        for mark in frozenset[str]().union(*(part.marks for part in parts)):
            owners[mark].add(key)
    found: dict[Key, Key] = {}
    for key in sorted(sources):
        whole = next((part for part in sources[key] if part.whole), None)
        if whole is None:
            continue
        near = Counter(other for mark in whole.marks if len(owners[mark]) <= _MOST_OWNERS for other in owners[mark])
        for other in sorted(near, key=lambda other: (-near[other], other)):
            if other != key and other not in found and any(_is_original(part, whole) for part in sources[other]):
                found[key] = other
                break
    return found


def _is_original(part: Marks, other: Marks) -> bool:
    """Whether `other` looks like a translation of `part`, which is the fuller one."""
    if part.language == other.language or not 0.5 <= other.words / max(1, part.words) <= 1:
        return False
    shared = len(part.marks & other.marks)
    near = part.file == other.file and max(part.words, other.words) < _SMALL
    return shared >= (2 if near else 3) and shared * 2 >= len(other.marks)
