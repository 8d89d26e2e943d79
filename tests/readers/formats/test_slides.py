"""PowerPoint presentations: what the slides say, each with its number."""

import io
import struct
import zipfile
import zlib
from datetime import datetime

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import slides
from kb.readers.reader import Overrides, Unreadable

BOX = (Inches(1), Inches(1), Inches(2), Inches(1))


def png(side: int) -> io.BytesIO:
    """A grey square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\x00" + b"\x7f" * side) * side)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def deck(*titles: str) -> tuple[Deck, list[Slide]]:
    made = Presentation()
    found = []
    for title in titles:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        found.append(slide)
    return made, found


def saved(made: Deck) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(made: Deck) -> Reading:
    found = readers.read("talk.pptx", saved(made), Overrides())
    assert isinstance(found, tuple), found
    return found[0]


def shown(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [(block.place.page, block.kind, block.text) for block in reading.blocks]


@pytest.mark.apart
def test_each_slide_is_a_heading_with_its_words_and_its_number() -> None:
    made, (first, second) = deck("Mills", "Wheels")
    first.placeholders[1].text = "A mill needs water."
    second.placeholders[1].text = "Overshot\nUndershot"
    second.shapes.add_textbox(*BOX).text_frame.text = "Both turn."
    made.core_properties.title, made.core_properties.author = "On mills", "Ann Lee; admin"
    made.core_properties.created = datetime(2026, 4, 2)
    reading = read(made)
    assert shown(reading) == [
        (1, "heading", "Mills"),
        (1, "paragraph", "A mill needs water."),
        (2, "heading", "Wheels"),
        (2, "item", "Overshot"),
        (2, "item", "Undershot"),
        (2, "paragraph", "Both turn."),
    ]
    assert (reading.kind, reading.title, reading.author, reading.published) == (
        "slides",
        "On mills",
        ("Ann Lee",),
        "2026-04-02",
    )


def test_a_presentation_without_a_title_is_called_like_its_first_slide() -> None:
    made, (first,) = deck("Mills")
    first.placeholders[1].text = "Words."
    reading = read(made)
    assert reading.title == "Mills" and shown(reading) == [(1, "paragraph", "Words.")]
    assert reading.author == () and reading.published == ""


def test_what_the_speaker_noted_stands_apart() -> None:
    made, (first,) = deck("Mills")
    first.notes_slide.notes_text_frame.text = "Say hello.\nThen wait."
    reading = read(made)
    assert shown(reading)[-3:] == [
        (1, "heading", "Speaker notes"),
        (1, "quote", "Say hello."),
        (1, "quote", "Then wait."),
    ]
    assert reading.blocks[-1].markdown == "> Then wait."


def test_groups_tables_and_charts_are_read_where_they_stand() -> None:
    made, (first,) = deck("Mills")
    group = first.shapes.add_group_shape()
    group.shapes.add_group_shape().shapes.add_textbox(*BOX).text_frame.text = "Inside"
    cells = first.shapes.add_table(2, 2, *BOX).table
    for at, word in enumerate("name n mill|race 3".split()):
        cells.cell(at // 2, at % 2).text = word
    numbers = CategoryChartData()
    numbers.categories = ["2024", "2025"]
    numbers.add_series("Flow", (1.5, 2))
    chart = first.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *BOX, numbers).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Flow by year"
    assert shown(read(made)) == [
        (1, "paragraph", "Inside"),
        (1, "table", "name n mill|race 3"),
        (1, "paragraph", "Flow by year"),
        (1, "table", "Flow 2024 1.5 2025 2"),
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("The old mill", "The old mill", id="a person's words"),
        pytest.param("A mill Description automatically generated with low confidence", "A mill", id="a program's"),
        pytest.param("image1.png", "", id="the name of a file"),
    ],
)
def test_a_picture_comes_along_with_its_description(said: str, text: str) -> None:
    made, (first, second) = deck("Mills", "Again")
    picture = first.shapes.add_picture(png(64), 0, 0)
    picture._element.nvPicPr.cNvPr.set("descr", said)
    second.shapes.add_picture(png(64), 0, 0)
    first.shapes.add_picture(png(8), 0, 0)._element.nvPicPr.cNvPr.set("descr", "")
    reading = read(made)
    (one,) = reading.pictures
    images = [block for block in reading.blocks if block.kind == "image"]
    assert one.data == png(64).getvalue()
    assert [(block.text, block.markdown) for block in images] == [(text, f"![{text}](../assets/{one.name})")]


def test_hidden_slides_are_named() -> None:
    made, (_, second) = deck("Mills", "Spare")
    second._element.set("show", "0")
    second.placeholders[1].text = "More words."
    reading = read(made)
    assert reading.warnings == ("hidden in the show: slide 2",) and shown(reading)[-1] == (
        2,
        "paragraph",
        "More words.",
    )


def test_a_presentation_that_grew_keeps_its_blocks() -> None:
    made, (first,) = deck("Mills")
    first.placeholders[1].text = "A mill needs water."
    before = read(made)
    more = made.slides.add_slide(made.slide_layouts[1])
    more.shapes.title.text = "Wheels"
    assert [block.id for block in read(made).blocks][:1] == [block.id for block in before.blocks]


def with_part(name: str, text: str) -> bytes:
    made, _ = deck("Mills")
    file = io.BytesIO(saved(made))
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, text if member == name else old.read(member))
    return out.getvalue()


SLIDE = "ppt/slides/slide1.xml"
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(with_part(SLIDE, ENTITIES), "broken", id="entities"),
        pytest.param(with_part(SLIDE, "<a><b></a>"), "broken", id="no XML"),
        pytest.param(with_part("ppt/presentation.xml", "<a/>"), "broken", id="no presentation"),
        pytest.param(with_part(SLIDE, "<a>" * 100_000), "PowerPoint", id="deeply nested", marks=pytest.mark.apart),
        pytest.param(with_part(SLIDE, "<a/>")[:3000], "PowerPoint", id="cut off"),
    ],
)
def test_a_presentation_that_can_t_be_read_says_why(data: bytes, words: str) -> None:
    found = readers.read("a.pptx", data, Overrides())
    assert isinstance(found, Unreadable) and words in found.message


@pytest.mark.apart
def test_a_presentation_that_swells_is_refused() -> None:
    found = readers.read("a.pptx", with_part(SLIDE, " " * 30_000_000), Overrides())
    assert isinstance(found, Unreadable) and "two hundred times" in found.message


def test_the_members_decide() -> None:
    made, _ = deck("Mills")
    assert slides.recognise("a.zip", saved(made)) is not None
    assert slides.recognise("a.pptx", b"ppt/presentation.xml") is None
