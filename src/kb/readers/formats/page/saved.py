"""The bytes of a saved page to its HTML and the address it was saved from; plain HTML, SingleFile and MHTML."""

import codecs
import email
import email.policy
import email.utils
import re
from dataclasses import dataclass, replace

from kb.readers.clock import iso_date
from kb.readers.decode import text_of
from kb.readers.reader import Unreadable

_COMMENTS = rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--(?s:.)*?-->\s*)*+"
_PAGE = re.compile(_COMMENTS + rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_FRAGMENT = re.compile(_COMMENTS + rb"<(?:div|p|h[1-6]|article|section|main|title|meta|table)\b", re.I)
_EXTENSIONS = (".html", ".htm", ".xhtml")
_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile[^\n]*\s+url:\s*(?P<url>\S+)"
    r"(?:\s+saved date:\s*\w+ (?P<month>\w{3}) (?P<day>\d{1,2}) (?P<year>\d{4}))?",
    re.I,
)
_SAVED_BY = re.compile(rb'^From:[ \t]*"?<?Saved by[^@\n]*$', re.I | re.M)
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.I | re.M)
_FIELD = re.compile(rb"\s*[A-Za-z-]+:")
_RELATED = re.compile(rb"\AMIME-Version:(?s:.){0,800}?multipart/related", re.I)
_POST = re.compile(
    rb"^(?:(?:To|Cc|Received|Message-ID|Delivered-To|Return-Path|Reply-To|X-Mailer):|(?:From|Sender):[^\n]*@)",
    re.I | re.M,
)
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset\s*=\s*[\"']?|\?xml[^>]{0,80}?encoding=[\"'])([\w.:-]{2,40})", re.I
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What browsers take these labels for; the labels themselves name smaller sets.
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
          "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
          "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874"}  # fmt: skip
_DATA = re.compile(r"data:[\w/+.-]{0,60}(?:;[\w=-]{0,40}){0,4},[^\"'\s<>)]{80,}")


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as it was saved."""

    html: str
    url: str = ""
    """Where it was saved from, as the program that saved it says."""
    captured: str = ""
    """The day on which it was saved, as that program says; ISO 8601."""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    lines: int = 0
    """How many lines the raw file has, where those of `html` are not its lines."""


def recognised(name: str, data: bytes) -> str | None:
    """Why the bytes are a saved page, from how they begin; None when they are not."""
    head = _narrow(data[:6000])
    if web_archive(data):
        return "has the headers of a web archive (MHTML)"
    if _PAGE.match(head):
        return "saved with SingleFile" if b"SingleFile" in head else "begins like a web page"
    if name.lower().endswith(_EXTENSIONS) and _FRAGMENT.match(head):
        return "holds HTML elements, as its name says"
    return None


def unpacked(data: bytes) -> Saved | Unreadable:
    """The page in the bytes; embedded files are cut out, line ends stay."""
    if not web_archive(data):
        return _decoded(data, "")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
            found = _decoded(payload, str(part.get_content_charset() or ""))
            lines = data.count(b"\n") + 1
            if isinstance(found, Unreadable):
                return found
            captured = _day(str(message.get("Date") or ""))
            return replace(found, url=url or found.url, captured=captured or found.captured, lines=lines)
    return Unreadable("is a web archive without a page in it", "Save the page again.")


def web_archive(data: bytes) -> bool:
    """Whether these are the headers of a web archive; those of a mail with pictures differ in who sent it to whom."""
    headers = re.split(rb"\r?\n\r?\n", _narrow(data[:6000]), maxsplit=1)[0].replace(b"\r", b"")
    if not _FIELD.match(headers):
        return False
    if _SAVED_BY.search(headers) or _SNAPSHOT.search(headers):
        return b"multipart/related" in headers.lower() or b"text/html" in headers.lower()
    return bool(_RELATED.match(headers)) and not _POST.search(headers)


def _narrow(head: bytes) -> bytes:
    """The beginning, one byte a letter, also where the file has two."""
    return head.removeprefix(codecs.BOM_UTF8) if not head.startswith(_MARKS[1:]) else head[2:].replace(b"\x00", b"")


def _decoded(data: bytes, declared: str) -> Saved | Unreadable:
    found = _by_declaration(data, declared) or text_of(data)
    if found is None:
        return Unreadable("holds binary data, not a web page", "Save the page again.")
    text, encoding, warnings = found
    text = _DATA.sub("data:,", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    single = _SINGLE_FILE.search(text[:6000])
    url = single["url"] if single else ""
    captured = iso_date(f"{single['day']} {single['month']} {single['year']}") if single and single["year"] else ""
    return Saved(text, url, captured, encoding, tuple(warnings))


def _day(header: str) -> str:
    """The day of a mail's date, or nothing."""
    try:
        return email.utils.parsedate_to_datetime(header).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _by_declaration(data: bytes, declared: str) -> tuple[str, str, list[str]] | None:
    """What the file says of its own encoding, unless it is plainly UTF-8 or bears a mark."""
    if data.startswith(_MARKS):
        return None
    found = _CHARSET.search(data[:4096])
    label = (declared or (found[1].decode("ascii", "replace") if found else "")).lower()
    # A mark that pages of two bytes a letter would need to be found at all.
    if not label or label.startswith(("utf-16", "utf-8", "utf8", "utf-32")):
        return None
    try:
        # Pages saved anew are written as UTF-8 and keep the old declaration.
        if not label.startswith("iso-2022"):
            return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    encoding = _WIDER.get(label, label)
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return None
    lost = text.count("\ufffd")
    return (
        None if lost * 20 > len(text) else (text, encoding, [f"{lost} broken characters, shown as \ufffd"] * bool(lost))
    )
