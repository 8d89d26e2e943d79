"""The bytes of images to pictures of a source, and the references to images in its markdown to those pictures."""

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from kb.knowledge import Picture
from kb.markup import escape, fold, readable
from kb.readers.blocks import Draft
from kb.readers.reader import Beside

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_BRANDS = {b"avif": "avif", b"avis": "avif", b"heic": "heic", b"heix": "heic", b"mif1": "heic"}
_LEAST_SIDE = 24
"""Pixels: what is smaller is a bullet, an icon or a tracker."""
_MOST = 300
_MOST_BYTES = 60_000_000
_REFERENCE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
    r"|!\[(?P<alt>[^\[\]\n]*)\]"
    r"\((?P<target><[^<>\n]+>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+[\"'(][^\n]*?[\"')])?\)"
    r"|!\[\[(?P<name>[^\[\]|\n]+?)(?:\|(?P<shown>[^\[\]\n]*))?\]\]"
)
_BY_A_PROGRAM = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?"
    r"|KI-generierte Inhalte können fehlerhaft sein\.?|Le contenu généré par l[’']IA peut être incorrect\.?"
    r"|El contenido generado por IA puede ser incorrecto\.?|AI 生成的内容可能不正确。)",
    re.S,
)
_NO_WORDS = re.compile(
    r"(?:refer to caption|image|photo|picture|grafik|bild|img|logo|icon|avatar|thumbnail|untitled|placeholder)?"
    r"[\s\d._-]*"
    r"|.+\.(?:png|jpe?g|gif|webp|avif|bmp|emf|wmf|tiff?|svg)|[a-z0-9.-]+(?:_[a-z0-9.-]+)+",
    re.I,
)
_SIZE = re.compile(r"\d+(?:x\d+)?\Z")
_WEB = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_ATTACHED = ("", "attachments/", "assets/", "images/", "_attachments/", "../attachments/", "../assets/", "../images/")
"""Where Obsidian and others keep what a note embeds by its name alone."""


def extension(data: bytes) -> str:
    """That of an image which a browser shows, by its bytes; empty for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    return next((name for mark, name in _MAGIC if data.startswith(mark)), "")


def picture(data: bytes) -> Picture | None:
    """The picture of these bytes; None when they are no image. An SVG is none: it is a program."""
    found = extension(data)
    return Picture(f"{hashlib.sha256(data).hexdigest()[:12]}.{found}", data) if found else None


def shown(alt: str, one: Picture) -> str:
    """The markdown that shows a picture on the page of its source."""
    return f"![{escape(' '.join(alt.split()))}](../assets/{one.name})"


def block(says: str, one: Picture) -> Draft:
    """The block of a picture whose author says in these words what it shows."""
    text = fold(says)
    return Draft(text, (1, 1), "image", shown(text, one))


def captioned(one: Picture, text: str, markdown: str) -> Draft:
    """The block of a picture with a caption, which is shown below it."""
    return Draft(text, (1, 1), "image", f"{shown('', one)}\n{markdown}")


def description(alt: str) -> str:
    """What a person wrote in the place of an image; nothing for what a program writes there, such as a file's name."""
    said = fold(_BY_A_PROGRAM.sub("", alt))
    return "" if _NO_WORDS.fullmatch(said) else said


def is_tiny(data: bytes) -> bool:
    """Whether nobody would miss the image: a bullet, an icon, a tracker's pixel."""
    sides = size(data)
    return sides is not None and min(sides) < _LEAST_SIDE


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, from the head of a PNG, GIF, WebP or JPEG; None where it doesn't say."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith(b"GIF8") and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data[8:12] == b"WEBP" and len(data) >= 30:
        return _size_of_webp(data)
    return _size_of_jpeg(data) if data.startswith(b"\xff\xd8\xff") else None


def _size_of_webp(data: bytes) -> tuple[int, int] | None:
    """The sides in the head of its first chunk (RFC 9649)."""
    match data[12:16]:
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    """The frame's sides; segments are passed over by their lengths (ITU T.81, annex B)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


@dataclass
class Album:
    """The pictures of one source, each once, found by whoever knows what a reference leads to."""

    find: Callable[[str], bytes | None]
    place: str = "beside it"
    """Where the pictures ought to be, in a warning."""
    pictures: list[Picture] = field(default_factory=list)
    missing: int = 0
    """References to files that are not there."""
    odd: int = 0
    """References to files that are no images a browser shows."""
    left_out: int = 0
    """Pictures beyond what one source may bring along."""

    def get(self, reference: str) -> Picture | None:
        """The picture that a reference leads to; None for one that is missing, tiny or no image."""
        data = self.find(reference)
        found = picture(data) if data and not is_tiny(data) else None
        self.missing += data is None
        self.odd += data is not None and not extension(data)
        return found if found is not None and self.keep(found) else None

    def keep(self, found: Picture) -> bool:
        """Whether the picture comes along: not where there are too many already."""
        if found.name in [one.name for one in self.pictures]:
            return True
        room = (
            len(self.pictures) < _MOST and sum(len(one.data) for one in self.pictures) + len(found.data) <= _MOST_BYTES
        )
        self.left_out += not room
        self.pictures += [found] if room else []
        return room

    @property
    def warnings(self) -> tuple[str, ...]:
        n, more = self.missing, self.left_out
        gone = f"{n} {'picture is' if n == 1 else 'pictures are'} missing {self.place}"
        return (*[gone] * bool(n), *[f"{more} of its pictures left out: too many, or too large"] * bool(more))


def beside_a_note(beside: Beside) -> Callable[[str], bytes | None]:
    """What finds the images that a note names, also by their names alone."""

    def find(reference: str) -> bytes | None:
        path = unquote(reference.partition("#")[0].partition("?")[0])
        places = _ATTACHED if "/" not in path else ("",)
        return next((data for place in places if (data := beside(posixpath.normpath(place + path)))), None)

    return find


def with_pictures(drafts: Iterable[Draft], album: Album) -> list[Draft]:
    """The drafts of a markdown file; where one refers to an image beside the file, it shows the picture."""
    return [_with_pictures(draft, album) for draft in drafts]


def _with_pictures(draft: Draft, album: Album) -> Draft:
    if draft.kind == "code" or "![" not in draft.markdown:
        return draft
    seen: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        if found["code"]:
            return found.group()
        reference = found["name"] or found["target"].strip("<>")
        one = None if _WEB.match(reference) else album.get(reference)
        if one is None:
            return found.group()
        alt = found["alt"] if found["alt"] is not None else _caption(found["shown"])
        seen.append(one.name)
        return shown(alt, one)

    made = _REFERENCE.sub(replaced, draft.markdown)
    alone = len(seen) == 1 and _REFERENCE.fullmatch(draft.markdown.strip()) is not None
    if not seen:
        return draft
    return replace(draft, text=readable(made), markdown=made, kind="image" if alone else draft.kind)


def _caption(shown: str | None) -> str:
    """What Obsidian writes behind the bar is a caption, or only how wide the image is."""
    return "" if not shown or _SIZE.match(shown) else shown
