"""Data to one reading that says what it is, never all of it: CSV and its kin, JSON that nobody else knows, Parquet."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.blocks import Draft, number
from kb.readers.formats.dataset.delimited import sniffed
from kb.readers.formats.dataset.delimited_rows import head_of, table_drafts
from kb.readers.unpacking.document import read_apart
from kb.readers.unpacking.extras import missing
from kb.readers.formats.dataset.records import opens_json, record_drafts
from kb.readers.reader import Beside, Unreadable

kind = "dataset"

_PARQUET = b"PAR1"
_NO_TABLE = Unreadable("is no table, JSON or Parquet file", "Take `kind: dataset` out of its sidecar.")


def recognise(name: str, data: bytes) -> str | None:
    if data.startswith(_PARQUET):
        return "a Parquet table"
    json = opens_json(data)
    if json:
        return json
    found = sniffed(name, head_of(data)) if _may_be_text(data) else None
    return f"rows of {found.width} values with {found.words} between them" if found else None


def _may_be_text(data: bytes) -> bool:
    """Whether it is worth a look: archives, pictures and pages are not."""
    return not data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"RIFF", b"<"))


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    if data.startswith(_PARQUET):
        what = "a Parquet table"
        return missing(what, "parquet", "arro3.io") or read_apart(kind, what, "kb.readers.formats.dataset.parquet_table", data)
    warnings: list[str] = []
    try:
        drafts: list[Draft] | None = record_drafts(data, warnings) if opens_json(data) else None
    except RecursionError:
        return Unreadable("is JSON that is nested too deeply", "Save the part that matters as a file of its own.")
    except ValueError:
        return Unreadable("is JSON that is broken or cut off", "Export it again.")
    drafts = drafts or table_drafts(name, data, warnings)
    if drafts is None:
        return _NO_TABLE
    return [Reading(kind, "", "", number(drafts), warnings=tuple(dict.fromkeys(warnings)))]
