"""A Slack export, as ZIP file or unpacked, or a day of one channel, to readings by channel and month."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.knowledge import Reading
from kb.readers.unpacking import members
from kb.readers.formats.chat.months import Channel, in_words, monthly
from kb.readers.formats.chat.slack_text import Names, attachments, drafts
from kb.readers.conversation import Message
from kb.readers.formats.json_values import Map, mapping, mappings, name, parsed
from kb.readers.formats.moments import from_unix
from kb.readers.reader import Aside, Beside, Unreadable

WHAT = "Slack export"

_HEAD = 20_000
_MESSAGE = re.compile(rb'"type"\s*:\s*"message"')
_TIME = re.compile(rb'"ts"\s*:\s*"\d{9,11}\.\d{3,}"')
_MEMBER = re.compile(rb'\s*\[\s*\{\s*"id"\s*:\s*"[UW][A-Z0-9]+"\s*,\s*"team_id"')
_CHANNEL = re.compile(rb'\s*\[\s*\{\s*"id"\s*:\s*"[CGD][A-Z0-9]+"\s*,(?=.{0,3000}"members"\s*:)', re.S)
_DAY = re.compile(r"([^/]+)/\d{4}-\d\d-\d\d\.json")
_LISTS = ("channels.json", "groups.json", "dms.json", "mpims.json")
_NOTICES = re.compile(
    r".*_(?:join|leave|add|remove|topic|purpose|name|archive|unarchive|convert_to_private|posting_permissions)"
    r"|pinned_item|unpinned_item|tombstone|huddle_thread|message_changed|message_deleted|sh_room_\w+|reminder_\w+"
)
_MOST_NAMES = 4


@dataclass(slots=True)
class _Export:
    names: Names
    conversations: Mapping[str, Map]
    """By the name of their folder."""
    warnings: dict[str, list[str]] = field(default_factory=dict)


def is_day(data: bytes) -> bool:
    head = data[:_HEAD]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and bool(_MESSAGE.search(head) and _TIME.search(head))


def is_list(data: bytes) -> bool:
    """Whether it is the list of a workspace's members or channels."""
    return bool(_MEMBER.match(data[:_HEAD]) or _CHANNEL.match(data[:_HEAD]))


def is_export(names: Iterable[str]) -> bool:
    """Whether files that lie together are an export: lists of members and of channels, and days."""
    found = set(names)
    lists = "users.json" in found and any(one in found for one in _LISTS)
    return lists and any(one.endswith("/") or _DAY.fullmatch(one) for one in found)


def is_packed(paths: Collection[str]) -> bool:
    if not any(path.rpartition("/")[2] == "users.json" for path in paths):
        return False
    inside, _ = members.below(paths, lambda path: None, "users.json")
    return is_export(inside)


def read_list() -> Aside:
    return Aside("lists the members or channels of a Slack export")


def read_packed(data: bytes) -> list[Reading] | Unreadable:
    found = members.opened(data, f"a {WHAT}")
    return found if isinstance(found, Unreadable) else read_export(*members.below(*found, "users.json"))


def read_export(paths: Collection[str], beside: Beside) -> list[Reading] | Unreadable:
    """Every channel of an export. `paths` are its files, from its top."""
    lists = [one for path in _LISTS for one in mappings(_value(beside, path))]
    folders = {name(one.get("name")) or name(one.get("id")): one for one in lists}
    users = {name(one.get("id")): one for one in mappings(_value(beside, "users.json"))}
    export = _Export(Names(users, {name(one.get("id")): name(one.get("name")) for one in lists}), folders)
    days: dict[str, list[str]] = {}
    for path in sorted(paths):
        if day := _DAY.fullmatch(path):
            days.setdefault(day[1], []).append(path)
    readings = [one for channel, its in days.items() for one in _channel(channel, its, beside, export)]
    return readings or Unreadable(f"is a {WHAT} without messages", "Export it again with the channels you need.")


def read_day(data: bytes, beside: Beside) -> list[Reading] | Unreadable:
    """A day by itself; who the members are stands in the folder above, if anywhere."""
    value = parsed(data, f"day of a {WHAT}")
    if isinstance(value, Unreadable):
        return value
    users = mappings(_value(beside, "../users.json")) or mappings(_value(beside, "users.json"))
    names = Names({name(one.get("id")): one for one in users}, {})
    unknown = any("user" in one and not names.knows(one) for one in mappings(value))
    warnings = ("nothing beside it tells who its members are: some are named by their ids",) if unknown else ()
    readings = monthly(Channel("Slack", _threads(mappings(value), names), warnings=warnings))
    days = {block.place.when[:10] for reading in readings for block in reading.blocks}
    only = days.pop() if len(days) == 1 else ""
    return [replace(one, title=f"Slack, {in_words(only)}") for one in readings] if only else readings


def _value(beside: Beside, path: str) -> object:
    data = beside(path)
    value = parsed(data, WHAT) if data is not None else None
    return None if isinstance(value, Unreadable) else value


def _channel(folder: str, days: Sequence[str], beside: Beside, export: _Export) -> list[Reading]:
    said: list[Map] = []
    broken = []
    for day in days:
        value = _value(beside, day)
        said += mappings(value)
        if value is None:
            broken.append(f"{day} is broken and was left out")
    title = f"{_shown(folder, export)} on Slack"
    return monthly(Channel(title, _threads(said, export.names), folder, tuple(broken)))


def _shown(folder: str, export: _Export) -> str:
    """A channel's name; that of a conversation between a few is who takes part."""
    about = mapping(export.conversations.get(folder))
    several = folder.startswith("mpdm-") or name(about.get("id")).startswith("D")
    people = about.get("members")
    if not several or not isinstance(people, list):
        return f"#{folder}" if not several else folder
    names = [export.names.user(name(one)) for one in people]
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _threads(said: Iterable[Map], names: Names) -> list[list[Message]]:
    """Messages by thread, those of a thread that began before the export under the first of them that it has."""
    once = {name(one.get("ts")): one for one in said}
    threads: dict[str, list[Message]] = {}
    for ts in sorted(once, key=_seconds):
        one = once[ts]
        if not _NOTICES.fullmatch(name(one.get("subtype"))):
            threads.setdefault(name(one.get("thread_ts")) or ts, []).append(_message(one, names))
    return [_answering(thread) for thread in threads.values()]


def _seconds(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:
        return 0.0


def _message(one: Map, names: Names) -> Message:
    words = drafts(one, names) + attachments(one)
    return Message(names.author(one), words, from_unix(one.get("ts")), id=name(one.get("ts")))


def _answering(thread: list[Message]) -> list[Message]:
    """The thread's messages, each but the first answering whoever began it."""
    first = thread[0].author
    return [thread[0], *(replace(one, to=first if one.author != first else "") for one in thread[1:])]
