"""The messages of a channel to one reading a month; a month of very many is cut between days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kb.knowledge import Reading
from kb.readers.conversation import Message, conversation

kind = "chat"

MOST = 2000
"""Messages in one reading, but for those of a long thread."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Thread = Sequence[Message]
"""A message and what answers it."""


@dataclass(frozen=True, slots=True)
class Channel:
    title: str
    threads: Sequence[Thread]
    part: str = ""
    """Names the channel where its file holds several."""
    warnings: tuple[str, ...] = ()


def monthly(channel: Channel) -> list[Reading]:
    """Readings in order of time. The name of a month outlives the file's growth, and so does where it was cut."""
    readings = []
    for month, threads in groupby(_dated(channel.threads), lambda one: one[0][:7]):
        for first, chunk in _chunks(list(threads)):
            when = f"from {in_words(first)}" if first else _month(month)
            title = f"{channel.title}, {when}" if month else channel.title
            reading = conversation(kind, title, (message for thread in chunk for message in thread))
            part = f"{channel.part} {first or month or 'undated'}".strip()
            readings.append(replace(reading, part=part, warnings=channel.warnings))
    return readings


def _dated(threads: Iterable[Thread]) -> list[tuple[str, Thread]]:
    """The threads with the day on which each begins, in order; one without a day has that of the thread before it."""
    known = [thread for thread in threads if thread]
    day = next((thread[0].when[:10] for thread in known if thread[0].when), "")
    found = []
    for thread in known:
        day = thread[0].when[:10] or day
        found.append((day, thread))
    return sorted(found, key=lambda one: one[0])


def _chunks(threads: Sequence[tuple[str, Thread]]) -> Iterator[tuple[str, list[Thread]]]:
    """Runs of whole days, each with the name of what it begins with, which is empty for the first."""
    chunk: list[Thread] = []
    first, count = "", 0
    for name, some in _bearable(threads):
        more = sum(map(len, some))
        if chunk and count + more > MOST:
            yield first, chunk
            chunk, first, count = [], name, 0
        chunk += some
        count += more
    yield first, chunk


def _bearable(threads: Sequence[tuple[str, Thread]]) -> Iterator[tuple[str, list[Thread]]]:
    """The threads of each day under the day's name; those of a very long one in several parts."""
    for day, group in groupby(threads, lambda one: one[0]):
        today = [thread for _, thread in group]
        for at in range(0, len(today), MOST):
            yield f"{day} {at // MOST + 1}" if at else day, today[at : at + MOST]


def _month(month: str) -> str:
    return f"{_MONTHS[int(month[5:7]) - 1]} {month[:4]}" if month else ""


def in_words(day: str) -> str:
    """A day, or 2024-01-17 2 for the second part of one, in words."""
    further = day[10:].strip()
    return f"{int(day[8:10])} {_month(day[:7])}" + (f", part {further}" if further else "")
