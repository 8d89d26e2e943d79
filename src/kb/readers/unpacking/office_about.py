"""What an Office file says of itself: title, people, the day it was made; and whether its parts are safe to open."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from kb.readers.unpacking.document import Document
from kb.readers.unpacking.packed import Packed

_CORE = "docProps/core.xml"
_TEMPLATES = ("2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z")
"""What python-docx and python-pptx leave in every file they make."""
_EMPTY_TITLES = re.compile(
    r"PowerPoint[ -]Pr\w+|Presentation ?\d*|Präsentation ?\d*|Slide \d+|Book ?\d*|Mappe ?\d*", re.I
)


def about(packed: Packed) -> Document:
    """A document without blocks. Raises what defusedxml and BROKEN raise."""
    if _CORE not in packed.names():
        return Document()
    said = dict(_said(fromstring(packed.read(_CORE))))
    made = re.match(r"\d{4}-\d\d-\d\d", said.get("created", "") or said.get("modified", ""))
    published = made.group() if made and said.get("created") not in _TEMPLATES else ""
    names = tuple(name.strip() for name in said.get("creator", "").split(";") if _is_name(name.strip()))
    warnings = [f"dated {published}, when the file was made"] if published else []
    title = said.get("title", "")
    return Document("" if _EMPTY_TITLES.fullmatch(title) else title, names, published, warnings=warnings)


def check(packed: Packed) -> None:
    """Raises ValueError where a part declares entities: no Office program does, and they can grow without end."""
    for name in packed.names():
        if name.endswith((".xml", ".rels")) and b"<!ENTITY" in packed.read(name)[:65_536]:
            raise ValueError(name)


def _said(core: Element) -> Iterator[tuple[str, str]]:
    for one in core:
        yield one.tag.rpartition("}")[2], " ".join((one.text or "").split())


def _is_name(name: str) -> bool:
    """Whether a creator is somebody, and no program or account."""
    programs = r"python-docx|openpyxl|xlsxwriter|steve canny|microsoft|\buser\b|admin|[\\/@_\d]|^un-?named$"
    return bool(name) and not re.search(programs, name, re.I)
