"""The header of a message to who wrote it, when, to whom, and what it answers; broken ones say less and never raise."""

import binascii
import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz
from typing import NamedTuple

from kb.markup import fold
from kb.readers.decode import tidy
from kb.readers.formats.mail.charsets import decoded

_LONGEST_HEAD = 128_000
_LONGEST_FIELD = 8_000
_ID = re.compile(r"<([!-~]{1,200}?)>")
_BARE_ID = re.compile(r"\s*([!-;=?-~]{1,200}@[!-;=?-~]{1,200})\s*\Z")
_VIA = re.compile(r"\s+(?:via|über)\s+.*\Z|\s*\((?:via|by way of)\b.*\Z", re.I)
_TURNED = re.compile(r"([^,]+),\s*([^,]+)\Z")
_ONE = re.compile(r'\s*"?(?P<name>[^"<>,;:()@\\]*)"?\s*<(?P<address>[^<>\s,"]+@[^<>\s,"]+)>\s*\Z')
_ADDRESS = re.compile(r"\S+@\S+|\S+ at \S+\.\S+")
_MOST_PEOPLE = 50


class Person(NamedTuple):
    """Who sends or receives."""

    name: str
    """Empty where the message gives only an address."""
    address: str
    """In small letters."""


NOBODY = Person("", "")


@dataclass(frozen=True, slots=True)
class Head:
    """What a message says of itself."""

    id: str = ""
    answers: tuple[str, ...] = ()
    """Messages before it in the conversation, the first one first."""
    group: str = ""
    """Which conversation the mail program counted it to."""
    subject: str = ""
    sender: Person = NOBODY
    to: tuple[Person, ...] = ()
    written: datetime | None = None
    """By the sender's own clock."""
    by_machine: bool = False
    """A newsletter, a list or a program sent it: whom it went to says nothing."""

    @property
    def when(self) -> str:
        """Day and minute, as `Place.when`."""
        return self.written.strftime("%Y-%m-%d %H:%M") if self.written else ""


def head(message: bytes) -> Head:
    """The head of a message as it lies in a file."""
    return head_of(_fields(message[:_LONGEST_HEAD]))


def head_of(fields: Iterable[tuple[str, bytes]]) -> Head:
    """The head that these fields, names and values, make."""
    said: dict[str, bytes] = {}
    for name, value in fields:
        said.setdefault(name.lower(), value[:_LONGEST_FIELD])
    senders = _people(said.get("from") or said.get("sender") or b"")
    by_machine = any(name in said for name in ("list-unsubscribe", "list-id", "auto-submitted", "x-mailing-list"))
    bulk = said.get("precedence", b"").strip().lower() in (b"bulk", b"list", b"junk")
    return Head(
        id=next(_ids(said.get("message-id", b"")), ""),
        answers=tuple(dict.fromkeys([*_ids(said.get("references", b"")), *_ids(said.get("in-reply-to", b""))])),
        group=said.get("x-gm-thrid", b"").strip().decode("ascii", "ignore"),
        subject=fold(decoded_words(said.get("subject", b""))),
        sender=senders[0] if senders else NOBODY,
        to=tuple(_people(said.get("to", b""))),
        written=_moment(said.get("date", b"")) or _moment(said.get("received", b"").rpartition(b";")[2]),
        by_machine=(by_machine and said.get("auto-submitted", b"").strip().lower() != b"no") or bulk,
    )


def names_of(people: Iterable[Person]) -> dict[str, str]:
    """By address, the name that it is given most often; of those the first one."""
    given: dict[str, Counter[str]] = {}
    for name, address in people:
        if name and address:
            given.setdefault(address, Counter())[name] += 1
    return {address: names.most_common(1)[0][0] for address, names in given.items()}


def _fields(message: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and unfolded values down to the first blank line."""
    name, value = "", b""
    for line in message.split(b"\n"):
        if not line.strip():
            break
        if line[:1] in b" \t":
            value += b" " + line.strip() if len(value) < _LONGEST_FIELD else b""
            continue
        if name:
            yield name, value
        before, colon, after = line.partition(b":")
        name, value = (before.decode("ascii", "replace"), after.strip()) if colon else ("", b"")
    if name:
        yield name, value


def decoded_words(value: bytes) -> str:
    """The words of a field, its encoded ones decoded."""
    text = decoded(value, "")
    if "=?" in text:
        with contextlib.suppress(HeaderParseError, binascii.Error, ValueError):
            text = "".join(
                decoded(part, charset or "") if isinstance(part, bytes) else part
                for part, charset in decode_header(text)
            )
    return tidy(text, [])


def _people(value: bytes) -> list[Person]:
    text = decoded(value, "")
    one = _ONE.match(text)
    try:
        # The parser takes ten times as long for what nearly every message has.
        found = [(one["name"], one["address"])] if one else getaddresses([text])[:_MOST_PEOPLE]
    except RecursionError:
        return []
    people = (Person(_name(decoded_words(name.encode())), address.lower().strip()) for name, address in found)
    return [person for person in people if person.name or "@" in person.address]


def _name(said: str) -> str:
    """A name as it is spoken: "Lee, Ann" is Ann Lee, and the list that it came by is no part of it."""
    name = _VIA.sub("", fold(said)).strip("'\"` ,;")
    turned = _TURNED.match(name)
    name = f"{turned[2]} {turned[1]}" if turned and len(name.split()) <= 4 else name
    return "" if _ADDRESS.fullmatch(name) or not re.search(r"\w", name) else name


def _ids(value: bytes) -> Iterator[str]:
    text = value.decode("ascii", "ignore")
    found = _ID.findall(text)
    bare = _BARE_ID.match(text)
    yield from (one for one in found if "@" in one or len(one) > 5)
    if not found and bare:
        yield bare[1]


def _moment(value: bytes) -> datetime | None:
    try:
        said = parsedate_tz(value.decode("ascii", "ignore"))
        if said is None:
            return None
        moment = datetime(*said[:6], tzinfo=timezone(timedelta(seconds=said[9] or 0)))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if 1970 <= moment.year <= 2100 else None
