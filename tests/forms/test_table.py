"""A table's cells stand on quotes, or are empty."""

import csv
import io
import json
from pathlib import Path

import pytest
from answered import COST, SILT, answer, cell, inquiry, tabled

from kb.forms.form import Place
from kb.forms.grid import delimited, grid, harmless, markdown_table
from kb.forms.markdown import page
from kb.forms.table import FORM
from kb.stages.table import TABLE

PROMPT = Path("prompts/table.md").read_text(encoding="utf-8")
YEAR = cell("2019", (1, "In 2019"))
TONNES = cell("40 tonnes", (1, "40 tonnes of silt"))


def texts(found):
    return [[cell.text if cell else None for cell in row] for row in found.rows]


def test_cells_that_stand_stay():
    found, lost = tabled([SILT], ["Year", "Silt"], [YEAR, TONNES])
    assert (found.enough, found.columns, texts(found), lost) == (True, ("Year", "Silt"), [["2019", "40 tonnes"]], [])


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        pytest.param(cell("50 tonnes", (1, "40 tonnes of silt")), "don't hold 50", id="another number"),
        pytest.param(cell("much", (1, "much silt")), "don't stand", id="an invented quote"),
        pytest.param(cell("much"), "names no quote", id="no quote"),
        pytest.param(cell("much", (9, "40 tonnes of silt")), "passage 9", id="a passage it was not shown"),
        pytest.param(cell("310 million", (2, COST)), "does not speak of 2019", id="a passage about another row"),
    ],
)
def test_a_cell_that_does_not_stand_is_empty_and_told(bad, why):
    found, (told,) = tabled([SILT, COST], ["Year", "Silt", "More"], [YEAR, TONNES, bad])
    assert texts(found) == [["2019", "40 tonnes", None]]
    assert why in told


def test_an_empty_cell_is_no_fault():
    found, lost = tabled([SILT], ["Year", "Silt", "Cost"], [YEAR, TONNES, cell("")])
    assert (texts(found), lost) == ([["2019", "40 tonnes", None]], [])


def test_a_row_without_its_first_cell_is_left_out():
    found, told = tabled([SILT, COST], ["What", "Sum"], [cell("Dam"), cell("£310 million", (2, COST))], [YEAR, TONNES])
    assert texts(found) == [["2019", "40 tonnes"]]
    assert "what it is about does not stand: 'Dam'" in told[-1]


def test_a_table_of_names_alone_is_no_answer():
    found, _ = tabled([SILT], ["Year", "Silt"], [YEAR, cell("")])
    assert (found.enough, found.rows, found.sentences) == (False, (), ())


def test_a_number_in_a_columns_name_must_be_where_its_cells_are_quoted():
    found, _ = tabled([SILT], ["Year", "Silt in 2020", "Silt"], [YEAR, TONNES, TONNES])
    assert texts(found) == [["2019", None, "40 tonnes"]]


def test_a_column_whose_name_must_not_be_printed_is_left_out():
    found, (told,) = tabled([SILT], ["Year", "x" * 200, "Silt"], [YEAR, TONNES, TONNES])
    assert found.columns == ("Year", "Silt")
    assert "left out columns" in told


def test_rows_may_be_longer_or_shorter_than_the_columns():
    found, _ = tabled([SILT], ["Year", "Silt", "More"], [YEAR, TONNES], [YEAR, TONNES, cell(""), TONNES])
    assert texts(found) == [["2019", "40 tonnes", None]]


def test_what_is_not_enough_is_no_answer():
    assert not tabled([SILT], ["Year", "Silt"], [YEAR, TONNES], enough=False)[0].enough


def test_the_prompt_uses_what_the_stage_fills():
    assert "{{" not in TABLE.request(inquiry(SILT), {"table": PROMPT}).prompt


@pytest.fixture
def made():
    """An answer with a cell that nobody says."""
    return answer(tabled([SILT], ["Year", "Silt", "Cost|s"], [YEAR, TONNES, cell("")])[0])


def test_markdown_has_a_mark_in_each_cell(made):
    rows = markdown_table(made, grid(made)).splitlines()
    assert rows == ["| Year | Silt | Cost\\|s |", "| --- | --- | --- |", "| 2019[^1] | 40 tonnes[^2] | *not said* |"]
    assert '[^1]: "In 2019" — [Talk s1, Ada, 0:12]' in page(made, lambda path, block: path)


def test_csv_has_the_quotes_of_each_column(made):
    data = FORM.make(made, Place(Path("/w/wiki"), Path("/w/x.csv"))).files[".csv"]
    head, row = csv.reader(io.StringIO(data.decode()))
    assert head == ["Year", "Silt", "Cost|s", "sources: Year", "sources: Silt", "sources: Cost|s"]
    assert row[:3] == ["2019", "40 tonnes", ""]
    assert row[4] == '"40 tonnes of silt" — Talk s1, Ada, 0:12 (wiki/sources/s1.md#^k00000001)'


def test_json_has_the_citations_of_each_cell(made):
    data = json.loads(FORM.make(made, Place(Path("/w/wiki"), Path("/w/x.json"))).files[".json"])
    assert data["rows"][0][1]["citations"][0]["address"] == "wiki/sources/s1.md#^k00000001"
    assert data["rows"][0][2] is None


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|x", "'+cmd|x"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-3.5", "-3.5"),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_a_formula(cell, safe):
    assert harmless(cell) == safe


def test_what_stands_in_a_cell_stays_in_its_cell():
    rows = [['a "b", c', "d\ne"], ["", "f;g"]]
    assert list(csv.reader(io.StringIO(delimited(rows).decode(), newline=""))) == rows
