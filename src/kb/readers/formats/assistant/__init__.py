"""Exports of ChatGPT and Claude to one reading for each conversation."""

import re
from collections.abc import Iterable, Sequence

from kb.knowledge import Reading
from kb.readers.formats.assistant import chatgpt, claude
from kb.readers.formats.assistant.dialogue import Dialogue, reading
from kb.readers.unpacking import members
from kb.readers.formats.json_values import parsed
from kb.readers.reader import Aside, Beside, Unreadable

kind = "conversation"

WHAT = "export of conversations with an AI"

_MEMBER = re.compile(r"(?:.*/)?conversations(?:[-_]\d+)?\.json")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\[{\"]")
_PAGE = b"<title>ChatGPT Data Export</title>"
_ASIDES = (
    (b'"full_name"', b'"uuid"', "names the owner of an export of conversations"),
    (b'"chatgpt_plus_user"', b'"id"', "names the owner of an export of conversations"),
    (b'"conversation_id"', b'"rating"', "holds ratings of answers, no words"),
    (b'"conversation_id"', b'"is_anonymous"', "lists conversations that were shared, without their words"),
)


def recognise(name: str, data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return "a ZIP file with conversations.json" if any(map(_MEMBER.fullmatch, members.names(data))) else None
    if _PAGE in data[:4000]:
        return "the page that ChatGPT puts beside its export"
    if not _OPENING.match(data[:200]):
        return None
    if chatgpt.recognised(data):
        return "JSON with trees of messages, as ChatGPT exports them"
    if claude.recognised(data):
        return "JSON with chat_messages, as Claude exports them"
    return "JSON that belongs to an export of conversations" if _aside(data) else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if _PAGE in data[:4000]:
        return Aside("shows the conversations that conversations.json holds")
    if not (chatgpt.recognised(data) or claude.recognised(data)):
        return Aside(_aside(data) or "belongs to an export of conversations")
    found = _dialogues(data, beside)
    return found if isinstance(found, Unreadable) else _readings(found)


def _aside(data: bytes) -> str:
    head = data[:4000]
    return next((why for one, two, why in _ASIDES if one in head and two in head and b'"text"' not in head), "")


def _packed(data: bytes) -> Sequence[Reading] | Unreadable:
    opened = members.opened(data, f"an {WHAT}")
    if isinstance(opened, Unreadable):
        return opened
    paths, member = opened
    found: list[Dialogue] = []
    for path in sorted(filter(_MEMBER.fullmatch, paths)):
        some = _dialogues(member(path) or b"", _near(path, member))
        if isinstance(some, Unreadable):
            return some
        found += some
    return _readings(found)


def _near(path: str, member: Beside) -> Beside:
    folder = path.rpartition("/")[0]
    return lambda other: member(f"{folder}/{other}" if folder else other)


def _dialogues(data: bytes, beside: Beside) -> list[Dialogue] | Unreadable:
    value = parsed(data, WHAT)
    if isinstance(value, Unreadable):
        return value
    if chatgpt.recognised(data):
        return list(chatgpt.dialogues(value))
    users = beside("users.json")
    return list(claude.dialogues(value, claude.owners(parsed(users, WHAT) if users else None)))


def _readings(dialogues: Iterable[Dialogue]) -> list[Reading]:
    """One for each; of one that stands in several files the last."""
    return [reading(one) for one in {one.id: one for one in dialogues}.values() if one.messages]
