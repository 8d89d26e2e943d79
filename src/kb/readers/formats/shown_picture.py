"""The bytes of an image to a picture of a source and the block that shows it."""

import hashlib

from kb.knowledge import Picture
from kb.markup import escape, fold
from kb.readers.blocks import Draft

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))


def picture(data: bytes, says: str) -> tuple[Picture, Draft] | None:
    """The picture and its block, whose text is what the image's author says that it shows; None for other bytes."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    kind = "webp" if webp else next((kind for mark, kind in _KINDS if data.startswith(mark)), "")
    if not kind:
        return None
    name = f"{hashlib.sha256(data).hexdigest()[:12]}.{kind}"
    alt = fold(says)
    return Picture(name, data), Draft(alt, (1, 1), "image", f"![{escape(alt)}](../assets/{name})")
