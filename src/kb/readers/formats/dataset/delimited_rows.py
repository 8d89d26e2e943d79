"""A table of delimited values to its blocks, row by row."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from kb.readers.article import drafts as prose
from kb.readers.blocks import Draft
from kb.readers.decode import text_of, tidy
from kb.readers.formats.dataset.delimited import Delimited, sniffed
from kb.readers.formats.dataset.tabular import Tally
from kb.readers.reader import Line

_HEAD = 65_536
_LONGEST_CELL_LINES = 200


def head_of(data: bytes) -> str:
    """The first lines of a file, for a look at them."""
    head = data[:_HEAD]
    if len(data) > _HEAD:
        head = head[: head.rfind(b"\n") + 1] or head
    # UTF-16 shows by its zeros; guessing among other encodings takes long, and no delimiter depends on it.
    wide = text_of(head[: len(head) // 4 * 4]) if b"\x00" in head[:4096] else None
    text = wide[0] if wide else head.decode("utf-8", "replace")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def table_drafts(name: str, data: bytes, warnings: list[str]) -> list[Draft] | None:
    """The blocks of the table; None where the bytes are none."""
    decoded = text_of(data)
    how = sniffed(name, head_of(data))
    if decoded is None or how is None:
        return None
    warnings += decoded[2]
    text = tidy(decoded[0].lstrip("\ufeff"), warnings)
    del decoded
    found = _read(text, how, csv.QUOTE_MINIMAL, warnings)
    if found is None:
        warnings.append("a quotation mark that nothing closes: quotation marks are read as letters")
        found = _read(text, how, csv.QUOTE_NONE, warnings)
    return found


def _read(text: str, how: Delimited, quoting: Literal[0, 3], warnings: list[str]) -> list[Draft] | None:
    """None where a quotation mark opens a cell that swallows the lines below it."""
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=how.delimiter, quoting=quoting, skipinitialspace=how.spaced
    )
    rows = _filled(lines, how.width)
    above = [row for _, row in zip(range(how.above), rows, strict=False)]
    first = lines.line_num + 1
    tally = Tally(next(rows, [])) if how.named else Tally()
    last, odd = first, 0
    for row in rows:
        if any(cell.count("\n") > _LONGEST_CELL_LINES for cell in row):
            return None
        odd += len(row) != how.width
        tally.add(row)
        last = lines.line_num if tally.rows <= len(tally.first) else last
    warnings += _told(tally, how, odd)
    ending = f", with {how.words} between its values"
    return [*_words(above), *tally.drafts("A table", ending, (first, max(first, last)))]


def _filled(lines: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """The rows that hold something, without the empty cells that a delimiter at the end of a line leaves."""
    for row in lines:
        while len(row) > width and not row[-1].strip():
            row.pop()
        if any(cell and not cell.isspace() for cell in row):
            yield [cell.strip() for cell in row]


def _told(tally: Tally, how: Delimited, odd: int) -> list[str]:
    told = [] if how.named else ["has no row with the names of its columns"]
    if odd:
        told.append(f"{odd:,} of {tally.rows:,} rows don't have {how.width} cells, as most have")
    return told + tally.warnings()


def _words(above: Sequence[list[str]]) -> Iterator[Draft]:
    """What stands over the table."""
    lines = [Line(1, " ".join(cell for cell in row if cell)) for row in above]
    return chain.from_iterable(prose([line]) for line in lines)
