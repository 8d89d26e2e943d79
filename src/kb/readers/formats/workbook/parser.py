"""An Excel workbook to its blocks. Run as a process: the workbook comes in, JSON goes out."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kb.readers.blocks import Draft
from kb.readers.decode import tidy
from kb.readers.formats.dataset.columns import counted
from kb.readers.formats.workbook.sheet import sheet_drafts
from kb.readers.unpacking.apart import serve
from kb.readers.unpacking.document import Document, opened
from kb.readers.unpacking.office_about import about, check
from kb.readers.unpacking.packed import Packed

_MOST_CELLS = 2_000_000
_BROKEN = (LxmlError, ParseError, InvalidFileException, AttributeError, TypeError, IndexError)
"""What openpyxl raises where a part is missing or is not what it should be."""
# A formula without <v>: programs that write workbooks leave the computing to Excel.
_UNCOMPUTED = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")


def document(data: bytes) -> Document:
    """What the sheets show: values, with those of formulas as they were last computed."""
    return opened(data, lambda packed: _read(data, packed), _BROKEN)


def _read(data: bytes, packed: Packed) -> Document:
    check(packed)
    found = about(packed)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    left = _MOST_CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            found.warnings.append(f"sheet {sheet.title!r} is hidden and left out")
            continue
        # Some programs declare a sheet as one cell large, and openpyxl believes them.
        sheet.reset_dimensions()
        rows = _Rows(sheet.iter_rows(), left)
        drafts = sheet_drafts(sheet.title, rows, found.warnings)
        left = rows.left
        if rows.cut:
            found.warnings.append(f"sheet {sheet.title!r} is counted up to row {rows.number:,}")
        if drafts:
            found.drafts += [Draft(sheet.title, (1, 1), "heading", level=2), *drafts]
    empty = sum(len(_UNCOMPUTED.findall(packed.read(name))) for name in packed.names() if _SHEETS.fullmatch(name))
    if found.drafts:
        shown = counted(sum(draft.level == 2 for draft in found.drafts), "sheet")
        found.drafts.insert(0, Draft(f"An Excel workbook of {shown}.", (1, 1)))
    if empty:
        found.warnings.append(f"{empty:,} formulas without a value: open the workbook, let it compute, and save it")
    return found


class _Rows:
    """The rows of a sheet as text, as long as there are cells left to read."""

    def __init__(self, rows: Iterable[Iterable[object]], left: int) -> None:
        self._rows = iter(rows)
        self.left = left
        self.number = 0
        self.cut = False

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._rows:
            if self.left <= 0:
                self.cut = True
                return
            cells = [_text(cell) for cell in row]
            self.left -= max(1, len(cells))
            self.number += 1
            yield cells


def _text(cell: object) -> str:
    """What a cell shows, as far as it does not depend on taste: days and times in ISO 8601, per cent as such."""
    value = getattr(cell, "value", None)
    match value:
        case None:
            return ""
        case str():
            return tidy(value, []).strip() if not value.isascii() or not value.isprintable() else value.strip()
        case bool():
            return "true" if value else "false"
        case int() | float():
            # Excel keeps 15 digits; the two more that a float may show are rounding.
            percent = "%" in (getattr(cell, "number_format", "") or "")
            return f"{value * 100:.10g}%" if percent else str(value) if isinstance(value, int) else f"{value:.15g}"
        case datetime():
            return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def answer(data: bytes) -> bytes:
    return document(data).dump().encode()


if __name__ == "__main__":
    serve(answer)
