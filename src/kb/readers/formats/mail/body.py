"""The bytes of a message to its rows, the names of what is attached to it, its pictures and the mail inside it."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from kb.markup import fold
from kb.readers.decode import tidy
from kb.readers.formats.mail.charsets import decoded
from kb.readers.formats.mail.heads import Head, decoded_words, head_of
from kb.readers.formats.mail.places import Places
from kb.readers.formats.mail.rows import Row, of_html, of_plain

# Parts within parts without end keep the parser of the standard library busy.
_MOST_NESTED = 100
_LONGEST_TEXT = 5_000_000
_FEW = 60
_ADDRESS = re.compile(r"https?://\S+")
# A file in base64 that a gateway pasted among the words.
_ENCODED = re.compile(r"(?:^[ \t>]*[A-Za-z0-9+/=]{58,}[ \t]*\n){5,}(?:[ \t>]*[A-Za-z0-9+/=]{4,}[ \t]*$)?", re.M)
_UUENCODED = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} (?P<name>[^\n]{1,200})\n(?:[^\n]{1,90}\n)+?(?:end|====)[ \t]*$", re.M
)
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n?", re.M)
_SEAL = re.compile(r"^-----BEGIN PGP SIGNATURE-----\n[\s\S]*?(?:^-----END PGP SIGNATURE-----|\Z)", re.M)
_SECRET = re.compile(r"^-----BEGIN PGP MESSAGE-----\n[\s\S]*?(?:^-----END PGP MESSAGE-----|\Z)", re.M)
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_MAGIC = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF"}
# Smaller ones are the pixels that tell the sender who has read, and lines.
_LEAST_OF_PICTURE = 1_000
_SILENT = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
           "message/delivery-status", "text/rfc822-headers", "message/external-body")  # fmt: skip
_TEXTS = ("text/plain", "text/html", "text/enriched")
_CLOSED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


@dataclass(slots=True)
class Body:
    """What a message holds."""

    rows: list[Row] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    """Names of files."""
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Those that the message shows, by content id: extension and bytes."""
    inside: list[tuple[Head, "Body"]] = field(default_factory=list)
    """Messages that came as files of this one."""
    hidden: int = 0
    """Words that a style hides."""
    encrypted: bool = False
    broken: bool = False
    """Its parts could not be told apart."""
    lost: int = 0
    """Characters that no charset explains."""
    places: Places | None = None
    """Of its words in the raw file; None where each message is a file of its own in a folder."""


def body(message: bytes, first: int = 0) -> Body:
    """Never raises: what can't be read is told of. `first` is the line of the raw file on which the message begins."""
    found = Body(places=Places(message, first) if first else None)
    # Multipart or multipart, in any case of its first letter.
    if message.count(b"ultipart/") > _MOST_NESTED:
        found.broken = True
        return found
    try:
        root = email.message_from_bytes(message, policy=email.policy.compat32)
        if root.get_content_type() in _TEXTS and root.get_content_disposition() != "attachment":
            found.rows = _rows(root, root.get_content_type(), found)
        else:
            _take(root, found)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        found.broken = True
    return found


def _take(part: Message, into: Body) -> None:
    kind = part.get_content_type()
    if kind in _CLOSED:
        into.encrypted = into.encrypted or "signed" not in str(part.get_param("smime-type", ""))
    elif kind in _SILENT:
        return
    elif kind == "message/rfc822":
        _take_message(part, into)
    elif kind == "multipart/alternative":
        _take_best(part, into)
    elif kind.startswith("multipart/") and not part.is_multipart():
        # Without a boundary the parts can't be told apart: what is there is shown.
        into.rows += _rows(part, "text/plain", into)
    elif part.is_multipart():
        # A report of failed delivery brings back the message that was sent.
        report = kind == "multipart/report"
        for one in _parts(part):
            if not (report and one.get_content_type() == "message/rfc822"):
                _take(one, into)
    elif _is_text(part, kind):
        into.rows += [*([Row("")] if into.rows else []), *_rows(part, kind, into)]
    else:
        _take_file(part, kind, into)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _is_text(part: Message, kind: str) -> bool:
    attached = part.get_content_disposition() == "attachment"
    return kind in _TEXTS and not attached and not _name(part)


def _take_message(part: Message, into: Body) -> None:
    for one in _parts(part):
        inside = Body()
        _take(one, inside)
        into.inside.append((_head(one), inside))


def _head(message: Message) -> Head:
    fields = ((name, str(value).encode("utf-8", "surrogateescape")) for name, value in message.raw_items())
    return head_of(fields)


def _take_best(part: Message, into: Body) -> None:
    """The plain words, unless the HTML says far more, shows pictures, or says it without addresses in between."""
    plain: list[Row] = []
    rich = Body()
    for one in _parts(part):
        kind = one.get_content_type()
        if kind == "text/plain" and _is_text(one, kind) and not plain:
            plain = _rows(one, kind, into)
        elif kind == "text/html" and plain and not _is_poor(plain):
            continue
        else:
            # The page, often with its pictures or with files behind it.
            _take(one, rich)
    into.attached += rich.attached
    into.pictures |= rich.pictures
    into.inside += rich.inside
    into.encrypted = into.encrypted or rich.encrypted
    # Programs often leave the plain part empty, or say there that one needs another program.
    said = not plain or rich.pictures or _size(rich.rows) > 3 * _size(plain) or _is_full_of_addresses(plain)
    if rich.rows and said:
        into.rows += rich.rows
        into.hidden += rich.hidden
        into.lost += rich.lost
    else:
        into.rows += plain


def _is_poor(rows: list[Row]) -> bool:
    return _size(rows) < _FEW or _is_full_of_addresses(rows)


def _is_full_of_addresses(rows: list[Row]) -> bool:
    text = " ".join(row.text for row in rows)
    return sum(map(len, _ADDRESS.findall(text))) * 3 > len(text)


def _size(rows: list[Row]) -> int:
    return sum(len(row.text.split()) for row in rows)


def _rows(part: Message, kind: str, into: Body) -> list[Row]:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return []
    text = tidy(decoded(payload[:_LONGEST_TEXT], str(part.get_content_charset() or "")), [])
    into.lost += text.count("\ufffd")
    if kind == "text/html" or text[:200].lstrip().lower().startswith(("<html", "<!doctype html")):
        rows, hidden = of_html(text)
        into.hidden += hidden
        return rows
    # RFC 3676: a space at the end of a line says that the paragraph goes on.
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    spaceless = str(part.get_param("delsp", "")).lower() == "yes"
    return of_plain("".join(_without_machine_text(text, into)), flowed=flowed, spaceless=spaceless)


def _without_machine_text(text: str, into: Body) -> Iterator[str]:
    """The words without files, seals and secrets that stand among them."""
    if "-----BEGIN PGP" in text:
        into.encrypted = into.encrypted or bool(_SECRET.search(text))
        text = _SECRET.sub("", _SEAL.sub("", _SIGNED.sub("", text)))
    if "\nbegin" in f"\n{text}":
        into.attached += [fold(found["name"]) for found in _UUENCODED.finditer(text)]
        text = _UUENCODED.sub("", text)
    yield _ENCODED.sub("", text)


def _take_file(part: Message, kind: str, into: Body) -> None:
    shown = str(part.get("Content-ID") or "").strip().strip("<>")
    extension = _PICTURES.get(kind)
    if shown and extension and part.get_content_disposition() != "attachment":
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and len(payload) >= _LEAST_OF_PICTURE and payload.startswith(_MAGIC[extension]):
            into.pictures[shown] = (extension, payload)
        return
    name = _name(part)
    if name:
        into.attached.append(name)


def _name(part: Message) -> str:
    said = part.get_filename() or ""
    name = fold(decoded_words(said.encode("utf-8", "surrogateescape")))
    return name.replace("\\", "/").rpartition("/")[2][:200]
