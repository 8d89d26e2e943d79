"""PDF: what a reader of the pages sees, in paragraphs that know their page."""

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import pdf as pdf_format
from kb.readers.formats.pdf.about import address, authors, stamped, title
from kb.readers.formats.pdf.headings import levels
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
    assert [(block.kind, block.level, block.text) for block in reading.blocks[:1]] == [("heading", 1, "Its gate")]
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


def test_what_is_drawn_late_but_stands_above_is_read_first() -> None:
    left, right = lines(60, 600, "The sluice at the mill."), lines(320, 590, "It turned once.")
    title = Put(60, 700, "Of the mill and of its keepers in the valley, and of the gate")
    assert [text for *_, text in blocks([*left, *right, title])] == [
        title.words,
        "The sluice at the mill.",
        "It turned once.",
    ]


def test_columns_that_were_drawn_across_the_page_are_read_one_after_the_other() -> None:
    halves = [(f"The left column says in line {at}", f"and the right column in line {at}") for at in range(9)]
    page = [
        Put(x, 700 - 12 * at, text) for at, pair in enumerate(halves) for x, text in zip((60, 320), pair, strict=True)
    ]
    ((_, kind, text),) = blocks(page)
    assert (kind, text) == ("paragraph", " ".join([left for left, _ in halves] + [right for _, right in halves]))


def test_a_footnote_stands_after_the_paragraph_that_it_interrupts() -> None:
    first = [*lines(60, 140, "The sluice at the old mill was", "rebuilt in the spring of 1911,1 after")]
    note = Put(60, 60, "1 The date is that of the parish book.", 7)
    second = lines(60, 700, "the flood had taken the gate.")
    assert blocks([*first, note], second) == [
        (
            1,
            "paragraph",
            "The sluice at the old mill was rebuilt in the spring of 1911,1 after the flood had taken the gate.",
        ),
        (1, "paragraph", "1 The date is that of the parish book."),
    ]


def test_a_caption_is_no_part_of_the_text_around_it() -> None:
    page = [
        *lines(60, 700, "The gate was shut and"),
        Put(60, 600, "Figure 3: The gate", 9),
        *lines(60, 560, "nobody came."),
    ]
    assert (1, "paragraph", "Figure 3: The gate") in blocks(page)


def test_lines_that_break_off_early_are_lines_of_their_own() -> None:
    page = [*TEXT, *lines(60, 600, "Mill Lane 4", "Northwold", "12 May 1911")]
    assert [text for *_, text in blocks(page)][1:] == ["Mill Lane 4", "Northwold", "12 May 1911"]


@pytest.mark.parametrize(
    ("headings", "levels_found"),
    [
        pytest.param(
            [("1 Mills", 14), ("1.1 Gates", 12), ("1.1.1 Iron", 10), ("2 Rivers", 14)], [1, 2, 3, 1], id="by number"
        ),
        pytest.param(
            [("Mills", 18), ("Gates", 14), ("Iron", 12), ("Rivers", 18), ("Fords", 14)], [1, 2, 3, 1, 2], id="by size"
        ),
        pytest.param(
            [("Mills", 18), ("Iron", 11), ("Rivers", 18), ("Fords", 14), ("Tin", 14)], [1, 2, 1, 2, 2], id="in order"
        ),
        pytest.param([("Mills", 30 - at) for at in range(9)], [1] * 9, id="a cover of many sizes"),
        pytest.param([("Chapter 1. Mills", 20), ("1.1 Gates", 15), ("Chapter 2. Fords", 20)], [1, 2, 1], id="chapters"),
    ],
)
def test_headings_are_at_most_three_deep_and_leave_out_no_level(
    headings: list[tuple[str, float]], levels_found: list[int]
) -> None:
    assert levels(headings) == levels_found


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        pytest.param(Put(60, 770, "Chapter 2: Gates"), False, id="a head with its number"),
        pytest.param(Put(60, 400, "Chapter 2: Gates"), True, id="in the middle of the page"),
    ],
)
def test_a_head_with_the_number_of_its_page_is_no_text(line: Put, kept: bool) -> None:
    page = [line, line._replace(x=400, words="17"), *(put._replace(y=put.y - 200) for put in TEXT)]
    assert any("Chapter 2" in text for *_, text in blocks(page)) == kept


def test_entries_of_a_list_of_references_keep_their_marks() -> None:
    page = [*lines(60, 700, "[1] A. Lee. On mills. 1911.", "[2] B. Wu. On gates. 1912.")]
    assert [text for *_, text in blocks(page)] == ["[1] A. Lee. On mills. 1911.", "[2] B. Wu. On gates. 1912."]


def test_a_number_in_brackets_at_the_start_of_a_line_opens_no_item_within_a_paragraph() -> None:
    page = lines(60, 700, "The mill had two gates, of which one was iron and the other oak:", "(1) the gate")
    page[1] = page[1]._replace(words="(1) the gate by the river, which was iron, (2) the old one, of oak")
    assert [kind for _, kind, _ in blocks(page)] == ["paragraph"]


def test_a_table_keeps_its_empty_cells() -> None:
    rows = [("Mill", "Built", "Gate"), ("North", "", "iron"), ("South", "1911", "")]
    page = [Put(60 + 130 * x, 600 - 14 * y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell]
    table = read(pdf([*TEXT, *page])).blocks[1]
    assert table.markdown.splitlines()[2:] == ["| North |  | iron |", "| South | 1911 |  |"]


def test_the_library_that_read_it_is_named() -> None:
    assert read(pdf(TEXT)).engine.startswith("pypdfium2 ")
