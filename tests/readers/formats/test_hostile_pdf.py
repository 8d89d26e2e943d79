"""PDFs that are broken, locked, huge or made to deceive: one answer in words, and the other files are read."""

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import pdf as pdf_format
from kb.readers.formats.pdf.parser import pages
from kb.readers.reader import Overrides, Unreadable, alone
from readers.formats.pdfs import Put, lines, pdf
from readers.formats.test_pdf import JOINED, TEXT, read

OTHER = [put._replace(y=put.y - 200) for put in TEXT]
PARSER = "readers.formats.hostile_parsers"


@pytest.mark.apart
@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param("hangs", "kept its parser busy for more than 2 seconds", id="it never ends"),
        pytest.param("falls", "made its parser crash", id="it takes the process down"),
    ],
)
def test_a_parser_that_gives_no_answer_is_named_and_nobody_waits_for_it(words: str, why: str) -> None:
    found = pdf_format.read("a.pdf", f"%PDF-1.4 {words}".encode(), alone, seconds=2, parser=PARSER)
    assert isinstance(found, Unreadable) and why in found.message and found.hint


def test_cut_at_any_point_it_is_read_or_refused_and_never_worse() -> None:
    whole = pdf(TEXT, TEXT)
    for end in range(0, len(whole), len(whole) // 60):
        found = pages(whole[:end])
        assert found.fault == "broken" or found.count in (0, 1, 2)


def test_more_pages_than_are_read_are_told() -> None:
    found = pages(pdf(*[TEXT] * 5), most=3)
    assert (found.count, len(found.heights), {line.page for line in found.lines}) == (5, 3, {1, 2, 3})
    assert list(pdf_format._losses(found)) == ["only the first 3 of 5 pages were read"]


def test_a_count_of_pages_that_is_a_lie_costs_nothing() -> None:
    found = readers.read("a.pdf", pdf(TEXT).replace(b"/Count 1 ", b"/Count 99999999 "), Overrides())
    assert isinstance(found, Unreadable) or found[0].blocks[0].text == JOINED


def test_pages_that_could_not_be_read_are_named() -> None:
    found = pages(pdf(TEXT, OTHER, TEXT))
    found.damaged = [2]
    assert list(pdf_format._losses(found)) == ["pages that are damaged and left out: 2"]


def test_scripts_and_attachments_say_nothing() -> None:
    script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [] >> >>"
    reading = read(pdf(TEXT).replace(b"/Type /Catalog", f"/Type /Catalog {script}".encode()))
    assert [block.text for block in reading.blocks] == [JOINED]


def test_words_along_the_margin_are_no_text() -> None:
    turned = Put(20, 300, "arXiv:2305.03393v1 [cs.CV] 5 May 2023", before="0 1 -1 0 320 280 cm")
    reading = read(pdf([*TEXT, *OTHER, turned]))
    assert [block.text for block in reading.blocks] == [JOINED, JOINED]
    assert reading.url == "https://arxiv.org/abs/2305.03393v1"


def test_a_picture_among_the_pages_is_told() -> None:
    reading = read(pdf(TEXT, [], OTHER))
    assert reading.warnings == ("1 of 3 pages hold no text: a picture, or empty",)


def test_letters_that_are_only_codes_are_left_out_and_told() -> None:
    reading = read(pdf([*TEXT, Put(60, 500, "\x03\x04\x05\x06\x07\x05")]))
    assert [block.text for block in reading.blocks] == [JOINED]
    assert isinstance(reading, Reading) and "1 lines left out" in reading.warnings[0]


def test_thousands_of_words_all_over_a_page_are_read_at_once() -> None:
    scattered = [Put((at * 37) % 550, (at * 61) % 780, f"w{at}", 4) for at in range(3000)]
    assert read(pdf([*lines(60, 790, "The mill and its gate."), *scattered])).blocks
