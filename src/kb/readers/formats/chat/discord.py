"""A channel that DiscordChatExporter wrote as JSON to readings by month."""

import re
from collections.abc import Iterable

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.chat.months import Channel, monthly
from kb.readers.formats.chat.words import CODE, Signs, attached, link, shown, words
from kb.readers.conversation import Message
from kb.readers.formats.json_values import Map, mapping, mappings, name, parsed, said
from kb.readers.formats.moments import from_iso, from_unix
from kb.readers.reader import Unreadable

WHAT = "Discord export"

_KEYS = (b'"guild"', b'"channel"', b'"dateRange"')
_TOKEN = re.compile(
    rf"{CODE}|<(?P<sign>@[!&]?|#|a?:|t:)(?P<target>[^<>\s]+)>|<(?P<address>https?://[^<>\s]+)>"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<to>https?://[^\s()]+)\)"
)
_MARKS = re.compile(
    r"(?<![\w*_~|\\])(?P<mark>\*{1,3}|_{1,2}|~~|\|\|)(?=[^\s*_~|])(?P<words>(?:(?!(?P=mark)).)+?)(?<=\S)(?P=mark)"
    r"(?![\w*_~|])"
)
_SIGNS = Signs(_TOKEN, _MARKS)
_HEADING = re.compile(r"(?:#{1,3}|-#) (?=\S)")
_NOTICES = frozenset(
    "RecipientAdd RecipientRemove Call ChannelNameChange ChannelIconChange ChannelPinnedMessage GuildMemberJoin"
    " ThreadCreated".split()
)


def recognised(data: bytes) -> bool:
    head = data[:8000]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and all(key in head for key in _KEYS)


def read(data: bytes) -> list[Reading] | Unreadable:
    value = parsed(data, WHAT)
    if isinstance(value, Unreadable):
        return value
    export = mapping(value)
    known = _once(mappings(export.get("messages")))
    authors = {id_: _author(one) for id_, one in known.items()}
    messages = [_message(one, authors) for one in known.values() if name(one.get("type")) not in _NOTICES]
    return monthly(Channel(_title(export), [[message] for message in messages]))


def _once(messages: Iterable[Map]) -> dict[str, Map]:
    """Messages by their ids, where they first stand; of one that comes again the last edit."""
    found: dict[str, Map] = {}
    for at, one in enumerate(messages):
        id_ = name(one.get("id")) or f"unnamed {at}"
        before = found.get(id_)
        if before is None or name(one.get("timestampEdited")) >= name(before.get("timestampEdited")):
            found[id_] = one
    return found


def _title(export: Map) -> str:
    channel, guild = mapping(export.get("channel")), mapping(export.get("guild"))
    where = name(guild.get("name")) if name(guild.get("id")) not in ("", "0") else "Discord"
    called = name(channel.get("name")) or "A channel"
    mark = "" if where == "Discord" else "#"
    return f"{mark}{called} on {where or 'Discord'}"


def _author(message: Map) -> str:
    author = mapping(message.get("author"))
    called = name(author.get("nickname")) or name(author.get("name")) or "Somebody"
    return f"{called} (bot)" if author.get("isBot") is True else called


def _message(one: Map, authors: dict[str, str]) -> Message:
    author = _author(one)
    to = authors.get(name(mapping(one.get("reference")).get("messageId")), "")
    when = from_iso(one.get("timestamp"))
    return Message(author, _words(one), when, to if to != author else "", name(one.get("id")))


def _words(one: Map) -> tuple[Draft, ...]:
    text = said(one.get("content"))
    people = {name(who.get("id")): _author({"author": who}) for who in mappings(one.get("mentions"))}
    embeds = mappings(one.get("embeds"))
    # A program sends its message as cards; where somebody wrote, they only show what the links lead to.
    typed = text if text.strip() else "\n\n".join(filter(None, map(_card, embeds)))
    found = words(typed, lambda line: _inline(line, people), languages=True)
    files = [attached(name(file.get("fileName")), name(file.get("url"))) for file in mappings(one.get("attachments"))]
    return (*found, *files, *(_leading(embed) for embed in embeds if _leads_on(embed, text)))


def _card(embed: Map) -> str:
    fields = [f"{name(one.get('name'))}: {said(one.get('value')).strip()}" for one in mappings(embed.get("fields"))]
    return "\n\n".join(filter(None, [said(embed.get("title")), said(embed.get("description")), *fields]))


def _leads_on(embed: Map, text: str) -> bool:
    """Whether a card leads somewhere that the message itself does not."""
    address = name(embed.get("url"))
    return bool(address and name(embed.get("title"))) and address not in text


def _leading(embed: Map) -> Draft:
    markdown = link(name(embed.get("title")), name(embed.get("url")))
    return Draft(name(embed.get("title")), (1, 1), markdown=markdown)


def _inline(line: str, people: dict[str, str]) -> str:
    return shown(_HEADING.sub("", line, count=1), _SIGNS, lambda token: _token(token, people))


def _token(token: re.Match[str], people: dict[str, str]) -> str:
    if token["address"] or token["to"]:
        return link(token["label"] or "", token["address"] or token["to"])
    target = token["target"]
    match token["sign"]:
        case "@" | "@!":
            return escape("@" + people.get(target, target))
        case "t:":
            return from_unix(target.partition(":")[0]) or escape(token.group())
        case ":" | "a:":
            return escape(f":{target.partition(':')[0]}:")
        case sign:
            return escape(sign[0] + target)
