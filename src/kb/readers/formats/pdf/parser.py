"""A PDF to the lines of its pages, with their places and sizes. Run as a process: the PDF comes in, JSON goes out."""

import ctypes
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from statistics import median
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from kb.readers.formats.pdf.printed import SOFT, Pages, Printed
from kb.readers.unpacking.apart import serve

MOST_PAGES = 3000
_SMALLEST = 2.0
_WIDE = 1.6
_MONO = re.compile(r"mono|courier|consol|typewriter|cmtt|sftt|menlo|code", re.I)
_BOLD = re.compile(r"bold|black|heavy|cmbx", re.I)
_INVISIBLE = 3
_HYPHEN = "\x02"
"""What the parser writes for a hyphen at the end of a line."""
_CODES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_MOST_CODES = 0.3
"""Share of a line's letters; codes that a font gives to its shapes are no letters."""
_SAMPLE = 9
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


class _Letter(NamedTuple):
    at: int
    text: str
    left: float
    right: float
    bottom: float
    top: float


def pages(data: bytes, most: int = MOST_PAGES) -> Pages:
    """The lines in the order in which the PDF draws them, of the first `most` pages."""
    found = Pages()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Pages(fault="encrypted" if error.err_code in _LOCKED else "broken")
    found.about = document.get_metadata_dict(skip_empty=True)
    found.count = len(document)
    for number in range(1, min(found.count, most) + 1):
        try:
            page = document[number - 1]
            found.heights.append(page.get_height())
            _read(page, number, found)
        except pypdfium2.PdfiumError:
            found.heights += [0.0] * (number - len(found.heights))
            found.damaged.append(number)
    return found


def _read(page: pypdfium2.PdfPage, number: int, found: Pages) -> None:
    text = page.get_textpage()
    letters = list(_letters(text))
    unseen = _unseen(page, text, letters)
    found.hidden += len(unseen)
    gone = {index for word in unseen for index in word}
    for run in _runs(letters):
        kept = [letter for letter in run if letter.at not in gone]
        words = "".join(letter.text for letter in kept).strip()
        if len(_CODES.findall(words)) > _MOST_CODES * len(words):
            found.coded += 1
        elif words:
            found.lines.append(_line(text, kept, number))


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    box = pdfium.FS_RECTF()
    high = ""
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index) & 0x1FFFFF)
        if "\ud800" <= char <= "\udbff":
            high = char
            continue
        if "\udc00" <= char <= "\udfff":
            char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        elif char == _HYPHEN:
            char = SOFT
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        yield _Letter(index, char, box.left, box.right, box.bottom, box.top)


def _runs(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """The letters of each line; a hyphen at its end closes a line too."""
    run: list[_Letter] = []
    for letter in letters:
        if letter.text == SOFT and not any(one.text.strip() for one in run):
            # A hyphen that nothing stands before is no hyphen: it is a sign without a letter, before an item.
            run.append(letter._replace(text="•"))
            continue
        # Some programs write a bullet as a letter of a font of signs, and end it with a code.
        if letter.text == "\x01" and len(run) == 1 and run[0].text.isascii():
            run = [run[0]._replace(text="•")]
            continue
        if letter.text not in "\r\n":
            run.append(letter)
        elif len(run) == 1 and run[0].text == "•" and letter.text == "\r":
            continue
        if run and letter.text in ("\r", "\n", SOFT):
            yield run
            run = []
    if run:
        yield run


def _line(text: pypdfium2.PdfTextPage, run: list[_Letter], page: int) -> Printed:
    # White space that the parser made up has no place of its own.
    solid = [letter for letter in run if letter.text.strip() and letter.text != SOFT and letter.top > letter.bottom]
    solid = solid or run
    sample = solid[:: max(1, len(solid) // _SAMPLE)]
    size = median(_size(text, letter) for letter in sample)
    middle = solid[len(solid) // 2].at
    left, right = min(one.left for one in solid), max(one.right for one in solid)
    turned = abs(pdfium.FPDFText_GetCharAngle(text, middle)) > 0.3 and len(solid) > 1
    words, cells = _words(run, size)
    bold = all(_is_bold(text, letter.at) for letter in sample)
    return Printed(
        page,
        words,
        round(left, 1),
        round(right, 1),
        round(median(letter.bottom for letter in solid), 1),
        round(size, 1),
        bold,
        all(_is_mono(text, letter.at) for letter in sample),
        turned,
        tuple(cells),
    )


def _size(text: pypdfium2.PdfTextPage, letter: _Letter) -> float:
    """In points, as printed; the height of the letter's box where its font has none."""
    shape = pdfium.FS_MATRIX()
    given = pdfium.FPDFText_GetFontSize(text, letter.at)
    if given <= 0 or not pdfium.FPDFText_GetMatrix(text, letter.at, shape):
        return letter.top - letter.bottom
    return float(given * (shape.c**2 + shape.d**2) ** 0.5) or letter.top - letter.bottom


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name, _ = _font(text, index)
    return bool(pdfium.FPDFText_GetFontWeight(text, index) >= 600 or _BOLD.search(name))


def _is_mono(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name, fixed = _font(text, index)
    return fixed or _MONO.search(name) is not None


def _font(text: pypdfium2.PdfTextPage, index: int) -> tuple[str, bool]:
    """Name of a letter's font, and whether its letters are all of one width."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return name.value.decode("utf-8", "replace"), bool(flags.value & 1)


def _words(run: list[_Letter], size: float) -> tuple[str, list[tuple[float, float]]]:
    """The text of a line, with a tab where two words stand so far apart that they are cells; and the cells' places."""
    parts: list[str] = []
    cells: list[tuple[float, float]] = []
    before: _Letter | None = None
    for letter in run:
        if letter.text.strip() and letter.text != SOFT and letter.top > letter.bottom:
            apart = before is not None and letter.left - before.right > _WIDE * size
            parts += ["\t"] if apart else []
            left = letter.left if apart or not cells else cells.pop()[0]
            cells.append((left, letter.right))
            before = letter
        parts.append(letter.text)
    text = "".join(parts).replace("\x00", "")
    return text, [(round(left, 1), round(right, 1)) for left, right in cells] if "\t" in text else []


def _unseen(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, letters: list[_Letter]) -> list[list[int]]:
    """The words that nobody sees on the page: as specks, outside of it, or in the colour of what is behind them."""
    words = [list(word) for solid, word in groupby(letters, lambda one: bool(one.text.strip())) if solid]
    width, height = page.get_size()
    left, bottom, *_ = page.get_cropbox()
    secret = [_drawn_invisibly(text, word[0].at) for word in words]
    # A scan with the words recognised behind its picture is all invisible, and all to be seen.
    scanned = sum(secret) > len(words) / 2
    picture: _Picture | None = None
    found = []
    for word, invisible in zip(words, secret, strict=True):
        first = word[0]
        outside = (
            first.right < left or first.left > left + width or first.top < bottom or first.bottom > bottom + height
        )
        hidden = outside or 0 < first.top - first.bottom < _SMALLEST or (invisible and not scanned)
        if not hidden and _pale(text, first.at):
            picture = picture or _Picture(page)
            hidden = picture.is_blank(
                first.left - left, word[-1].right - left, first.bottom - bottom, first.top - bottom
            )
        if hidden:
            found.append([letter.at for letter in word])
    return found


def _drawn_invisibly(text: pypdfium2.PdfTextPage, index: int) -> bool:
    thing = pdfium.FPDFText_GetTextObject(text, index)
    return bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE


def _pale(text: pypdfium2.PdfTextPage, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) > 230 or alpha.value < 25


class _Picture:
    """A page as it looks, two dots a point."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._scale = min(2.0, 3000 / max(page.get_size()))
        self._bitmap = page.render(scale=self._scale, grayscale=True)
        self._dots = bytes(self._bitmap.buffer)

    def is_blank(self, left: float, right: float, bottom: float, top: float) -> bool:
        """Whether the box, in points, is all of one shade."""
        scale, stride, high = self._scale, self._bitmap.stride, self._bitmap.height
        rows = range(max(0, int(high - top * scale)), min(high, int(high - bottom * scale) + 1))
        first, last = max(0, int(left * scale)), min(self._bitmap.width, int(right * scale) + 1)
        shades = {shade for row in rows for shade in self._dots[row * stride + first : row * stride + last]}
        return not shades or max(shades) - min(shades) < 16


def answer(data: bytes) -> bytes:
    return json.dumps(asdict(pages(data))).encode()


if __name__ == "__main__":
    serve(answer)
