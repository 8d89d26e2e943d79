"""The outbox of a Mastodon archive to posts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.knowledge import Picture, Reading
from kb.readers.blocks import Draft
from kb.readers.conversation import Message, from_html, from_text
from kb.readers.formats.json_values import Map, mapping, mappings, name, parsed, said
from kb.readers.formats.moments import from_iso
from kb.readers.formats.posts.own_posts import Person, Post, sources
from kb.readers.formats.shown_picture import picture
from kb.readers.reader import Aside, Beside, Unreadable

_HEAD = 65_536
_WHO = re.compile(r"https://([\w.-]+)/(?:users/|@)([\w.-]+)(?:/|$)")
_MEDIA = re.compile(r"media_attachments/(?!.*\.\.)[\w./-]+$")
_LISTS = re.compile(rb'"id"\s*:\s*"(likes|bookmarks)\.json"')

_OTHER = Unreadable("is no list of posts", "Remove `kind` from its sidecar.")


def is_mastodon(data: bytes) -> bool:
    """Whether JSON begins as a list of activities does, or as the description of a person with an outbox."""
    head, tail = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n"), data[-2_000:]
    if head[:1] != b"{":
        return False
    box = b'"orderedItems"' in head and (b'"OrderedCollection' in head or b'"OrderedCollection' in tail)
    return box or (b'"preferredUsername"' in head + tail and b'"outbox"' in head + tail)


def read(kind: str, data: bytes, beside: Beside) -> list[Reading] | Unreadable | Aside:
    """`beside` gives the other files of the archive."""
    listed = _LISTS.search(data[:_HEAD])
    if listed:
        return Aside(f"lists the {listed[1].decode()} of a Mastodon archive")
    box = parsed(data, "Mastodon archive")
    if isinstance(box, Unreadable):
        return box
    activities = mapping(box).get("orderedItems")
    if not isinstance(activities, list):
        return Aside("describes the person of a Mastodon archive") if "preferredUsername" in mapping(box) else _OTHER
    person = _person(beside("actor.json"), mappings(activities))
    return sources(kind, person, (post for one in mappings(activities) for post in _posts(one, person, beside)))


def _person(data: bytes | None, activities: list[Map]) -> Person:
    actor = mapping(parsed(data, "actor")) if data is not None else {}
    ids = [name(actor.get("id")), *(_address(one) for one in activities)]
    found = next((who for one in ids if (who := _WHO.match(one))), None)
    user = name(actor.get("preferredUsername")) or (found[2] if found else "")
    return Person(name(actor.get("name")), f"@{user}@{found[1]}" if found else f"@{user}" if user else "")


def _address(activity: Map) -> str:
    return name(activity.get("actor")) or name(mapping(activity.get("object")).get("id"))


def _posts(activity: Map, person: Person, beside: Beside) -> Iterator[Post]:
    when = from_iso(activity.get("published"))
    note = mapping(activity.get("object"))
    number = name(note.get("id")) or name(activity.get("id"))
    if activity.get("type") == "Announce":
        yield Post(Message(person.shown, (), when, id=number or name(activity.get("object"))), lacks=("boost",))
    elif activity.get("type") == "Create" and note:
        if _is_private(note):
            yield Post(Message(person.shown, (), when, id=number), lacks=("private message",))
        else:
            yield _post(note, Message(person.shown, _words(note), when, id=number.rsplit("/", 1)[-1]), beside)


def _is_private(note: Map) -> bool:
    to, cc = note.get("to"), note.get("cc")
    readers = [name(one) for ones in (to, cc) for one in (ones if isinstance(ones, list) else [ones])]
    return any(readers) and not any(one.endswith(("#Public", "as:Public", "/followers")) for one in readers)


def _post(note: Map, message: Message, beside: Beside) -> Post:
    answered = name(note.get("inReplyTo"))
    own = bool(answered) and _person_of(answered) == _person_of(name(note.get("id")))
    shown = [_attached(one, beside) for one in mappings(note.get("attachment"))]
    words = message.words + tuple(draft for draft, _, _ in shown if draft)
    to = "" if own or not answered else _whom(answered, note)
    return Post(
        replace(message, words=words, to=to),
        answers=answered.rsplit("/", 1)[-1] if own else "",
        url=name(note.get("url")),
        pictures=tuple(one for _, one, _ in shown if one),
        lacks=tuple(lack for _, _, lack in shown if lack),
    )


def _words(note: Map) -> tuple[Draft, ...]:
    """The warning before a post, what it says, and what it lets one vote for."""
    choices = [said(one.get("name")) for one in mappings(note.get("oneOf")) + mappings(note.get("anyOf"))]
    options = tuple(replace(draft, kind="item", markdown=f"- {draft.markdown or draft.text}")
                    for one in choices for draft in from_text(" ".join(one.split())))  # fmt: skip
    return from_text(said(note.get("summary"))) + from_html(said(note.get("content"))) + options


def _person_of(address: str) -> str:
    found = _WHO.match(address)
    return f"@{found[2]}@{found[1]}" if found else ""


def _whom(address: str, note: Map) -> str:
    """Who wrote the post at this address, as far as the answer to it says."""
    tags = [one for one in mappings(note.get("tag")) if one.get("type") == "Mention"]
    by_address = next((name(one.get("name")) for one in tags if address.startswith(f"{name(one.get('href'))}/")), "")
    return by_address or _person_of(address) or next((name(one.get("name")) for one in tags), "")


def _attached(one: Map, beside: Beside) -> tuple[Draft | None, Picture | None, str]:
    """The block and the picture that a file attached to a post is, or what it is called where it can't be shown."""
    if not name(one.get("mediaType")).startswith("image/"):
        return None, None, "recording" if one.get("mediaType") else ""
    path = _MEDIA.search(name(one.get("url")))
    data = beside(path.group()) if path else None
    made = picture(data, said(one.get("name"))) if data is not None else None
    if made is not None:
        return made[1], made[0], ""
    return None, None, "picture"
