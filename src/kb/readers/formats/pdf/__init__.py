"""PDF to paragraphs with the page each stands on; scans, locked and broken files are told apart."""

import json
import re
from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.blocks import number
from kb.readers.decode import tidy
from kb.readers.formats.pdf import layout as pdf_layout
from kb.readers.unpacking.apart import Died, ask
from kb.readers.formats.pdf.about import address, authors, made, stamped, title
from kb.readers.formats.pdf.printed import SOFT, Pages, Printed
from kb.readers.formats.pdf.running_heads import without_running_heads
from kb.readers.reader import Beside, Unreadable

kind = "pdf"

_PARSER = "kb.readers.formats.pdf.parser"
_MOST_BYTES = 500_000_000
_KEPT = "\ue0fe"
_FEW = 20
"""Letters on a page that holds no text worth the name."""
_OPENING = re.compile(rb"\A\s*%PDF-\d|[\r\n\x00]%PDF-\d\.\d")


def recognise(name: str, data: bytes) -> str | None:
    head = data[:1024]
    opens = _OPENING.search(head)
    # Words about the format may quote its first line; junk before a PDF is followed by objects.
    if not opens or (opens.start() and b" obj" not in data[:8192]):
        return None
    return "begins as a PDF"


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    if len(data) > _MOST_BYTES:
        return Unreadable("is a PDF of more than 500 MB", "Split it and put the parts into raw/.")
    answer = ask(_PARSER, data)
    if isinstance(answer, Died):
        return Unreadable(f"is a PDF that {answer.why}", "Print it to a new PDF, or save its text, and use that file.")
    pages = _pages(answer)
    return _refusal(pages) or [_reading(pages)]


def _pages(answer: bytes) -> Pages:
    said = json.loads(answer)
    return Pages(**{**said, "lines": [Printed(*line) for line in said["lines"]]})


def _tidied(lines: Sequence[Printed], warnings: list[str]) -> list[Printed]:
    """The lines as text readers see theirs: composed letters, nothing invisible."""
    marked = tidy("\n".join(line.text.replace(SOFT, _KEPT).replace("\n", " ") for line in lines), warnings)
    texts = (text.replace(_KEPT, SOFT) for text in marked.split("\n"))
    return [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]


def _refusal(pages: Pages) -> Unreadable | None:
    if pages.fault == "encrypted":
        return Unreadable("is a PDF locked with a password", "Save a copy without the password and use that file.")
    if pages.fault or not pages.heights:
        return Unreadable("is a PDF that is broken or cut off", "Fetch it again, or print it to a new PDF.")
    letters = [0] * len(pages.heights)
    for line in pages.lines:
        letters[line.page - 1] += len(line.text.strip())
    if sum(count < _FEW for count in letters) > len(letters) / 2:
        return Unreadable(
            "is a PDF of scanned pages: needs OCR", "Run it through a text recogniser such as ocrmypdf first."
        )
    return None


def _reading(pages: Pages) -> Reading:
    warnings = [f"{pages.hidden} hidden words dropped"] if pages.hidden else []
    shown = _tidied(pages.lines, warnings)
    turned = [line for line in shown if line.turned]
    # A note along the margin is no text; a table on its side is.
    upright = [line for line in shown if not line.turned] if len(turned) * 5 < len(shown) else shown
    lines = without_running_heads(upright, pages.heights)
    first = "\n".join(line.text for line in shown if line.page == shown[0].page)
    published = stamped(first)
    created = "" if published else made(pages.about)
    if created:
        warnings.append(f"dated {created}, when the file was made")
    return Reading(
        kind,
        "",
        title(pages.about) or pdf_layout.largest(lines),
        number(pdf_layout.drafts(lines)),
        author=authors(pages.about),
        published=published or created,
        url=address(first),
        warnings=tuple(warnings),
    )
