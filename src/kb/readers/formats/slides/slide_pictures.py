"""The pictures of a presentation to files of their own and the blocks that show them, each picture once."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from pptx.shapes.picture import Picture

from kb.markup import escape, fold
from kb.readers.blocks import Draft

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SHOWN = frozenset(("png", "jpg", "jpeg", "gif", "webp", "bmp"))
_SMALLEST = 48
_MOST_BYTES = 50_000_000
_BY_A_PROGRAM = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?)", re.S
)
_NO_WORDS = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)|(?:image|picture|grafik|bild) ?\d*", re.I)


class Pictures:
    """What was found so far."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        """By name, in base64."""
        self._left_out: Counter[str] = Counter()
        self._room = _MOST_BYTES

    def drafts(self, shape: Picture) -> Iterator[Draft]:
        """The block of one picture; a description that only names a file is none."""
        alt = _description(shape)
        try:
            image = shape.image
            data, extension = image.blob, image.ext.lower()
            small = max(image.size) < _SMALLEST and not alt
        except (AttributeError, ValueError, KeyError, OSError):
            # Linked, not embedded, or in a format that only Office draws: its words are all there is.
            self._left_out["linked or in a format of Office's own"] += 1
            yield from [Draft(alt, (1, 1))] if alt else []
            return
        name = f"{hashlib.sha256(data).hexdigest()[:12]}.{extension}"
        if name in self.kept or small:
            return
        if extension not in _SHOWN or len(data) > self._room:
            why = "too large together" if extension in _SHOWN else f"in the {extension} format"
            self._left_out[why] += 1
            yield from [Draft(alt, (1, 1))] if alt else []
            return
        self._room -= len(data)
        self.kept[name] = base64.b64encode(data).decode()
        yield Draft(alt, (1, 1), "image", f"![{escape(alt)}](../assets/{name})")

    def warnings(self) -> list[str]:
        return [f"{count} pictures left out: {why}" for why, count in self._left_out.items()]


def _description(shape: Picture) -> str:
    about = shape._element.find(f"{_P}nvPicPr/{_P}cNvPr")
    alt = fold(_BY_A_PROGRAM.sub("", about.get("descr", "") if about is not None else ""))
    return "" if _NO_WORDS.fullmatch(alt) else alt
