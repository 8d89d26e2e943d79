"""Sources to the pairs that are translations of each other, by what a translator leaves as it is, and where.

A translation shares no words with its original, but numbers, sums of money, addresses, handles and names, in the same
order. A source that is called a translation loses its voice, so what is only plausible stays unclaimed.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from kb.knowledge import Reading
from kb.readers.paragraphs import size

Key = TypeVar("Key", bound=str)

_MOST_OWNERS = 50
_FEW_OWNERS = 4
"""What so few sources have is as rare as can be; what more have counts for less."""
_RARE = 0.5
_OF_LESS, _OF_MORE = 0.7, 0.5
"""How much of what either text has must stand in the other: of the one with less, and of the one with more."""
_IN_ORDER = 0.75
"""Of what both have: the words of a sentence change places, in Japanese more than in German."""
_SHORT = 120
"""Words."""
# A match begins with one of few characters, so that prose is passed over at the speed of a character scan.
_INVARIANT = re.compile(
    r"[h@$€£¥₹\dA-Z](?:(?<=h)ttps?://[^\s<>\"]+[\w/]"
    r"|(?<=@)\w{2,}"
    r"|(?<=[$€£¥₹])\s?\d[\d.,]*(?:\s?(?:[KMBT]|bn|mn)(?![A-Za-z]))?"
    r"|(?<=\d)[\d.,]*(?:\s?€)?"
    r"|(?<=[a-zà-ÿ,\u3000-\u9fff\uac00-\ud7af(] [A-Z])[A-Za-z-]{3,}"
    r"|(?<=[\u3000-\u9fff\uac00-\ud7af][A-Z])[A-Za-z-]{3,})"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September"
    " October November December Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translator leaves as it is in a text."""

    language: str = ""
    words: int = 0
    marks: tuple[str, ...] = ()
    """Each once, in the order in which they first come."""


class _Needed(NamedTuple):
    """How much two texts must have in common."""

    length: float
    """Of the shorter one, for each word of the longer."""
    shared: int
    rare: int
    evidence: float


_SHORT_BESIDE = _Needed(0.5, shared=4, rare=2, evidence=2)
_BESIDE = _Needed(0.6, shared=4, rare=3, evidence=3.5)
_APART = _Needed(0.6, shared=5, rare=4, evidence=4.5)


def marks(reading: Reading) -> Marks:
    """Of the whole reading; none where its language is not known."""
    if not reading.language:
        return Marks()
    text = " ".join(block.text for block in reading.blocks)
    found = dict.fromkeys(map(_mark, _INVARIANT.findall(text)))
    return Marks(reading.language, size(text), tuple(mark for mark in found if mark))


def _mark(found: str) -> str:
    """It as every language writes it: 3.100 and 3,100 are one number, so are 40 € and €40."""
    if found[0] == "@" or found[0].isalpha():
        return "" if found in _CALENDAR else found
    number = _NUMBER.search(found)
    value = _value(number[0]) if number else ""
    currency = found[0] if not found[0].isdigit() else found[-1] if found[-1] == "€" else ""
    return f"{currency}{value}{''.join(char for char in found if char.isalpha())}"


def _value(number: str) -> str:
    groups = [group for group in re.split("[.,]", number) if group]
    if len(groups) > 1 and len(groups[-1]) != 3:
        return f"{''.join(groups[:-1])}.{groups[-1]}"
    return "".join(groups)


def translations(sources: Mapping[Key, Marks], files: Mapping[Key, str]) -> dict[Key, Key]:
    """For each source that is a translation of another, that other one: the fuller of the two.

    `files` says which file each source is from: short posts of one file need less in common.
    """
    owners: defaultdict[str, list[Key]] = defaultdict(list)
    for key in sorted(sources):
        for mark in sources[key].marks:
            owners[mark].append(key)
    weights = {mark: _weight(mark) * min(1, _FEW_OWNERS / len(those)) for mark, those in owners.items()}
    found: dict[Key, Key] = {}
    for key in sorted(sources):
        for other in _near(sources[key].marks, owners):
            pair = sources[other], sources[key]
            if other != key and other not in found and _is_original(*pair, weights, beside=files[key] == files[other]):
                found[key] = other
                break
    return found


def _weight(mark: str) -> float:
    """How much it says that two texts have this: years, round and small numbers nearly nothing."""
    if mark.startswith("http"):
        return 2
    if mark[0] == "@":
        return 1
    if _is_name(mark):
        return 0.7
    if not mark[0].isdigit():
        return 1.5
    if "." in mark:
        return 1 if len(mark) > 3 else 0.6
    return _weight_of_whole(mark)


def _weight_of_whole(number: str) -> float:
    if len(number) == 1:
        return 0
    if len(number) == 2 or (len(number) == 4 and number[:2] in ("19", "20")):
        return 0.2
    return 1 if len(number.rstrip("0")) > 1 else 0.3 if len(number) == 3 else 0.6


def _near(marks: Iterable[str], owners: Mapping[str, Sequence[Key]]) -> list[Key]:
    """The sources that share marks, most first; what very many sources have is no mark."""
    telling = (mark for mark in marks if _weight(mark) >= _RARE and len(owners[mark]) <= _MOST_OWNERS)
    shared = Counter(other for mark in telling for other in owners[mark])
    return sorted(shared, key=lambda other: (-shared[other], other))


def _is_original(part: Marks, other: Marks, weights: Mapping[str, float], *, beside: bool) -> bool:
    """Whether `other` is a translation of `part`, which is the fuller one."""
    needed = _APART if not beside else _SHORT_BESIDE if max(part.words, other.words) < _SHORT else _BESIDE
    if part.language == other.language or not needed.length <= other.words / max(1, part.words) <= 1:
        return False
    shared = _in_one_order(part.marks, other.marks)
    if len(shared) < max(needed.shared, _IN_ORDER * len({*part.marks} & {*other.marks})):
        return False
    evidence = sum(weights[mark] for mark in shared)
    kinds = {_kind(mark) for mark in shared if _weight(mark) >= _RARE}
    return (
        sum(weights[mark] >= _RARE for mark in shared) >= needed.rare
        and evidence >= needed.evidence * (1 if len(kinds) > 1 else 2)
        and _is_most_of_both(shared, part.marks, other.marks)
    )


def _kind(mark: str) -> str:
    if _is_name(mark):
        return "name"
    return "number" if mark[0].isdigit() else "handle" if mark[0] == "@" else "address" if mark[0] == "h" else "money"


def _is_name(mark: str) -> bool:
    return mark[0].isupper()


def _is_most_of_both(shared: Iterable[str], one: Iterable[str], two: Iterable[str]) -> bool:
    """Names aside: which words have capitals differs from language to language."""
    common, less, more = (sum(_weight(mark) for mark in those if not _is_name(mark)) for those in (shared, one, two))
    less, more = sorted((less, more))
    return common > 0 and common >= _OF_LESS * less and common >= _OF_MORE * more


def _in_one_order(one: Iterable[str], two: Iterable[str]) -> list[str]:
    """The longest sequence of marks that stands in both."""
    places = {mark: at for at, mark in enumerate(two)}
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for mark in one:
        if mark in places:
            at = bisect_left(ends, places[mark])
            if at:
                before[mark] = last[at - 1]
            ends[at : at + 1], last[at : at + 1] = [places[mark]], [mark]
    found = last[-1:]
    while found and found[-1] in before:
        found.append(before[found[-1]])
    return found[::-1]
