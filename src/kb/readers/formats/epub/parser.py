"""An EPUB book to its chapters in reading order. Run as a process: the book comes in, JSON goes out."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from kb.knowledge import Picture
from kb.readers.decode import tidy
from kb.readers.elements import elements
from kb.readers.pictures import Album
from kb.readers.reader import words_dropped
from kb.readers.unpacking.apart import serve
from kb.readers.unpacking.document import Document
from kb.readers.unpacking.packed import BROKEN, Packed, beside

_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_AROUND = frozenset("cover title-page titlepage toc copyright-page copyright loi lot landmarks".split())
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)[\"']")
_LONGEST = 30_000_000
_DRM = "Books bought with a copy protection can't be read; ask the shop for a free copy."


def document(data: bytes) -> Document:
    """What the book says."""
    try:
        book = Packed(data)
        fault = book.fault()
        if fault:
            return Document(fault=fault)
        if _protected(book):
            return Document(fault="with copy protection (DRM)", hint=_DRM)
        return _read(book)
    except (*BROKEN, ParseError):
        return Document(fault="that is broken or cut off")


def _protected(book: Packed) -> bool:
    """Whether anything but fonts is encrypted."""
    if "META-INF/encryption.xml" not in book.names():
        return False
    methods = [
        found.get("Algorithm") for found in _all(fromstring(book.read("META-INF/encryption.xml")), "EncryptionMethod")
    ]
    return any(method not in _FONTS for method in methods)


def _all(root: Element, name: str) -> Iterator[Element]:
    """The elements of a name, whatever their namespace."""
    return (one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)


def _read(book: Packed) -> Document:
    container = fromstring(book.read("META-INF/container.xml"))
    opf = next(root.get("full-path", "") for root in _all(container, "rootfile"))
    package = fromstring(book.read(opf))
    found = _about(package)
    missing = hidden = 0
    album = Album(cache(partial(_image, book)), "in it")
    for name in _spine(package, opf):
        try:
            text = _text(book.read(name)[:_LONGEST], found.warnings)
        except BROKEN:
            missing += 1
            continue
        chapter = elements(text, partial(_picture, album, name))
        found.drafts += chapter.drafts
        hidden += chapter.hidden
    found.warnings += [words_dropped(hidden)] if hidden else []
    found.warnings += [f"{missing} chapters are missing or broken"] if missing else []
    found.keep(album)
    return found


def _picture(album: Album, chapter: str, source: str) -> Picture | None:
    """The picture that an address in a chapter leads to."""
    return album.get(beside(chapter, unquote(source.partition("#")[0])))


def _image(book: Packed, name: str) -> bytes | None:
    """The bytes of a member; None where there is none, or it can't be read."""
    try:
        return book.read(name)
    except BROKEN:
        return None


def _spine(package: Element, opf: str) -> Iterator[str]:
    """The names of the chapters, in order, without covers and contents."""
    items = {item.get("id", ""): item for item in _all(package, "item")}
    around = {
        beside(opf, unquote(one.get("href", "").partition("#")[0]))
        for one in _all(package, "reference")
        if one.get("type", "") in _AROUND
    }
    for reference in _all(package, "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = beside(opf, unquote(item.get("href", "")))
        if name not in around:
            yield name


def _text(data: bytes, warnings: list[str]) -> str:
    declared = _ENCODING.search(data[:200])
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else declared[1].decode() if declared else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", "replace")
    return tidy(text, warnings)


def _about(package: Element) -> Document:
    people = [one for one in _all(package, "creator") if _role(one) in ("", "aut")]
    names = tuple(dict.fromkeys(" ".join((one.text or "").split()) for one in people))
    addresses = [(one.text or "").strip() for name in ("identifier", "source") for one in _all(package, name)]
    return Document(
        _first(package, "title"),
        tuple(name for name in names if name),
        _date(package),
        next((one for one in addresses if re.match(r"https?://\S+$", one)), ""),
        _first(package, "language").partition("-")[0].lower()[:3],
    )


def _role(creator: Element) -> str:
    return next((value for key, value in creator.items() if key.rpartition("}")[2] == "role"), "")


def _first(package: Element, name: str) -> str:
    return next((" ".join(one.text.split()) for one in _all(package, name) if one.text), "")


def _date(package: Element) -> str:
    """The date of publication; that of the file where the book gives no other."""
    found = re.match(r"\d{4}(?:-\d\d-\d\d)?", _first(package, "date"))
    try:
        return date.fromisoformat(found.group()).isoformat() if found and len(found.group()) == 10 else ""
    except ValueError:
        return ""


def answer(data: bytes) -> bytes:
    return document(data).dump().encode()


if __name__ == "__main__":
    serve(answer)
