"""Data sets: rows of values, records in JSON: what they are, what their columns hold, their first rows."""

import json
import time

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import dataset
from kb.readers.reader import Overrides, Unreadable

MILLS = "name,built,flow\nUpper mill,1742,3.5\nLower mill,1801,12\nOld mill,1650,\n"


def read(data: bytes | str, name: str = "mills.csv") -> Reading:
    found = readers.read(name, data.encode() if isinstance(data, str) else data, Overrides())
    assert isinstance(found, tuple), found
    return found[0]


def words(reading: Reading) -> str:
    return "\n".join(block.text for block in reading.blocks)


def test_a_table_says_how_large_it_is_what_its_columns_hold_and_how_it_begins() -> None:
    reading = read(MILLS)
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "A table of 3 rows and 3 columns, with commas between its values."),
        ("heading", "Columns"),
        (
            "table",
            "Column Type Filled Range Different Empty Such as "
            "name text 3 rows 8 to 10 characters all different none empty Upper mill · Lower mill · Old mill "
            "built whole number 3 rows from 1650 to 1801 all different none empty 1742 · 1801 · 1650 "
            "flow number 2 rows from 3.5 to 12 all different 1 empty 3.5 · 12",
        ),
        ("heading", "Rows"),
        ("table", "name built flow Upper mill 1742 3.5 Lower mill 1801 12 Old mill 1650"),
    ]
    assert (reading.kind, reading.title, reading.named_by_file, reading.warnings) == ("dataset", "mills", True, ())
    assert reading.blocks[4].place.lines == (1, 4)


def test_what_a_column_holds_can_be_quoted() -> None:
    assert read(MILLS).blocks[2].locate("flow: number, 2 rows, from 3.5 to 12") is not None


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param("1 20 -3", "whole number", id="whole numbers"),
        pytest.param("1 2.5 9.1e9", "number", id="numbers"),
        pytest.param("$1,200 €3.50 12%", "number", id="money and per cent"),
        pytest.param("1,5 12,25 3,0", "number", id="numbers with a decimal comma"),
        pytest.param("2024-01-02 2024-02-03T10:00 2024/03/04", "date", id="days"),
        pytest.param("yes no yes", "yes or no", id="yes and no"),
        pytest.param("007 0049 012", "text", id="numbers that are names"),
        pytest.param("1 a b", "text", id="a mixture"),
        pytest.param("1.2.3.4 10.0.0.1 1.2.3", "text", id="addresses of computers"),
    ],
)
def test_a_column_is_of_the_type_of_its_cells(cells: str, kind: str) -> None:
    rows = "".join(f"{cell};a name;x\n" for cell in cells.split())
    assert f"first {kind} 3 rows" in words(read("first;second;third\n" + rows))


@pytest.mark.parametrize(
    ("data", "row"),
    [
        pytest.param(b"a;b;c\n1;x,y;3\n4;z,z;6\n", "1 x,y 3", id="semicolons"),
        pytest.param(b"a\tb\tc\n1\tx\t3\n4\tz\t6\n", "1 x 3", id="tabs"),
        pytest.param(b"a|b|c\n1|x|3\n4|z|6\n", "1 x 3", id="bars"),
        pytest.param(b'a,b,c\n1,"x\ny",3\n4,z,6\n', "1 x y 3", id="a line end in quotation marks"),
        pytest.param(b'a,b,c\r\n1,"he said ""x""",3\r\n4,z,6\r\n', '1 he said "x" 3', id="quotation marks in quotes"),
        pytest.param("a,b,c\n1,Zürich,3\n4,z,6\n".encode("cp1252"), "1 Zürich 3", id="Windows-1252"),
        pytest.param("a,b,c\n1,水車,3\n4,z,6\n".encode("utf-16"), "1 水車 3", id="UTF-16"),
        pytest.param(b"\xef\xbb\xbfa,b,c\n1,x,3\n4,z,6\n", "a b c 1 x 3", id="a byte order mark"),
        pytest.param(b"a,b,c,\n1,x,3,\n4,z,6,\n", "a b c 1 x 3", id="a delimiter at the end of each line"),
        pytest.param(b"a, b, c\n1, x, 3\n4, z, 6\n", "a b c 1 x 3", id="spaces behind commas"),
    ],
)
def test_tables_are_read_however_they_are_written(data: bytes, row: str) -> None:
    reading = read(data)
    assert row in reading.blocks[-1].text and reading.warnings == ()


def test_formulas_stay_text_and_bars_are_no_borders() -> None:
    shown = read("name,what,n\n=1+1,a|b,1\n+cmd,-x,2\n@me,y,3\n").blocks[-1]
    assert shown.text == "name what n =1+1 a|b 1 +cmd -x 2 @me y 3"
    assert "a\\|b" in shown.markdown


def test_encoded_data_is_counted_and_not_shown() -> None:
    assert "(3,996 characters of encoded data)" in words(read(f"a,b,c\n1,x,{'iVB0' * 999}\n2,y,z\n3,y,z\n"))


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        pytest.param("1,2.5,a\n3,4.5,b\n4,6.5,c\n", "no row with the names", id="no header"),
        pytest.param(MILLS * 3 + "a,b\n", "1 of 12 rows don't have 3 cells", id="a short row"),
        pytest.param(MILLS + '"open,1,2\n' + "x,1,2\n" * 900, "nothing closes", id="a quotation mark left open"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(data: str, warning: str) -> None:
    assert warning in " ".join(read(data).warnings)


def test_what_stands_over_a_table_are_words() -> None:
    reading = read("Mills of the upper valley\n\n" + MILLS)
    assert reading.blocks[0].text == "Mills of the upper valley"
    assert reading.blocks[1].text.startswith("A table of 3 rows and 3 columns")


def test_never_the_whole_of_the_data_is_shown() -> None:
    reading = read("n,name,m\n" + "".join(f"{n},name {n},{n / 7}\n" for n in range(5000)))
    assert "name 19" in reading.blocks[-1].text and "name 20" not in reading.blocks[-1].text
    assert "n whole number 5,000 rows from 0 to 4999 all different" in words(reading)


def test_a_wide_table_shows_its_first_columns_and_says_so() -> None:
    reading = read("\n".join(",".join(f"{row}x{at}" for at in range(400)) for row in range(4)))
    assert len(reading.blocks[-1].markdown.split("\n")[0].split("|")) == 22
    assert reading.warnings == (
        "100 columns beyond the first 300 left out",
        "the first rows are shown with 20 of 300 columns",
    )


RECORDS = [{"name": "Upper mill", "at": {"lat": 47.5}, "built": 1742}, {"name": "Lower mill", "owners": ["Ann", "Bo"]}]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json.dumps(RECORDS), id="a list of records"),
        pytest.param("\n".join(map(json.dumps, RECORDS)), id="a record a line"),
        pytest.param("".join(json.dumps(record, indent=1) + "\n" for record in RECORDS), id="records in a row"),
    ],
)
def test_records_are_rows_however_they_stand(data: str) -> None:
    reading = read(data, "mills.json")
    assert reading.blocks[0].text.endswith("of 2 rows and 4 columns.")
    assert reading.blocks[-1].text == "name at.lat built owners Upper mill 47.5 1742 Lower mill Ann, Bo"


def test_a_small_object_reads_as_it_stands() -> None:
    said = '{\n  "name": "mill",\n  "private": true\n}'
    reading = read(said, "package.json")
    assert [(block.kind, block.text) for block in reading.blocks] == [("code", said)]
    assert (reading.title, reading.blocks[0].markdown) == ("package", f"```json\n{said}\n```")


def test_an_object_with_a_long_list_says_what_it_holds_and_what_the_list_holds() -> None:
    reading = read(json.dumps({"source": "survey", "results": [{"n": n} for n in range(30)]}), "a survey.json")
    assert [block.text for block in reading.blocks if block.kind == "heading"][2] == "results"
    assert "source survey" in reading.blocks[4].text
    assert "n whole number 30 rows from 0 to 29" in words(reading)


def test_what_follows_a_break_in_json_is_told_to_be_missing() -> None:
    reading = read(json.dumps([{"n": n} for n in range(50)])[:-40], "a list.json")
    assert "A JSON list, a table of 46 rows" in words(reading)
    assert reading.warnings == ("broken or cut off after 46 values",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param('{"a": {"b": "' + "x" * 20_000, "broken or cut off", id="cut off"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep lists"),
        pytest.param('{"a":' * 100_000, "nested too deeply", id="deep objects"),
        pytest.param('{"a": 1, "b" "c"}', "JSON", id="no JSON after all"),
        pytest.param(b"PAR1 and no more", "Parquet table that is broken or cut off", id="half a Parquet table"),
    ],
)
def test_data_that_can_t_be_read_says_why(data: str | bytes, message: str) -> None:
    found = readers.read("a.json", data if isinstance(data, bytes) else data.encode(), Overrides())
    assert isinstance(found, Unreadable) and message in found.message


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("a,b,c\n" + "1,2.5,name\n" * 20_000, id="many rows"),
        pytest.param("a,b,c\n" + "1,2," + "x" * 1_000_000 + "\n1,2,3\n", id="a long cell"),
        pytest.param('a,b,c\n1,2,"' + '""' * 50_000, id="quotation marks"),
        pytest.param("," * 100_000 + "\n" + "," * 100_000, id="delimiters only"),
        pytest.param("[" + '{"a": 1},' * 20_000 + "1]", id="many records"),
        pytest.param("[" + "1," * 50_000 + "1]", id="many numbers"),
    ],
)
def test_odd_data_is_read_in_linear_time(data: str) -> None:
    started = time.process_time()
    readers.read("a.csv", data.encode(), Overrides())
    assert time.process_time() - started < 20


POEM = "The wheel goes round, the water falls,\nThe miller sleeps, the night bird calls,\n" * 4
ADDRESSES = "Ann Lee, 12 Mill Lane, Harlow\nBo Ray, 3 High Street, Leeds\nCy Fox, 9 Low Road, York\n" * 3
CODE = 'grind(wheat, 3, "fine")\ngrind(rye, 4, "coarse")\ngrind(oats, 1, "fine")\n' * 4
SQL = "INSERT INTO mills VALUES (1,'Upper',1742);\nINSERT INTO mills VALUES (2,'Lower',1801);\n" * 4


@pytest.mark.parametrize(
    ("name", "text", "taken"),
    [
        pytest.param("a.csv", MILLS, True, id="a table"),
        pytest.param("a.txt", MILLS * 2, True, id="a table by another name"),
        pytest.param("a.txt", "Country\tPeople\tArea\nA\t10\t3.5\nB\t20\t4.5\nC\t30\t1.5\n", True, id="a pasted table"),
        pytest.param("a.csv", "a;b\n1;2\n", True, id="two columns of a CSV file"),
        pytest.param("a.txt", "day,n\n" + "2024-01-02,3\n" * 5, True, id="two columns with numbers"),
        pytest.param("a.json", '{"a": 1}', True, id="an object"),
        pytest.param("a.txt", '[{"a": 1}]', True, id="records"),
        pytest.param("poem.txt", POEM, False, id="a poem"),
        pytest.param("poem.txt", POEM.replace(", ", ","), False, id="a poem without spaces"),
        pytest.param("list.txt", ADDRESSES, False, id="addresses"),
        pytest.param("a.py", CODE, False, id="source code"),
        pytest.param("a.csv", CODE.replace(", ", ","), False, id="source code that calls itself CSV"),
        pytest.param("a.sql", SQL, False, id="a dump of a database"),
        pytest.param("a.c", "int a;\nint b;\nint c = 3;\n" * 5, False, id="statements"),
        pytest.param("a.css", "color:red;\nmargin:0;\npadding:1px;\n" * 5, False, id="a style sheet"),
        pytest.param("a.md", "| a | b |\n| --- | --- |\n" + "| 1 | 2 |\n" * 5, False, id="a markdown table"),
        pytest.param("a.md", "a | b | c\n--- | --- | ---\n" + "1 | 2 | 3\n" * 5, False, id="a table without borders"),
        pytest.param("a.org", "| a | b | c |\n|---+---+---|\n| 1 | 2 | 3 |\n" * 3, False, id="a table of Org mode"),
        pytest.param("a.txt", "0:04\tSo, the mill\n0:09\tis old\n0:12\tand dry\n" * 4, False, id="a transcript"),
        pytest.param("a.txt", "00:12:03\tAnn Lee:\tHello\n00:12:09\tBo:\tHi\n" * 5, False, id="the chat of a meeting"),
        pytest.param("a.tsv", "start\tend\ttext\n0\t900\tHello\n900\t1800\tthere\n", False, id="captions in columns"),
        pytest.param("a.txt", "Ann: Well, yes.\nBo: No, never.\nAnn: So, then?\n" * 4, False, id="a talk"),
        pytest.param("a.txt", "12/03/2024, 10:15 - Ann: hi\n12/03/2024, 10:16 - Bo: yo\n" * 4, False, id="a chat"),
        pytest.param("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n" * 9, False, id="subtitles"),
        pytest.param("a.log", "2024-01-02 10:00:01,123 INFO started\n" * 9, False, id="a log"),
        pytest.param("a.bib", "@book{a,\n  author = {X},\n  year = {1999},\n}\n" * 5, False, id="a bibliography"),
        pytest.param("a.yaml", "- a, b\n- c, d\n- e, f\n" * 5, False, id="a list"),
        pytest.param("a.txt", "mill\tmolino\nwheel\trueda\nstone\tpiedra\n" * 4, False, id="pairs of words"),
        pytest.param("a.txt", "[1] The mill is old.\n[2] It is dry.", False, id="notes in brackets"),
        pytest.param("a.txt", "[1]\n[2] It is dry.", False, id="a number in brackets"),
        pytest.param("a.md", "[[Mill]] is a note.", False, id="a link of a wiki"),
        pytest.param("a.txt", "{{mill}} is a template", False, id="a template"),
        pytest.param("a.txt", '["Well," she said, "no."]', False, id="speech in brackets"),
        pytest.param("a.txt", "plain words", False, id="plain words"),
    ],
)
def test_what_it_holds_decides(name: str, text: str, taken: bool) -> None:
    assert (dataset.recognise(name, text.encode()) is not None) == taken


@pytest.mark.parametrize("name", ["mills.csv", "mills.json"])
def test_a_data_set_that_grew_keeps_the_blocks_that_did_not_change(name: str) -> None:
    rows = [{"n": n, "kind": "mill", "name": f"mill {n}"} for n in range(25)]
    texts = {"mills.csv": "n,kind,name\n" + "".join(f"{r['n']},{r['kind']},{r['name']}\n" for r in rows)}
    grown = {"mills.csv": texts["mills.csv"] + "25,mill,mill 25\n"}
    texts["mills.json"], grown["mills.json"] = json.dumps(rows), json.dumps([*rows, {**rows[0], "n": 25}])
    before, after = read(texts[name], name), read(grown[name], name)
    assert before.blocks[-1].id == after.blocks[-1].id
    assert before.blocks[0].id != after.blocks[0].id
