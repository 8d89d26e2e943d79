"""A photograph, a screenshot, a scan to one reading: the picture, what is written in the file about it, its day."""

import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence

from defusedxml.ElementTree import fromstring

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.blocks import Draft, number
from kb.readers.decode import tidy
from kb.readers.paragraphs import fold
from kb.readers.pictures import extension, picture, shown
from kb.readers.reader import Aside, Beside, Overrides, Unreadable, broken
from kb.readers.sidecar import sidecar_of

kind = "image"

# XPTitle, ImageDescription, Artist, DateTimeOriginal, XPSubject: tags of Exif, those of 0x9C of Windows.
_TITLE, _DESCRIPTION, _ARTIST, _TAKEN, _SUBJECT = 0x9C9B, 0x010E, 0x013B, 0x9003, 0x9C9F
_EXIF = 0x8769
_SAID = ("Title", "Description", "description", "Caption", "Comment", "comment")
_MACHINE = re.compile(
    r"(?i)\A(?:OLYMPUS|DCIM|SAMSUNG|default|untitled|screenshot|created with |software:|ascii|charset|xmp\b|"
    r"optimized|lead technologies|file (?:source|written))|\A[\W\d_]*\Z"
)
"""What cameras and programs write where a caption belongs."""
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, AttributeError, struct.error)
"""What Pillow raises for the head of a broken image."""
_HINT = "Say what it shows in a file NAME.kb.yaml beside it (caption: ...), or run: kb ingest --describe-images"


def recognise(name: str, data: bytes) -> str | None:
    found = extension(data[:32])
    return f"begins like an image ({found})" if found else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    """The picture itself is shown on the source's page; only words that somebody wrote about it can be cited."""
    one = picture(data)
    if one is None:
        return Unreadable("is no image that a browser shows", "Save it as PNG or JPEG.")
    warnings: list[str] = []
    # Pillow reads no HEIC.
    about = {} if one.name.endswith(".heic") else _about(data)
    if about is None:
        return broken("an image")
    told = sidecar_of(name, beside)
    found = [told.caption, *_captions(about)] if told.caption else [*_captions(about)]
    captions = list(dict.fromkeys(fold(tidy(text, warnings)) for text in found))
    first = captions[0] if captions else ""
    drafts = [Draft(first, (1, 1), "image", shown(first, one))]
    drafts += [Draft(text, (1, 1)) for text in captions[1:]]
    drafts += _described(told)
    if not any(draft.text for draft in drafts):
        warnings.append(f"holds no words that can be cited. {_HINT}")
    return [Reading(kind, "", _title(about), number(drafts), author=_artist(about), published=_taken(about),
                    pictures=(one,), warnings=tuple(warnings))]  # fmt: skip


def _described(told: Overrides) -> Iterator[Draft]:
    """The words of whoever looked at the picture: not the picture's own, so they bear a name."""
    who = told.described_by or "a person"
    for paragraph in told.description.split("\n\n"):
        if paragraph.strip():
            yield Draft(fold(paragraph), (1, 1), "turn", speaker=f"{who}, describing the picture")
    for paragraph in told.transcription.split("\n\n"):
        if paragraph.strip():
            yield Draft(fold(paragraph), (1, 1), "quote", f"> {escape(fold(paragraph))}",
                        speaker=f"{who}, reading what is written in it")  # fmt: skip


def _about(data: bytes) -> Mapping[object, object] | None:
    """What the file says of itself by the numbers and names of its fields; None when it can't be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            found: dict[object, object] = dict(image.info.items())
            exif = image.getexif()
            found.update(exif.items())
            found.update(exif.get_ifd(_EXIF).items())
            found["xmp"] = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
            return found
    except _BROKEN:
        return None


def _captions(about: Mapping[object, object]) -> Iterator[str]:
    """The words about the picture, the surest first."""
    # Text chunks of PNG first, which people and editors fill; cameras write into the fields of Exif.
    fields = (*_SAID, _DESCRIPTION, _SUBJECT)
    for text in (*(_text(about.get(key)) for key in fields), *_said_in_xmp(about.get("xmp"))):
        if text and not _MACHINE.match(text) and len(text) < 10_000:
            yield text


def _text(value: object) -> str:
    """A field of EXIF may be bytes: Windows writes UTF-16, cameras ASCII."""
    if isinstance(value, bytes):
        wide = len(value) > 3 and value[1::2].count(0) * 2 > len(value[1::2])
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    return value.replace("\x00", "").strip() if isinstance(value, str) else ""


def _said_in_xmp(packet: object) -> list[str]:
    """The description and the title of an XMP packet (Dublin Core, in RDF)."""
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes) or len(data) > 1_000_000:
        return []
    try:
        root = fromstring(data)
    except (SyntaxError, ValueError):
        return []
    wanted = [one for one in root.iter() if str(one.tag).endswith(("}description", "}title"))]
    return [fold("".join(one.itertext())) for one in wanted]


def _title(about: Mapping[object, object]) -> str:
    found = _text(about.get("Title")) or _text(about.get(_TITLE))
    return "" if _MACHINE.match(found) else fold(found)


def _artist(about: Mapping[object, object]) -> tuple[str, ...]:
    found = _text(about.get("Author")) or _text(about.get(_ARTIST))
    return (fold(found),) if found and not _MACHINE.match(found) else ()


def _taken(about: Mapping[object, object]) -> str:
    """The day it was taken; a day that the file was written is none."""
    found = re.match(r"((?:19|20)\d\d)[:-](\d\d)[:-](\d\d)", _text(about.get(_TAKEN)))
    return "-".join(found.groups()) if found and "00" not in found.groups() else ""
