"""A message of Slack to the words that its readers see: names for ids, labels for links, signs for entities."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.chat.words import CODE, Signs, attached, link, shown, words
from kb.readers.formats.json_values import Map, mapping, mappings, name, said

_TOKEN = re.compile(rf"{CODE}|<(?P<sign>[@#!]?)(?P<target>[^<>|\n]+)(?:\|(?P<label>[^<>\n]*))?>")
_MARKS = re.compile(r"(?<![\w*_~])(?P<mark>[*_~])(?=\S)(?P<words>(?:(?!(?P=mark)).)+)(?<=\S)(?P=mark)(?![\w*_~])")
_SIGNS = Signs(_TOKEN, _MARKS, html.unescape)
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>|\n]+)(?:\|([^<>\n]*))?>")
_FIELDS = ("pretext", "title", "text")


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what the ids of a workspace stand for."""

    users: Mapping[str, Map]
    channels: Mapping[str, str]

    def user(self, id_: str) -> str:
        """A member's full name, or the next best; the id of one who is not known."""
        return _named(mapping(self.users.get(id_))) or id_

    def knows(self, message: Map) -> bool:
        """Whether the author of a message has more than an id."""
        return self.author(message) != name(message.get("user"))

    def author(self, message: Map) -> str:
        """Who wrote a message; a program is marked."""
        id_ = name(message.get("user"))
        own = _named(mapping(message.get("user_profile")))
        known = mapping(self.users.get(id_))
        bot = name(message.get("username")) or name(mapping(message.get("bot_profile")).get("name"))
        if message.get("bot_id") or name(message.get("subtype")) == "bot_message" or known.get("is_bot") is True:
            return f"{bot or _named(known) or own or id_ or 'A program'} (bot)"
        return _named(known) or own or name(message.get("username")) or id_ or "Somebody"


def _named(user: Map) -> str:
    profile = mapping(user.get("profile"))
    found = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("display_name"))
    return next((shown for one in (*found, user.get("name")) if (shown := name(one))), "")


def drafts(message: Map, names: Names) -> tuple[Draft, ...]:
    """What it says; of a program that sends only cards, their words."""
    text = said(message.get("text"))
    if not text.strip():
        text = "\n\n".join(_of_cards(message))
    text = re.sub(r"^&gt;(?!&gt;)[ ]?", "> ", text, flags=re.M).replace("```", "\n```\n")
    found = words(text, lambda line: _inline(line, names))
    return tuple(_unescaped(draft) if draft.kind == "code" else draft for draft in found)


def _of_cards(message: Map) -> Iterator[str]:
    for card in mappings(message.get("attachments")):
        parts = [text for one in _FIELDS if (text := said(card.get(one)).strip())]
        yield "\n\n".join(parts) or said(card.get("fallback"))
    for block in mappings(message.get("blocks")):
        yield said(mapping(block.get("text")).get("text"))


def attachments(message: Map) -> tuple[Draft, ...]:
    """The files that came with it, as links."""
    files = [*mappings(message.get("files")), mapping(message.get("file"))]
    found = []
    for one in files:
        label = name(one.get("title")) or name(one.get("name"))
        address = name(one.get("permalink")) or name(one.get("url_private"))
        if label and name(one.get("mode")) not in ("tombstone", "hidden_by_limit"):
            found.append(attached(label, address))
    return tuple(found)


def _inline(line: str, names: Names) -> str:
    return shown(line, _SIGNS, lambda token: _token(token, names))


def _token(token: re.Match[str], names: Names) -> str:
    target = html.unescape(token["target"])
    label = html.unescape(token["label"] or "")
    match token["sign"]:
        case "@":
            return escape("@" + (label.removeprefix("@") or names.user(target)))
        case "#":
            return escape("#" + (label.removeprefix("#") or names.channels.get(target) or target))
        case "!":
            return escape(label or "@" + target.partition("^")[0])
        case _:
            return link(label or target.removeprefix("mailto:"), target)


def _unescaped(listing: Draft) -> Draft:
    """With its signs, and addresses as they were typed."""
    text, markdown = (
        html.unescape(_ADDRESS.sub(lambda found: found[2] or found[1], one)) for one in (listing.text, listing.markdown)
    )
    return replace(listing, text=text, markdown=markdown)
