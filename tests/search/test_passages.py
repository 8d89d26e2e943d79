"""Pages become passages that know their blocks."""

import pytest

from kb.search.pages import passages_of
from kb.search.passages import Anchor, Page, Piece, packed, parts, tokens_of
from searchable import CONCEPT, SOURCE, source

PAGE = Page("a.md", "A")
FORTY = (
    "Forty tokens are about a hundred and sixty letters long, as this piece of text is when it has been written out "
    "to its full length, which happens just here, at last."
)


def pieces(path, text):
    return [piece for passage in passages_of(path, text) for piece in passage.pieces]


def pack(*headings, text=FORTY):
    return packed(PAGE, [(heading, Piece(f"{text} {number}")) for number, heading in enumerate(headings)])


def test_a_source_gives_its_blocks_and_nothing_twice():
    texts = [piece.text for piece in pieces("sources/ep-7.md", SOURCE)]
    assert texts == ["Who paid for it?", "The barrage cost 310 million pounds.", "year tonnes 2019 40"]


def test_a_block_knows_who_spoke_when():
    voices = [(piece.speaker, piece.time) for piece in pieces("sources/ep-7.md", SOURCE)]
    assert voices == [("Sam Vale", "0:12"), ("Ada Brook", "12:34"), ("Ada Brook", "12:34")]


def test_a_block_is_its_own_anchor():
    assert pieces("sources/ep-7.md", SOURCE)[0].anchors == (Anchor("sources/ep-7.md", "k00000001"),)


def test_an_article_gives_its_sentences_with_the_blocks_behind_them():
    sentence = Piece("The barrage cost 310 million pounds.", (Anchor("sources/ep-7.md", "k00000002"),), 0, "Ada Brook")
    assert pieces("concepts/harlow-barrage.md", CONCEPT) == [sentence]


def test_a_passage_knows_its_page():
    (passage,) = passages_of("concepts/harlow-barrage.md", CONCEPT)
    assert passage.page == Page("concepts/harlow-barrage.md", "Harlow Barrage", ("the barrage",), "Concept", "concept")
    assert passage.heading == "Episode 7: Ada Brook"


@pytest.mark.parametrize("path", ["index.md", "log.md", "deep/index.md", "contents/cars.md"])
def test_contents_and_log_have_no_passages(path):
    assert passages_of(path, "---\ntype: Contents\n---\n# Cars\n\nWords.\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Just words.\n", ["Just words."], id="no front matter"),
        pytest.param("---\n[: broken\n---\nWords.\n", ["Words."], id="broken front matter"),
        pytest.param("---\ntype: Source\n---\nNo ids.\n", ["No ids."], id="a source without blocks"),
        pytest.param("> A quote of mine.\n", ["A quote of mine."], id="a person's own quotes"),
        pytest.param("```sh\nls -l\n\nrm x\n```\n", ["ls -l\n\nrm x"], id="a listing is one piece"),
        pytest.param("```sh\nls -l\n", ["ls -l"], id="a listing that never ends"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_persons_own_page(text, expected):
    assert [piece.text for piece in pieces("notes/mine.md", text)] == expected


def test_a_page_without_a_title_goes_by_its_name():
    assert passages_of("notes/mine.md", "Words.\n")[0].page.title == "mine"


def test_pieces_are_packed_to_about_400_tokens():
    assert [len(passage.pieces) for passage in pack(*[""] * 25)] == [10, 10, 5]


def test_a_heading_ends_a_passage_that_has_enough():
    assert [len(passage.pieces) for passage in pack(*["One"] * 6, *["Two"] * 6)] == [6, 6]


def test_short_sections_share_a_passage():
    assert [passage.heading for passage in pack("One", "Two", "Two")] == ["One · Two"]


def test_a_block_is_not_cut():
    texts = [f"{number} {FORTY * 3}" for number in range(20)]
    assert [piece.text for piece in pieces("sources/a.md", source("A", *texts))] == texts


def test_a_very_long_block_is_cut_between_sentences_and_each_part_knows_where_it_begins():
    block = Piece(f"{FORTY} " * 40, (Anchor("a.md", "k1"),))
    found = list(parts(block))
    assert len(found) > 3
    assert all(block.text[part.start :].startswith(part.text) and part.text.startswith("Forty") for part in found)
    assert " ".join(part.text for part in found).split() == block.text.split()


@pytest.mark.parametrize("text", [pytest.param("x" * 20_000, id="one word"), pytest.param("x " * 9_000, id="no stops")])
def test_endless_text_is_cut_all_the_same(text):
    found = list(parts(Piece(text)))
    assert "".join("".join(part.text for part in found).split()) == "".join(text.split())
    assert max(tokens_of(part.text) for part in found) <= 600


def test_the_piece_at_a_character():
    (passage,) = pack("", "", "")
    assert passage.piece_at(passage.text.index("long") + len(FORTY) + 10) == passage.pieces[1]
