"""Parquet tables."""

import io

import pytest
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from kb import readers
from kb.readers.reader import Overrides, Unreadable

MILLS = Table.from_pydict(
    {
        "name": Array(["Upper mill", "Lower mill", None], type=DataType.string()),
        "built": Array([1742, 1801, 1650], type=DataType.int64()),
        "dry": Array([True, False, True], type=DataType.bool()),
    }
)


def written(table: Table) -> bytes:
    file = io.BytesIO()
    write_parquet(table, file)
    return file.getvalue()


def test_a_table_says_what_its_columns_hold_and_how_it_begins() -> None:
    found = readers.read("mills.parquet", written(MILLS), Overrides())
    assert isinstance(found, tuple), found
    assert [(block.kind, block.text) for block in found[0].blocks] == [
        ("paragraph", "A Parquet table of 3 rows and 3 columns."),
        ("heading", "Columns"),
        (
            "table",
            "Column Type Filled Range Different Empty Such as "
            "name text 2 rows 10 characters all different 1 empty Upper mill · Lower mill "
            "built whole number 3 rows from 1650 to 1801 all different none empty 1742 · 1801 · 1650 "
            "dry yes or no 3 rows 2 different none empty true · false",
        ),
        ("heading", "Rows"),
        ("table", "name built dry Upper mill 1742 true Lower mill 1801 false 1650 true"),
    ]
    assert (found[0].kind, found[0].title) == ("dataset", "mills")


@pytest.mark.apart
def test_a_forged_table_is_named_and_takes_nobody_along() -> None:
    data = written(MILLS)
    found = readers.read("a.parquet", data[:20] + b"\x00" * 40 + data[60:], Overrides())
    assert isinstance(found, Unreadable) and "Parquet table" in found.message
