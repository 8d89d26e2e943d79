"""A Parquet table to its blocks. Run as a process: the table comes in, JSON goes out."""

import io
from collections.abc import Iterable
from datetime import date, datetime

from arro3.io import read_parquet

from kb.readers.decode import tidy
from kb.readers.formats.dataset.columns import counted
from kb.readers.formats.dataset.tabular import Tally
from kb.readers.unpacking.apart import serve
from kb.readers.unpacking.document import Document

_AT_ONCE = 5000


def document(data: bytes) -> Document:
    """What the table holds. A broken file ends the process: the library raises no error of its own."""
    # What describes the columns stands at the end, between its length and this mark.
    if not data.endswith(b"PAR1"):
        return Document(fault="that is broken or cut off")
    batches = read_parquet(io.BytesIO(data), batch_size=_AT_ONCE)
    tally = Tally(batches.schema.names)
    for batch in batches:
        columns = [[_cell(one) for one in column.to_pylist()] for column in batch.columns]
        for row in zip(*columns, strict=True):
            tally.add(row)
    found = Document(drafts=list(tally.drafts("A Parquet table")))
    found.warnings += tally.warnings()
    return found


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return tidy(value, []).strip()
        case bool():
            return "true" if value else "false"
        case bytes():
            return counted(len(value), "byte")
        case datetime():
            return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
        case date():
            return value.isoformat()
        case list() | tuple():
            return _listed(value)
        # A record within a cell has no place in a row of words.
        case dict():
            return counted(len(value), "field")
        case _:
            return str(value)


def _listed(values: Iterable[object]) -> str:
    some = list(values)
    return ", ".join(map(_cell, some)) if len(some) <= 5 else counted(len(some), "value")


def answer(data: bytes) -> bytes:
    return document(data).dump().encode()


if __name__ == "__main__":
    serve(answer)
