"""What is kept of each gold page, exactly: its text and nothing around it, its structure, who wrote it and when."""

import re
from collections.abc import Sequence

import pytest

from gold_pages import Gold, gold_pages
from kb.knowledge import Block, Reading
from kb.readers import read
from kb.readers.reader import Overrides, Unreadable

PAGES = gold_pages()


def ids(pages: Sequence[Gold]) -> list[str]:
    return [page.path.stem for page in pages]


def reading_of(page: Gold) -> Reading:
    found = read(page.path.name, page.path.read_bytes(), Overrides())
    assert isinstance(found, tuple), found
    (reading,) = found
    return reading


def rows(table: Block) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in table.markdown.split("\n") if not re.fullmatch(r"[| -]+", line) or "---" not in line]
    return tuple(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")) for line in lines)


readable = pytest.mark.parametrize(
    "page", [page for page in PAGES if not page.refused], ids=ids([page for page in PAGES if not page.refused])
)


@readable
def test_its_text_is_kept_and_nothing_around_it(page: Gold) -> None:
    text = " ".join(" ".join(block.text for block in reading_of(page).blocks).split())
    assert [snippet for snippet in page.keep if snippet not in text] == []
    assert [snippet for snippet in page.drop if snippet in text] == []


@readable
def test_its_structure_is_kept(page: Gold) -> None:
    blocks = reading_of(page).blocks
    notes = [block for block in blocks if re.match(r"\[\^\d+\]: ", block.markdown)]
    found = {kind: tuple(block.text for block in blocks if block.kind == kind) for kind in ("heading", "code", "quote")}
    assert found == {"heading": page.headings, "code": page.code, "quote": page.quotes}
    # A cell's emphasis is not what is asked for here.
    assert tuple(rows(block) for block in blocks if block.kind == "table") == page.tables or _plain(blocks) == [
        " ".join(cell for row in table for cell in row if cell) for table in page.tables
    ]
    assert tuple(block.text for block in notes) == page.footnotes


def _plain(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind == "table"]


@readable
def test_each_footnote_is_marked_in_the_text(page: Gold) -> None:
    whole = "\n".join(block.markdown for block in reading_of(page).blocks)
    labels = re.findall(r"^\[\^(\d+)\]: ", whole, re.M)
    assert sorted(set(re.findall(r"\[\^(\d+)\](?!: )", whole))) == sorted(labels)


@readable
def test_its_formulas_pictures_and_lists_are_kept(page: Gold) -> None:
    blocks = reading_of(page).blocks
    whole = "\n".join(block.text for block in blocks)
    shown = "\n".join(block.markdown for block in blocks)
    assert [formula for formula in page.math if f"${formula}$" not in shown] == []
    assert tuple(dict.fromkeys(re.findall(r"\$([^$]+)\$", whole))) == page.math or not page.math
    assert [alt for alt in page.images if alt not in whole] == []
    assert [line for line in page.markdown if line not in shown.split("\n")] == []


@readable
def test_it_says_who_when_and_where(page: Gold) -> None:
    reading = reading_of(page)
    assert {name: getattr(reading, name) for name in page.about} == page.about
    assert [words for words in page.warns if words not in " ".join(reading.warnings)] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.voices], ids=ids([p for p in PAGES if p.voices]))
def test_each_word_has_its_author_where_several_people_write(page: Gold) -> None:
    blocks = reading_of(page).blocks
    spoken = {snippet: block.place.speaker for snippet in page.voices for block in blocks if snippet in block.text}
    assert spoken == page.voices
    assert all(block.place.when for block in blocks if block.place.speaker)


@pytest.mark.parametrize("page", [page for page in PAGES if page.refused], ids=ids([p for p in PAGES if p.refused]))
def test_a_page_without_text_says_why(page: Gold) -> None:
    found = read(page.path.name, page.path.read_bytes(), Overrides())
    assert isinstance(found, Unreadable)
    assert page.refused in found.message
