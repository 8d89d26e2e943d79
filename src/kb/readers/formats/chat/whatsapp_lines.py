"""The lines of a WhatsApp export to messages with their times, whatever the order of day and month."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

Order = Literal["dmy", "mdy", "ymd"]

MARK = "\u200e"
"""WhatsApp writes it before what nobody typed."""
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u202f\u2007\u2009]")
# Formats differ by phone, language and country: the order of the numbers is found out from all of them together.
_DATE = r"(?P<one>\d{1,4})(?P<point>[./-])[ ]?(?P<two>\d{1,2})[./-][ ]?(?P<three>\d{2,4})\.?"
_HALF = r"(?P<{}>[AaPp]\.?[ ]?[Mm]\.?|上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上|ص|م|π\.?μ\.?|μ\.?μ\.?)"
_TIME = (
    rf"(?:{_HALF.format('before')}[ ]?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?P<second>[:.]\d{{2}})?"
    rf"(?:[ _]?{_HALF.format('after')})?(?:[ ](?:Uhr|h))?"
)
_BETWEEN = r",?[ ]?(?:(?:klo|kl\.?|at|à|às|um|om|alle|o)[ ])?"
_BRACKETED = re.compile(rf"\[{_DATE}{_BETWEEN}{_TIME}\][ ]?(?P<rest>.*)")
_DASHED = re.compile(rf"{_DATE}{_BETWEEN}{_TIME}[ ][-–][ ](?P<rest>.*)")
_NAMED = re.compile(r"(?:~[ ]?)?(?P<name>[^:\n]{1,80}?)[ ]?:(?:[ ](?P<text>.*)|$)")
_NOON = "中午"
# Signs for the second half of the day that begin neither with p nor with μ.
_LATE = frozenset("下午 午後 오후 晚上 م".split())
# Lines of logs open like messages; what stands for a name there is a level.
_LEVEL = re.compile(r"(?:^|[.\s])(?:trace|debug|info|notice|warn|warning|error|critical|fatal)$", re.I)


class Stamp(NamedTuple):
    """A date and a time as they stand, before anybody knows which number is the day."""

    numbers: tuple[int, int, int]
    point: str
    digits: tuple[int, int, int]
    """How many each of the numbers has."""
    minute: str
    """Of the day, as 14:05; nothing where there is no such minute."""

    def day(self, order: Order) -> date | None:
        one, two, three = self.numbers
        year, month, day = {"dmy": (three, two, one), "mdy": (three, one, two), "ymd": (one, two, three)}[order]
        # Phones set to the Buddhist calendar write 2567 for 2024.
        year += 2000 if year < 100 else -543 if year > 2400 else 0
        try:
            return date(year, month, day)
        except ValueError:
            return None


@dataclass(slots=True)
class Entry:
    """What stands behind one date: its lines, with the marks that WhatsApp put into them."""

    stamp: Stamp
    name: str
    """Nothing where WhatsApp itself speaks."""
    lines: list[str]
    at: int
    """How many lines stand above it."""


def opens(line: str) -> tuple[Stamp, str] | None:
    """The time that a line opens with, and what follows it."""
    plain = _SPACES.sub(" ", line)
    bare = _UNSEEN.sub("", plain[:60])
    found = _BRACKETED.match(bare) or _DASHED.match(bare)
    # In brackets times have seconds, behind a dash they have none: anything else is a log.
    if found is None or (found["second"] and bare[0] != "["):
        return None
    end = found.start("rest")
    return _stamp(found), _behind(plain, end)


def _behind(line: str, end: int) -> str:
    """What follows the first `end` characters that can be seen."""
    at = seen = 0
    while seen < end:
        seen += not _UNSEEN.match(line[at])
        at += 1
    return line[at:].rstrip()


def _stamp(found: re.Match[str]) -> Stamp:
    parts = (found["one"], found["two"], found["three"])
    one, two, three = map(int, parts)
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["after"] or found["before"] or "").casefold()
    late = half.startswith(("p", "μ")) or half in _LATE
    if half == _NOON:
        # Around twelve, on either side of it: half past eleven is still morning by the clock.
        hour += 12 * (hour < 10)
    elif half:
        hour = hour % 12 + 12 * late
    shown = f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    return Stamp((one, two, three), found["point"], (len(parts[0]), len(parts[1]), len(parts[2])), shown)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The messages; a line without a time goes on with the one before it."""
    entry: Entry | None = None
    for at, line in enumerate(lines):
        opening = opens(line)
        if opening is None:
            if entry is not None:
                entry.lines.append(line)
            continue
        if entry is not None:
            yield entry
        entry = _entry(*opening, at)
    if entry is not None:
        yield entry


def _entry(stamp: Stamp, rest: str, at: int) -> Entry:
    named = None if rest.startswith(MARK) else _NAMED.match(rest)
    if named is None:
        return Entry(stamp, "", [rest], at)
    return Entry(stamp, " ".join(_UNSEEN.sub("", named["name"]).split()), [named["text"] or ""], at)


def looks_like(lines: Sequence[str]) -> bool:
    """Whether these are the first lines of an export: it opens with a time, and people talk, no program."""
    filled = [line for line in lines if line.strip()]
    found = list(entries(filled)) if filled and opens(filled[0]) else []
    names = [entry.name for entry in found if entry.name]
    return len(found) > 1 and bool(names) and not any(_LEVEL.search(name) for name in names)


def order_of(stamps: Sequence[Stamp]) -> tuple[Order, bool]:
    """Which number is the day, and whether that is certain."""
    # Four digits first are a year, and whoever writes it first goes on from large to small.
    if any(stamp.digits[0] == 4 for stamp in stamps):
        return "ymd", True
    first, second = (max(stamp.numbers[at] for stamp in stamps) for at in (0, 1))
    # A number above twelve is no month.
    if (first > 12) != (second > 12):
        return ("dmy" if first > 12 else "mdy"), True
    # An export is in order of time: of two readings the one in which time runs forward is right.
    back = {order: _backward(stamps, order) for order in ("dmy", "mdy")}
    if back["dmy"] != back["mdy"]:
        return ("dmy" if back["dmy"] < back["mdy"] else "mdy"), True
    # Where points stand between the numbers the day comes first.
    if stamps[0].point == ".":
        return "dmy", True
    # Without noughts before small numbers and with a short year it is the American way.
    american = any(1 in stamp.digits[:2] for stamp in stamps) and stamps[0].digits[2] == 2
    return ("mdy" if american else "dmy"), False


def _backward(stamps: Sequence[Stamp], order: Order) -> int:
    """How often time would run backward."""
    days = [day for stamp in stamps if (day := stamp.day(order))]
    return sum(later < earlier for earlier, later in pairwise(days)) + len(stamps) - len(days)
