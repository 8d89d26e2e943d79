"""Excel workbooks: of each sheet what its columns hold and its first rows."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import workbook
from kb.readers.reader import Overrides, Unreadable

MILLS = [["name", "built", "share"], ["Upper mill", date(1942, 5, 3), 0.25], ["Lower mill", datetime(1950, 1, 2), 0.5]]


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheets(**named: list[list[object]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def read(data: bytes | Workbook) -> Reading:
    found = readers.read("the mills.xlsx", data if isinstance(data, bytes) else saved(data), Overrides())
    assert isinstance(found, tuple), found
    return found[0]


@pytest.mark.apart
def test_a_sheet_says_what_its_columns_hold_and_how_it_begins() -> None:
    book = sheets(Mills=MILLS)
    book.worksheets[0]["C2"].number_format = "0%"
    reading = read(book)
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "An Excel workbook of 1 sheet."),
        ("heading", "Mills"),
        ("paragraph", "A table of 2 rows and 3 columns."),
        ("heading", "Columns"),
        (
            "table",
            "Column Type Filled Range Different Empty Such as "
            "name text 2 rows 10 characters all different none empty Upper mill · Lower mill "
            "built date 2 rows from 1942-05-03 to 1950-01-02 all different none empty 1942-05-03 · 1950-01-02 "
            "share number 2 rows from 25% to 0.5 all different none empty 25% · 0.5",
        ),
        ("heading", "Rows"),
        ("table", "name built share Upper mill 1942-05-03 25% Lower mill 1950-01-02 0.5"),
    ]
    assert (reading.kind, reading.title) == ("workbook", "the mills")


def test_what_stands_over_a_table_are_words_and_empty_margins_are_none() -> None:
    rows: list[list[object]] = [[], [None, "Mills of the valley"], [], *([None, *row] for row in MILLS)]
    texts = [block.text for block in read(sheets(Mills=rows)).blocks]
    assert texts[2:4] == ["Mills of the valley", "A table of 2 rows and 3 columns."]


def test_a_sheet_of_notes_is_read_as_words() -> None:
    reading = read(sheets(Notes=[["The wheel is of oak."], [], ["The stone is of flint."]]))
    assert [block.text for block in reading.blocks[2:]] == ["The wheel is of oak.", "The stone is of flint."]


def test_never_the_whole_of_a_sheet_is_shown() -> None:
    words = " ".join(block.text for block in read(sheets(A=[["n", "m"], *([n, f"m{n}"] for n in range(900))])).blocks)
    assert "n whole number 900 rows from 0 to 899" in words and "m19" in words and "m25" not in words


def test_hidden_sheets_are_named_and_left_out() -> None:
    book = sheets(Mills=MILLS, Prices=[["a", "b"], ["x", "secret"]])
    book["Prices"].sheet_state = "hidden"
    reading = read(book)
    assert "sheet 'Prices' is hidden and left out" in reading.warnings
    assert not any("secret" in block.text for block in reading.blocks)


def test_formulas_that_nobody_computed_are_told() -> None:
    reading = read(sheets(Mills=[["a", "b"], ["x", "=1+1"], ["y", "=2+2"]]))
    assert any(warning.startswith("2 formulas without a value") for warning in reading.warnings)


def packed(sheet: str) -> bytes:
    """A workbook with this as the XML of its only sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(sheets(Mills=MILLS)))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            new.writestr(member, sheet if member == "xl/worksheets/sheet1.xml" else old.read(member))
    return out.getvalue()


def sheet_of(cells: str) -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'


def test_formulas_give_what_they_were_last_computed_to() -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="str"><v>{name}</v></c><c r="B{at}"{text}><f>A1</f><v>{n}</v></c></row>'
        for at, (name, n, text) in enumerate([("name", "sum", ' t="str"'), ("mill", "7.5", ""), ("race", "8", "")], 1)
    )
    reading = read(packed(sheet_of(rows)))
    assert reading.blocks[-1].text == "name sum mill 7.5 race 8"
    assert not any("formulas" in warning for warning in reading.warnings)


def test_a_cell_at_the_end_of_the_sheet_costs_little() -> None:
    far = '<row r="1048576"><c r="A1048576" t="str"><v>far</v></c><c r="B1048576" t="str"><v>away</v></c></row>'
    assert read(packed(sheet_of(far))).blocks[-1].text.endswith("far away")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(packed('<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'), "broken", id="entities"),
        pytest.param(packed("<a><b></a>"), "broken", id="no XML"),
        pytest.param(saved(sheets(Mills=MILLS))[:2000], "workbook", id="cut off"),
        pytest.param(saved(sheets(Mills=[])), "no words", id="nothing in it"),
    ],
)
def test_a_workbook_that_can_t_be_read_says_why(data: bytes, words: str) -> None:
    found = readers.read("a.xlsx", data, Overrides())
    assert isinstance(found, Unreadable) and words in found.message


@pytest.mark.apart
def test_a_workbook_that_swells_is_refused() -> None:
    found = readers.read("a.xlsx", packed(" " * 30_000_000), Overrides())
    assert isinstance(found, Unreadable) and "two hundred times" in found.message


def test_the_members_decide() -> None:
    assert workbook.recognise("a.zip", saved(sheets(Mills=MILLS))) is not None
    assert workbook.recognise("a.xlsx", b"xl/workbook.xml") is None
