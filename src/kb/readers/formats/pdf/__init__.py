"""PDF to paragraphs with the page each stands on; scans, locked and broken files are told apart."""

import json
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from kb.knowledge import Reading
from kb.readers.blocks import number
from kb.readers.decode import tidy
from kb.readers.formats.pdf.about import address, authors, made, stamped, title
from kb.readers.formats.pdf.headings import largest
from kb.readers.formats.pdf.layout import drafts
from kb.readers.formats.pdf.printed import SOFT, Pages, Printed
from kb.readers.formats.pdf.running_heads import without_running_heads
from kb.readers.reader import Beside, Unreadable, words_dropped
from kb.readers.unpacking.apart import SECONDS, Died, ask

kind = "pdf"

_PARSER = "kb.readers.formats.pdf.parser"
_MOST_BYTES = 500_000_000
_KEPT = "\ue0fe"
_MOST_NAMED = 10
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


def read(
    name: str, data: bytes, beside: Beside, *, seconds: float = SECONDS, parser: str = _PARSER
) -> Sequence[Reading] | Unreadable:
    """The parser, a module that is run as a process, gets so many seconds."""
    if len(data) > _MOST_BYTES:
        return Unreadable("is a PDF of more than 500 MB", "Split it and put the parts into raw/.")
    answer = ask(parser, data, seconds)
    if isinstance(answer, Died):
        return Unreadable(f"is a PDF that {answer.why}", "Print it to a new PDF, or save its text, and use that file.")
    pages = _pages(answer)
    return _refusal(pages) or [_reading(pages)]


def _pages(answer: bytes) -> Pages:
    said = json.loads(answer)
    return Pages(**{**said, "lines": [Printed(*line)._replace(cells=_cells(line[-1])) for line in said["lines"]]})


def _cells(said: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((left, right) for left, right in said)


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
    if sum(count < _FEW for count in _letters(pages)) > len(pages.heights) / 2:
        return Unreadable(
            "is a PDF of scanned pages: needs OCR", "Run it through a text recogniser such as ocrmypdf first."
        )
    return None


def _losses(pages: Pages) -> Iterator[str]:
    """What of the document did not come along."""
    if pages.count > len(pages.heights):
        yield f"only the first {len(pages.heights):,} of {pages.count:,} pages were read"
    if pages.damaged:
        named = ", ".join(map(str, pages.damaged[:_MOST_NAMED]))
        more = ", …" if len(pages.damaged) > _MOST_NAMED else ""
        yield f"pages that are damaged and left out: {named}{more}"
    empty = sum(count < _FEW for count in _letters(pages))
    if empty and empty > len(pages.damaged):
        yield f"{empty - len(pages.damaged)} of {len(pages.heights)} pages hold no text: a picture, or empty"
    if pages.coded:
        yield f"{pages.coded} lines left out, in a font that does not say which letters it draws"
    if pages.hidden:
        yield words_dropped(pages.hidden)


def _letters(pages: Pages) -> list[int]:
    """How many letters each page has."""
    letters = [0] * len(pages.heights)
    for line in pages.lines:
        letters[line.page - 1] += len(line.text.strip())
    return letters


def _reading(pages: Pages) -> Reading:
    warnings = list(_losses(pages))
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
    named = title(pages.about) or largest(lines)
    return Reading(
        kind,
        "",
        named,
        number(drafts(lines, pages.heights, named)),
        author=authors(pages.about),
        published=published or created,
        url=address(first),
        warnings=tuple(warnings),
        engine=f"pypdfium2 {version('pypdfium2')}",
    )
