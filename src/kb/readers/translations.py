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
# A match begins with one of few characters, so that prose is passed over at the speed of a character scan.
_INVARIANT = re.compile(
    r"[h@$€£¥₹\dA-Z](?:(?<=h)ttps?://[^\s<>\"]+[\w/]"
    r"|(?<=@)\w{2,}"
    r"|(?<=[$€£¥₹])\s?\d[\d.,]*(?:\s?(?:[KMBT]|bn|mn)\b)?"
    r"|(?<=\d)[\d.,]*\s?[€%]?"
    r"|(?<=[a-zà-ÿ,\u3000-\u9fff(] [A-Z])[A-Za-z-]{3,}"
    r"|(?<=[\u3000-\u9fff][A-Z])[A-Za-z-]{3,})"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translator leaves as it is in a text, or in the part of it between two places where a post may begin."""

    language: str
    words: int
    marks: tuple[str, ...]
    whole: bool = True
    """False for a part: it can be translated elsewhere, but it is no source of its own."""


def marks(reading: Reading) -> tuple[Marks, ...]:
    """Of the whole reading, and of each of its parts where it may be several posts."""
    if not reading.language:
        return ()
    found = [_marks(reading, reading.blocks, whole=True)]
    if reading.proposals:
        starts = [0, *reading.proposals, 1 << 60]
        for start, end in pairwise(starts):
            part = [block for block in reading.blocks if start <= block.place.lines[0] < end]
            found.append(_marks(reading, part, whole=False))
    return tuple(found)


def _marks(reading: Reading, blocks: Iterable[Block], *, whole: bool) -> Marks:
    text = " ".join(block.text for block in blocks)
    found = (re.sub(r"[\s.,]+$|(?<=[$€£¥₹])\s", "", mark) for mark in _INVARIANT.findall(text))
    return Marks(reading.language, size(text), tuple(sorted({*found} - {""})), whole)


def translations(sources: Mapping[Key, Sequence[Marks]], files: Mapping[Key, str]) -> dict[Key, Key]:
    """For each source that looks like a translation of another, that other one: the fuller of the two.

    `files` says which file each source is from: short posts of one file need less in common.
    """
    owners: defaultdict[str, set[Key]] = defaultdict(set)
    for key, parts in sources.items():
        for mark in {mark for part in parts for mark in part.marks}:
            owners[mark].add(key)
    found: dict[Key, Key] = {}
    for key in sorted(sources):
        whole = next((part for part in sources[key] if part.whole), None)
        near = _near(whole.marks, owners) if whole else []
        for other in near:
            beside = files[key] == files[other]
            if whole and other != key and other not in found and _translates(whole, sources[other], beside=beside):
                found[key] = other
                break
    return found


def _near(marks: Iterable[str], owners: Mapping[str, set[Key]]) -> list[Key]:
    """The sources that share marks, most first; what very many sources have is no mark."""
    shared = Counter(other for mark in marks if len(owners[mark]) <= _MOST_OWNERS for other in owners[mark])
    return sorted(shared, key=lambda other: (-shared[other], other))


def _translates(whole: Marks, parts: Sequence[Marks], *, beside: bool) -> bool:
    return any(_is_original(part, whole, beside=beside) for part in parts)


def _is_original(part: Marks, other: Marks, *, beside: bool) -> bool:
    """Whether `other` looks like a translation of `part`, which is the fuller one."""
    if part.language == other.language or not 0.5 <= other.words / max(1, part.words) <= 1:
        return False
    shared = len({*part.marks} & {*other.marks})
    enough = 2 if beside and max(part.words, other.words) < _SMALL else 3
    return shared >= enough and shared * 2 >= len(other.marks)
