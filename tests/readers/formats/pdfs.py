"""Small PDFs: words at places, in Helvetica or one of its kin, on pages of 600 by 800 points."""

import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PLAIN, BOLD, MONO = "F1", "F2", "F3"
_FONTS = {PLAIN: "Helvetica", BOLD: "Helvetica-Bold", MONO: "Courier"}


class Put(NamedTuple):
    """Words whose first letter stands at x, y."""

    x: float
    y: float
    words: str
    size: float = 10
    font: str = PLAIN
    before: str = ""
    """Drawing orders, such as a colour."""


def lines(x: float, top: float, *words: str, size: float = 10) -> list[Put]:
    """One below the other, 12 points apart."""
    return [Put(x, top - 12 * at, line, size) for at, line in enumerate(words)]


def pdf(*pages: Sequence[Put], about: Mapping[str, str] | None = None, trailer: str = "") -> bytes:
    """The file; `about` is what it says of itself, `trailer` more entries such as /Encrypt."""
    fonts = " ".join(f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} >>" for key, name in _FONTS.items())
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    told = " ".join(f"/{key} ({value})" for key, value in (about or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        f"<< {told} >>".encode(),
    ]
    for at, page in enumerate(pages):
        drawn = zlib.compress("\n".join(_drawn(put) for put in page).encode("latin-1"))
        resources = f"/Resources << /Font << {fonts} >> >> /MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * at} 0 R >>".encode())
        objects.append(f"<< /Length {len(drawn)} /Filter /FlateDecode >>\nstream\n".encode() + drawn + b"\nendstream")
    return _filed(objects, f"/Root 1 0 R /Info 3 0 R {trailer}")


def _drawn(put: Put) -> str:
    words = put.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {put.before} BT /{put.font} {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm ({words}) Tj ET Q"


def _filed(objects: Sequence[bytes], trailer: str) -> bytes:
    file = b"%PDF-1.4\n"
    starts = []
    for at, body in enumerate(objects, 1):
        starts.append(len(file))
        file += b"%d 0 obj\n" % at + body + b"\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\n"
    return file + f"{end}startxref\n{len(file)}\n%%EOF\n".encode()
