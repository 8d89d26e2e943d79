"""What a saved page holds within itself: `data:` URIs, which are cut out of its text, and parts of a web archive."""

import base64
import re
from email.message import Message
from urllib.parse import unquote_to_bytes

_DATA = re.compile(r"data:[\w/+.-]{0,60}(?:;[\w=-]{0,40}){0,4},[^\"'\s<>)]{80,}")
_IMAGE = re.compile(r"data:(?:image/(?!svg)|application/octet-stream|binary/|[;,])", re.I)
_TOKEN = "data:,kb-"
_VARIABLE = re.compile(rf"(--sf-img-\d{{1,6}})\s*:\s*url\(\s*[\"']?({_TOKEN}\d+)")
_NOTHING = "data:,"


class Embedded:
    """The files inside one saved page."""

    def __init__(self) -> None:
        self._uris: list[str] = []
        self._numbers: dict[str, int] = {}
        self._variables: dict[str, str] = {}
        """Images that a page of SingleFile shows several times, by the style variables that draw them."""
        self._parts: dict[str, Message] = {}

    def cut_out(self, text: str) -> str:
        """The text with a few letters for each long `data:` URI: megabytes of them take the parser minutes."""
        cut = _DATA.sub(self._token, text)
        self._variables |= dict(_VARIABLE.findall(cut))
        return cut

    def _token(self, uri: re.Match[str]) -> str:
        found = uri.group()
        if not _IMAGE.match(found):
            return _NOTHING
        number = self._numbers.setdefault(found, len(self._uris))
        self._uris += [found] if number == len(self._uris) else []
        return f"{_TOKEN}{number}"

    def add(self, part: Message) -> None:
        """Keep a part of a web archive under the names that the page calls it by."""
        number, place = part.get("Content-ID"), part.get("Content-Location")
        if number:
            self._parts.setdefault("cid:" + str(number).strip(" <>\r\n\t"), part)
        if place:
            self._parts.setdefault("".join(str(place).split()), part)

    def get(self, reference: str) -> bytes | None:
        """The bytes of the file; None where the page does not hold it."""
        reference = self._variables.get(reference, reference)
        number = reference.removeprefix(_TOKEN)
        if number != reference:
            return _decoded(self._uris[int(number)]) if number.isdecimal() and int(number) < len(self._uris) else None
        part = self._parts.get(reference)
        data = part.get_payload(decode=True) if part is not None and not part.is_multipart() else None
        return data if isinstance(data, bytes) else None


def _decoded(uri: str) -> bytes | None:
    head, _, data = uri.partition(",")
    raw = unquote_to_bytes(data)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except ValueError:
        return None
