"""The pictures of a presentation to files of their own and the blocks that show them, each picture once."""

from collections import Counter
from collections.abc import Iterator

from pptx.shapes.picture import Picture

from kb.readers.blocks import Draft
from kb.readers.pictures import Album, block, description, picture

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SMALLEST = 48


class Pictures:
    """What was found so far."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}
        self.album = Album(self._blobs.get)
        self._left_out: Counter[str] = Counter()

    def drafts(self, shape: Picture) -> Iterator[Draft]:
        """The block of one picture; one that can't be shown is what its author says that it shows."""
        alt = _description(shape)
        try:
            image = shape.image
            data, extension, name = image.blob, image.ext.lower(), image.sha1
            small = max(image.size) < _SMALLEST and not alt
        except (AttributeError, ValueError, KeyError, OSError):
            # Linked, not embedded, or in a format that only Office draws: its words are all there is.
            self._left_out["linked or in a format of Office's own"] += 1
            yield from [Draft(alt, (1, 1))] if alt else []
            return
        if name in self._blobs or small:
            return
        self._blobs[name] = data
        one = self.album.get(name)
        if one is not None:
            yield block(alt, one)
            return
        self._left_out[f"in the {extension} format"] += picture(data) is None
        yield from [Draft(alt, (1, 1))] if alt else []

    def warnings(self) -> list[str]:
        return [f"{count} pictures left out: {why}" for why, count in (+self._left_out).items()]


def _description(shape: Picture) -> str:
    about = shape._element.find(f"{_P}nvPicPr/{_P}cNvPr")
    return description(about.get("descr", "") if about is not None else "")
