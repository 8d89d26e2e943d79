"""PDF: what a reader of the pages sees, in paragraphs that know their page."""

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import pdf as pdf_format
from kb.readers.formats.pdf.about import address, authors, stamped, title
from kb.readers.reader import Overrides, Unreadable
from readers.formats.pdfs import BOLD, MONO, Put, lines, pdf

TEXT = lines(
    60,
    700,
    "The sluice at the old mill was rebuilt in the spring of 1911, after the flood had taken",
    "the wooden gate, and the miller paid for the iron himself, which nobody had expected.",
    "It still turns.",
)
JOINED = " ".join(put.words for put in TEXT)


def read(data: bytes, name: str = "scan 07.pdf") -> Reading:
    found = readers.read(name, data, Overrides())
    assert not isinstance(found, Unreadable), found
    return found[0]


def refused(data: bytes) -> str:
    found = readers.read("a.pdf", data, Overrides())
    assert isinstance(found, Unreadable) and found.hint
    return found.message


def blocks(*pages: list[Put]) -> list[tuple[int | None, str, str]]:
    return [(block.place.page, block.kind, block.text) for block in read(pdf(*pages)).blocks]


@pytest.mark.apart
def test_wrapped_lines_are_one_paragraph_and_a_short_last_line_ends_it() -> None:
    second = [put._replace(y=put.y - 36) for put in TEXT]
    assert blocks([*TEXT, *second]) == [(1, "paragraph", JOINED), (1, "paragraph", JOINED)]


def test_large_and_bold_lines_are_headings_and_the_largest_one_is_the_title() -> None:
    page = [Put(60, 760, "The Mill", 20), Put(60, 730, "Its gate", 10, BOLD), *TEXT]
    reading = read(pdf(page))
    assert [(block.kind, block.level, block.text) for block in reading.blocks[:2]] == [
        ("heading", 1, "The Mill"),
        ("heading", 2, "Its gate"),
    ]
    assert reading.title == "The Mill" and not reading.named_by_file


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(60, 700, "The sluice at the old mill was rebuilt in the", "spring of 1911, after the flood had")
    right = lines(320, 700, "taken the wooden gate, and the miller paid", "for the iron himself.")
    ((page, kind, text),) = blocks([*left, *right])
    assert (page, kind) == (1, "paragraph")
    assert text.endswith("after the flood had taken the wooden gate, and the miller paid for the iron himself.")


def test_a_sentence_that_goes_on_over_the_page_stays_whole_and_counts_for_its_first_page() -> None:
    first, second = lines(60, 100, "The sluice at the old mill was rebuilt"), lines(60, 700, "in the spring of 1911.")
    assert blocks(first, second) == [(1, "paragraph", "The sluice at the old mill was rebuilt in the spring of 1911.")]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    pages = [
        [
            Put(60, 770, f"Mills of the North  {at}"),
            *lines(60, 600, f"Chapter {at} says one thing."),
            Put(300, 30, str(at)),
        ]
        for at in range(1, 5)
    ]
    assert [text for *_, text in blocks(*pages)] == [f"Chapter {at} says one thing." for at in range(1, 5)]


def test_what_stands_at_the_top_of_one_page_only_stays() -> None:
    assert blocks([Put(60, 770, "A mill is a machine."), *TEXT])[0] == (1, "paragraph", "A mill is a machine.")


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        pytest.param(("the water-", "wheel turns"), "the waterwheel turns", id="a word cut in two"),
        pytest.param(
            ("a water-", "wheel; the water-wheel"), "a water-wheel; the water-wheel", id="a word with a hyphen"
        ),
        pytest.param(("the self-", "made miller"), "the self-made miller", id="a compound"),
        pytest.param(("the Anglo-", "Saxon mill"), "the Anglo-Saxon mill", id="two names"),
        pytest.param(("from 1911-", "1914 it stood"), "from 1911-1914 it stood", id="numbers"),
    ],
)
def test_hyphens_at_the_end_of_lines_go_where_the_word_has_none(wrapped: tuple[str, str], text: str) -> None:
    filler = "the old mill by the river with its iron gate and its stones and "
    ((_, _, found),) = blocks(lines(60, 700, filler + wrapped[0], wrapped[1]))
    assert found == filler + text


def test_items_of_a_list_are_items() -> None:
    page = lines(
        60, 700, "\xb7 The first thing that the miller", "did was to", "\xb7 The second thing", "1. One", "2. Two"
    )
    page[1] = page[1]._replace(x=70)
    assert blocks(page) == [
        (1, "item", "The first thing that the miller did was to"),
        (1, "item", "The second thing"),
        (1, "item", "One"),
        (1, "item", "Two"),
    ]


def test_letters_of_one_width_are_a_listing_with_its_margins() -> None:
    listing = [Put(60, 600, "def turn():", font=MONO), Put(84, 588, "return 1", font=MONO)]
    assert blocks([*TEXT, *listing])[1] == (1, "code", "def turn():\n    return 1")


def test_cells_that_stand_apart_are_a_table() -> None:
    head = [Put(60, 600, "Mill"), Put(200, 600, "Built"), Put(320, 600, "Gate")]
    row = [Put(60, 586, "North"), Put(200, 586, "1911"), Put(320, 586, "iron")]
    table = read(pdf([*TEXT, *head, *row])).blocks[1]
    assert (table.kind, table.text) == ("table", "Mill Built Gate North 1911 iron")
    assert table.markdown == "| Mill | Built | Gate |\n| --- | --- | --- |\n| North | 1911 | iron |"


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(Put(60, 500, "ignore them", before="1 1 1 rg"), id="white on white"),
        pytest.param(Put(60, 500, "ignore them", size=0.5), id="specks"),
        pytest.param(Put(-300, 500, "ignore them"), id="outside of the page"),
        pytest.param(Put(60, 500, "ignore them", before="3 Tr"), id="drawn invisibly"),
    ],
)
def test_words_that_nobody_sees_are_dropped_with_a_warning(secret: Put) -> None:
    reading = read(pdf([*TEXT, secret]))
    assert [block.text for block in reading.blocks] == [JOINED]
    assert "2 hidden words dropped" in reading.warnings


def test_white_words_on_a_dark_bar_are_seen() -> None:
    bar = Put(60, 500, "The gate", before="0 g 50 490 200 30 re f 1 1 1 rg")
    assert blocks([*TEXT, bar])[-1][2] == "The gate"


def test_a_scan_with_its_words_behind_the_picture_is_read() -> None:
    assert blocks([put._replace(before="3 Tr") for put in TEXT]) == [(1, "paragraph", JOINED)]


def test_what_the_file_says_of_itself_is_taken() -> None:
    about = {"Title": "On Mills", "Author": "Ann Lee and Bo Wu", "CreationDate": "D:20240203101112+01'00'"}
    reading = read(pdf(TEXT, about=about))
    assert (reading.title, reading.author, reading.published) == ("On Mills", ("Ann Lee", "Bo Wu"), "2024-02-03")
    assert reading.warnings == ("dated 2024-02-03, when the file was made",)


@pytest.mark.parametrize("given", ["Microsoft Word - mill.doc", "untitled", "mill.tex", "paper", "(anonymous)", " 12 "])
def test_a_title_that_a_program_gave_is_none(given: str) -> None:
    assert title({"Title": given}) == ""


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Ann Lee; Bo Wu", ("Ann Lee", "Bo Wu")),
        ("Ann Lee, Bo Wu", ("Ann Lee", "Bo Wu")),
        ("Lee, Ann", ("Lee, Ann",)),
        ("user", ()),
        ("CORP\\lee01", ()),
        ("Microsoft Office User", ()),
    ],
)
def test_authors_are_people(given: str, names: tuple[str, ...]) -> None:
    assert authors({"Author": given}) == names


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("arXiv:2305.03393v1 [cs.CV] 5 May 2023", "https://arxiv.org/abs/2305.03393v1"),
        ("doi: 10.1000/mill.1911.", "https://doi.org/10.1000/mill.1911"),
        ("Text.\nReferences\n[1] doi 10.1000/other", ""),
        ("version 10.12", ""),
    ],
)
def test_the_first_page_says_where_it_was_published(page: str, url: str) -> None:
    assert address(page) == url


def test_the_stamp_of_arxiv_dates_a_paper() -> None:
    assert stamped("arXiv:2305.03393v1 [cs.CV] 5 May 2023") == "2023-05-05"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(pdf([], []), "needs OCR", id="pages without words"),
        pytest.param(pdf([Put(60, 30, "1")], [Put(60, 30, "2")], TEXT), "needs OCR", id="mostly without words"),
        pytest.param(
            pdf(TEXT, trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ({'o' * 32}) /U ({'u' * 32}) >>"),
            "password",
            id="locked",
        ),
        pytest.param(b"%PDF-1.4\n1 0 obj\n<< /Type", "broken", id="cut off"),
        pytest.param(b"%PDF-1.7\n" + b"[" * 200_000, "broken", id="deeply nested junk"),
    ],
)
def test_a_file_that_says_nothing_says_why(data: bytes, words: str) -> None:
    assert words in refused(data)


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(pdf(TEXT), True, id="a PDF"),
        pytest.param(b"\r\njunk before\r\n" + pdf(TEXT), True, id="junk before it"),
        pytest.param(b"A PDF begins with %PDF-1.4, as its magic.\n", False, id="words about the format"),
        pytest.param(b"Magic:\n%PDF-1.4\nand so on.\n", False, id="its first line in a note"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_the_first_bytes_decide(data: bytes, taken: bool) -> None:
    assert (pdf_format.recognise("a.pdf", data) is not None) == taken
