"""The bytes of a mailbox to where its messages stand, and which bytes are a message or a mailbox at all."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from kb.readers.formats.page.saved import web_archive
from kb.readers.reader import Aside, Unreadable

_HEADS = 64_000
_FIELD = rb"[A-Za-z][A-Za-z0-9-]{0,75}:"
# RFC 4155; Thunderbird writes "From -" without a sender.
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*From (?:-? ?\r?\n|[^\n]{0,300}\d\d:\d\d[^\n]{0,80}\n)>?" + _FIELD)
# Many programs do not shield "From " in a text: a time in it and a field below it tell the real ones.
_SEPARATOR = re.compile(rb"^From (?:-? ?\r?$|[^\n]{0,300}?\d\d:\d\d[^\n]{0,80}$)(?=\n>?" + _FIELD + rb")", re.M)
_SHIELDED = re.compile(rb"^>(>*From )", re.M)
# .emlx: how many bytes the message has, the message, a property list.
_APPLE = re.compile(rb"(\d{1,9})[ \t]*\r?\n")
_HEADER = re.compile(rb"(?:" + _FIELD + rb"[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.I)
_SENDER = re.compile(rb"^(?:From|Sender):", re.I | re.M)
_POSTED = re.compile(
    rb"^(?:Message-ID|Received|MIME-Version|Delivered-To|Return-Path|X-Mailer|Newsgroups):", re.I | re.M
)
_DATED = re.compile(rb"^Date:[ \t]*(?:\w{3},[ \t]*)?\d{1,2} \w{3} \d{2,4} \d\d?:\d\d", re.I | re.M)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams of an .msg file are named so ([MS-OXMSG]).
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_NAMED = re.compile(rb"^(?:To|Subject|Date):", re.I | re.M)


def is_mailbox(data: bytes) -> bool:
    """Whether the file begins as an mbox does."""
    return _OPENING.match(data[:2000]) is not None


def is_message(name: str, data: bytes) -> bool:
    """Whether the file begins with the header of a message, and is no web page that was saved as one."""
    head = letter(data[: _HEADS + 20])[:_HEADS]
    found = _HEADER.match(head)
    if found is None or web_archive(data):
        return False
    fields = found.group()
    # Headers of HTTP and of markdown look alike: somebody must have sent it, and a blank line must end it.
    if not _SENDER.search(fields) or head[found.end() : found.end() + 2].lstrip(b"\r")[:1] not in (b"\n", b""):
        return False
    named = name.lower().endswith((".eml", ".emlx"))
    return bool(_POSTED.search(fields) or _DATED.search(fields) or (named and _NAMED.search(fields)))


def foreign(data: bytes) -> Unreadable | Aside | None:
    """What to do with mail that only one program reads; None for everything else."""
    if data.startswith(_OLE) and _OUTLOOK in data:
        hint = "Open it in Outlook or Thunderbird and save it as .eml, or drag it from the new Outlook into a folder."
        return Unreadable("is a message in Outlook's own form (.msg)", hint)
    if data.startswith(b"!BDN"):
        hint = "Import it into Thunderbird and export its folders as mbox, or run readpst; put those files into raw/."
        return Unreadable("is an Outlook data file (.pst or .ost)", hint)
    if data.startswith(b"// <!-- <mdb:mork:z"):
        return Aside("is the index of a mailbox in Thunderbird")
    return None


def letter(data: bytes) -> bytes:
    """The one message of a file, without the count of its bytes that Apple Mail puts before it."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    counted = _APPLE.match(data)
    return data[counted.end() : counted.end() + int(counted[1])] if counted else data


def spans(data: bytes) -> Iterator[tuple[int, int]]:
    """First and last byte of each message of a mailbox, without the line that tells it from the one before."""
    start = -1
    for found in _SEPARATOR.finditer(data):
        if start >= 0:
            yield start, found.start()
        start = found.end() + 1
    if start >= 0:
        yield start, len(data)


def lines_of(data: bytes, starts: Iterable[int]) -> list[int]:
    """The lines, 1-based, on which the given bytes stand, which are in order."""
    bounds = pairwise([0, *starts])
    return [1 + count for count in accumulate(data.count(b"\n", *bound) for bound in bounds)]


def unshielded(message: bytes) -> bytes:
    """The message without the marks that kept its own lines from ending it."""
    return _SHIELDED.sub(rb"\1", message)
