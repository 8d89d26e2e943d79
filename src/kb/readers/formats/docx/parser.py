"""A Word document to its blocks. Run as a process: the document comes in, JSON goes out."""

import hashlib
import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import mammoth  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring

from kb.readers.decode import tidy
from kb.readers.elements import elements, lowered, raised
from kb.readers.pictures import Album
from kb.readers.reader import words_dropped
from kb.readers.unpacking.apart import serve
from kb.readers.unpacking.document import Document
from kb.readers.unpacking.office_about import about
from kb.readers.unpacking.packed import BROKEN, Packed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BODY = "word/document.xml"
_STYLES = """
p[style-name='Caption'] => figcaption:fresh
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
"""
_DEEP = "that is nested too deeply"


def document(data: bytes) -> Document:
    """What the document shows, with tracked changes as accepted and without comments."""
    try:
        packed = Packed(data)
        fault = packed.fault()
        return Document(fault=fault) if fault else _read(packed)
    except RecursionError:
        return Document(fault=_DEEP)
    except (*BROKEN, ParseError, AttributeError, TypeError, IndexError):
        return Document(fault="that is broken or cut off")


def _read(packed: Packed) -> Document:
    found = about(packed)
    body = fromstring(packed.read(_BODY))
    hidden = _without_hidden(body)
    _with_equations(body)
    images = _Images()
    shown = mammoth.convert_to_html(
        _again(packed, tostring(body)), style_map=_STYLES, convert_image=mammoth.images.img_element(images.source)
    )
    album = Album(images.found.get, "in it")
    found.drafts = elements(tidy(shown.value, found.warnings), album.get).drafts
    found.warnings += [words_dropped(hidden)] if hidden else []
    found.keep(album)
    return found


class _Images:
    """The bytes of a document's images, by the names that they bear on their way through its HTML."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def source(self, image: mammoth.documents.Image) -> dict[str, str]:
        """The attributes of an image; one that lies elsewhere, or is broken, keeps only its description."""
        try:
            with image.open() as file:
                data = file.read()
        except BROKEN:
            return {}
        name = f"kb-{hashlib.sha256(data).hexdigest()}"
        self.found[name] = data
        return {"src": name}


def _again(packed: Packed, body: bytes) -> io.BytesIO:
    """The document with another body; every other part goes through a parser that opens no entities."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in packed.names():
            part = body if name == _BODY else packed.read(name)
            if name.endswith((".xml", ".rels")) and name != _BODY:
                fromstring(part)
            archive.writestr(name, part)
    file.seek(0)
    return file


def _without_hidden(body: Element) -> int:
    """Takes out the runs that Word does not show, or nobody can see, and counts their words."""
    shaded = body.find(f".//{_W}shd") is not None
    words = 0
    for parent in body.iter():
        for run in [child for child in parent if child.tag == f"{_W}r" and _is_hidden(child, shaded=shaded)]:
            words += len("".join(text.text or "" for text in run.iter(f"{_W}t")).split())
            parent.remove(run)
    return words


def _is_hidden(run: Element, *, shaded: bool) -> bool:
    """White letters count where nothing in the document is shaded."""
    given = {one.tag.removeprefix(_W): one.get(f"{_W}val", "1") for one in run.findall(f"{_W}rPr/*")}
    vanishes = given.get("vanish", "0") not in ("0", "false", "off")
    white = given.get("color", "").upper() == "FFFFFF" and not shaded and "highlight" not in given
    size = given.get("sz", "20")
    return vanishes or white or (size.isdecimal() and int(size) <= 4)


def _with_equations(body: Element) -> None:
    """Puts the signs of each equation into its place, in a row."""
    for parent in list(body.iter()):
        for equation in [child for child in parent if child.tag == f"{_M}oMath"]:
            run = Element(f"{_W}r")
            SubElement(run, f"{_W}t").text = _signs(equation)
            inside = parent.tag == f"{_W}p"
            tail, at = equation.tail, list(parent).index(equation)
            parent.remove(equation)
            parent.insert(at, run if inside else _alone(parent, run))
            parent[at].tail = tail


def _signs(part: Element) -> str:
    """A part of an equation on one line, with nothing lost that makes it another number."""
    inner = {child.tag.removeprefix(_M): _signs(child) for child in part}
    match part.tag.removeprefix(_M):
        case "t":
            return part.text or ""
        case "f":
            return f"({inner.get('num', '')})/({inner.get('den', '')})"
        case "rad":
            return f"√({inner.get('e', '')})"
        case "sSup":
            return f"{inner.get('e', '')}{_marked('^', raised(inner.get('sup', '')))}"
        case "sSub":
            return f"{inner.get('e', '')}{_marked('_', lowered(inner.get('sub', '')))}"
        case _:
            return "".join(_signs(child) for child in part)


def _marked(mark: str, text: str) -> str:
    return f"{mark}({text})" if text.isascii() and text else text


def _alone(parent: Element, run: Element) -> Element:
    """An equation in a paragraph of equations: what holds them becomes something that words may stand in."""
    if parent.tag == f"{_M}oMathPara":
        parent.tag = f"{_W}ins"
    return run


def answer(data: bytes) -> bytes:
    return document(data).dump().encode()


if __name__ == "__main__":
    serve(answer)
