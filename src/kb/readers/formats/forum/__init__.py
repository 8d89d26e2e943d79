"""Threads of Reddit and Hacker News to one reading each, in which everybody's words bear who wrote them to whom."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.formats.forum import hacker_news, reddit
from kb.readers.formats.json_values import parsed
from kb.readers.reader import Beside, Unreadable

kind = "forum"


def recognise(name: str, data: bytes) -> str | None:
    if reddit.is_reddit(data):
        return "JSON of Reddit"
    return "JSON of Hacker News" if hacker_news.is_hacker_news(data) else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    value = parsed(data, "thread of a forum")
    if isinstance(value, Unreadable):
        return value
    found = reddit.readings(kind, value) if reddit.is_reddit(data) else hacker_news.readings(kind, value)
    return [one for one in found if one.blocks] or Unreadable(
        "is a thread of a forum in which nobody says anything", "Remove it from raw/."
    )
