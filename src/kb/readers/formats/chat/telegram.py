"""What Telegram Desktop exports as JSON, one chat or all of them, to readings by chat and month."""

import re
from collections.abc import Iterable, Iterator

from kb.knowledge import Reading
from kb.markup import escape, readable
from kb.readers.blocks import Draft
from kb.readers.formats.chat.months import Channel, monthly
from kb.readers.formats.chat.words import link, words
from kb.readers.conversation import Message
from kb.readers.formats.json_values import Map, is_map, mapping, mappings, name, parsed, said
from kb.readers.formats.moments import from_iso
from kb.readers.reader import Unreadable

WHAT = "Telegram export"

_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verify_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"'
)
_LISTS = ("chats", "left_chats")


def recognised(data: bytes) -> bool:
    head = data[:8000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    # Of a whole account what it is stands behind its contacts.
    return bool(_TYPE.search(head) or (b"Telegram" in head and b'"chats"' in data and _TYPE.search(data)))


def read(data: bytes) -> list[Reading] | Unreadable:
    value = parsed(data, WHAT)
    if isinstance(value, Unreadable):
        return value
    export = mapping(value)
    if "messages" in export:
        return monthly(_channel(export, ""))
    chats = [chat for key in _LISTS for chat in mappings(mapping(export.get(key)).get("list"))]
    return [one for chat in chats for one in monthly(_channel(chat, name(chat.get("id")) or "chat"))]


def _channel(chat: Map, part: str) -> Channel:
    known = {name(one.get("id")): one for one in mappings(chat.get("messages"))}
    messages = [_message(one, known) for one in known.values() if name(one.get("type")) == "message"]
    saved = "Saved messages" if name(chat.get("type")) == "saved_messages" else "A chat"
    return Channel(f"{name(chat.get('name')) or saved} on Telegram", [[one] for one in messages], part)


def _message(one: Map, known: dict[str, Map]) -> Message:
    author = _author(one)
    answered = known.get(name(one.get("reply_to_message_id")))
    to = _author(answered) if answered is not None else ""
    drafts = tuple(_words(one))
    if forwarded := name(one.get("forwarded_from")):
        drafts = tuple(_forwarded(draft, forwarded) for draft in drafts)
    return Message(author, drafts, from_iso(one.get("date")), to if to != author else "", name(one.get("id")))


def _author(message: Map) -> str:
    return name(message.get("from")) or "Deleted account"


def _forwarded(draft: Draft, author: str) -> Draft:
    """Somebody else's words: a quotation."""
    if draft.kind != "paragraph":
        return draft
    shown = escape(f"{author}:") + "\n" + (draft.markdown or escape(draft.text))
    return Draft(f"{author}: {draft.text}", (1, 1), "quote", "\n".join(f"> {line}" for line in shown.split("\n")))


def _words(one: Map) -> Iterator[Draft]:
    text = one.get("text") if "text" in one else one.get("text_entities")
    pieces = [text] if isinstance(text, str) else text if isinstance(text, list) else []
    yield from _typed(pieces)
    poll = mapping(one.get("poll"))
    if poll:
        answers = "\n".join(f"- {name(answer.get('text'))}" for answer in mappings(poll.get("answers")))
        yield from words(f"{said(poll.get('question'))}\n{answers}", _plain)
    if file := name(one.get("file_name")):
        yield Draft(file, (1, 1))


def _typed(pieces: Iterable[object]) -> Iterator[Draft]:
    """Text and marked text in turn; a listing is one of the marks."""
    links: list[str] = []
    text = ""
    for piece in pieces:
        kind = name(piece.get("type")) if is_map(piece) else ""
        typed = said(piece.get("text") if is_map(piece) else piece)
        if kind == "pre":
            text += f"\n```\n{typed.replace('```', '')}\n```\n"
        elif kind == "text_link" and is_map(piece) and "\n" not in typed:
            links.append(link(typed, name(piece.get("href"))))
            text += f"\ue000{len(links) - 1}\ue001"
        elif kind == "blockquote":
            text += "".join(f"\n> {line}" for line in typed.split("\n")) + "\n"
        else:
            text += typed.replace("\ue000", "").replace("\ue001", "").replace("```", "")
    for draft in words(text, _plain):
        markdown = re.sub("\ue000(\\d+)\ue001", lambda found: links[int(found[1])], draft.markdown or draft.text)
        yield Draft(draft.text if draft.kind == "code" else readable(markdown), (1, 1), draft.kind, markdown)


def _plain(line: str) -> str:
    return escape(line, addresses=True)
