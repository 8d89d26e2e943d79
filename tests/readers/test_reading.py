"""Raw bytes to readings, whatever the format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import readers
from kb.knowledge import Reading
from kb.readers.reader import Overrides, Unreadable

PROSE = "The first paragraph says one thing.\n\nThe second paragraph says another.\n\nThe third one ends it.\n"


def read(text: str | bytes, name: str = "file.txt", overrides: Overrides | None = None) -> tuple[Reading, ...]:
    data = text.encode() if isinstance(text, str) else text
    found = readers.read(name, data, overrides or Overrides())
    assert not isinstance(found, Unreadable), found
    return found


def refused(data: bytes, overrides: Overrides | None = None) -> Unreadable:
    found = readers.read("file.txt", data, overrides or Overrides())
    assert isinstance(found, Unreadable), found
    return found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("captions", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello there\n", id="WebVTT"),
        pytest.param(
            "captions", "1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:03,000 --> 00:00:04,000\nYou\n", id="SRT"
        ),
        pytest.param("clipping", "---\nsource: https://a.b/c\ncreated: 2025-04-08\n---\nText.\n", id="a clipped page"),
        pytest.param("note", "---\ntitle: T\n---\nText.\n", id="front matter"),
        pytest.param("note", "# Title\n\nText with `code`.\n", id="markdown"),
        pytest.param(
            "transcript", "ANN LEE: Hi.\nBO WU: Hello.\nANN LEE: So.\nBO WU: Yes.\n", id="names before colons"
        ),
        pytest.param("transcript", ">> Hi.\n>> Hello, how are you.\n>> Fine.\n", id="arrows"),
        pytest.param("transcript", "0:01\nso hello\n0:04\nand welcome\n0:07\nto this\n", id="times above the words"),
        pytest.param("thread", "One post here.\n\n---\n\nAnother post here.\n", id="posts with a rule between"),
        pytest.param("article", PROSE, id="anything else"),
    ],
)
def test_the_content_decides_the_kind(kind: str, text: str) -> None:
    reading, *_ = read(text, "note.md")
    assert reading.kind == kind and reading.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="an empty file"),
        pytest.param(b" \n\t\r\n", "white space", id="white space only"),
        pytest.param("\ufeff\u200b\n".encode(), "white space", id="only invisible characters"),
        pytest.param(b"%PDF-1.7 ...", "a PDF", id="a PDF"),
        pytest.param(b"PK\x03\x04....word/document.xml", "a Word document", id="a docx"),
        pytest.param(b"SQLite format 3\x00...", "an SQLite database", id="a database"),
        pytest.param(b"\x89PNG\r\n\x1a\n....", "an image that is broken", id="a broken image"),
        pytest.param(b"<svg viewBox='0 0 9 9'></svg>", "an SVG image", id="a drawing"),
        pytest.param(b'{"a": [1, 2', "JSON that is broken", id="half of a JSON file"),
        pytest.param(bytes(range(256)) * 8, "binary data", id="binary junk"),
        pytest.param(b"---\n---\n", "no words", id="nothing but rules"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes, words: str) -> None:
    answer = refused(data)
    assert words in answer.message and answer.hint


def test_an_unknown_kind_is_refused_with_the_nearest_one() -> None:
    assert "Did you mean transcript?" in refused(b"text", Overrides(kind="transcripts")).hint


def test_a_person_may_choose_the_kind_and_everything_else() -> None:
    decided = Overrides("article", "T", ("A",), "2024-01-02", "https://a.b", "de")
    (reading,) = read("# Not a heading\n\nText.\n", overrides=decided)
    assert (reading.kind, reading.title, reading.author) == ("article", "T", ("A",))
    assert (reading.published, reading.url, reading.language) == ("2024-01-02", "https://a.b", "de")


def test_a_person_may_split_a_file() -> None:
    parts = read("One post.\nIts end.\nAnother post.\n", overrides=Overrides(split=(3,)))
    assert [part.lines for part in parts] == [(1, 2), (3, 3)]
    assert [part.blocks[0].text for part in parts] == ["One post.", "Another post."]


def test_who_split_a_file_is_told() -> None:
    (first, _) = read("One post.\nIts end.\nAnother post.\n", overrides=Overrides(split=(3,), split_by="a model"))
    assert (first.reason, first.cuts) == ("split by a model: plain prose", (3,))
    assert read("One post.\nIts end.\n", overrides=Overrides(split=()))[0].cuts is None


@pytest.mark.parametrize(
    ("text", "by_file", "by_words"),
    [
        pytest.param("# The dam\n\nIt opened in 1966.\n", False, False, id="by its heading, also when the file is too"),
        pytest.param("It opened in 1966, and it cost a lot of money.\n", True, False, id="by its file"),
    ],
)
def test_a_reading_knows_what_gave_it_its_title(text: str, by_file: bool, by_words: bool) -> None:
    (reading,) = read(text, name="The dam.md")
    assert (reading.title, reading.named_by_file, reading.named_by_words) == ("The dam", by_file, by_words)


def test_a_title_that_is_only_how_a_text_begins_is_known_as_such() -> None:
    (reading,) = read("It opened in 1966. It cost a lot.\n", name="123.txt")
    assert (reading.title, reading.named_by_words) == ("It opened in 1966", True)


def test_a_split_beyond_the_end_is_a_warning() -> None:
    (reading,) = read("One line.", overrides=Overrides(split=(9,)))
    assert reading.warnings == ("split at line 9: the file has 1 lines",)


def test_an_insertion_keeps_the_ids_of_all_other_blocks() -> None:
    ids = [block.id for block in read(PROSE)[0].blocks]
    after = [block.id for block in read(PROSE.replace("\n\n", "\n\nSomething new.\n\n", 1))[0].blocks]
    assert [one for one in after if one in ids] == ids and len(after) == len(ids) + 1


def test_case_punctuation_and_white_space_keep_an_id() -> None:
    (one,), (two,) = read("Some words -- and more.")[0].blocks, read("some  WORDS and more")[0].blocks
    assert one.id == two.id


def test_words_that_come_again_get_a_number() -> None:
    first, second, third = read("Again.\n\nAgain.\n\nagain!\n")[0].blocks
    assert (second.id, third.id) == (f"{first.id}-2", f"{first.id}-3")


ANYTHING = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(
        st.sampled_from(
            [
                "# H",
                "---",
                "- a",
                "> q",
                ">> x",
                "A B: hi",
                "```",
                "0:04",
                "| a |",
                "|-|",
                "@a · 2h",
                "1/2",
                "<b>",
                "",
                "word " * 30,
                "title: x",
                "WEBVTT",
                "00:01.000 --> 00:02.000",
                "\tx",
                "[^1]: n",
                "中文。",
                "שלום",
                "🧵",
            ]
        ),
        max_size=14,
    ).map(lambda lines: "\n".join(lines).encode()),
)


@given(ANYTHING)
def test_every_file_is_read_or_refused_and_always_alike(data: bytes) -> None:
    found = readers.read("a.md", data, Overrides())
    assert found == readers.read("a.md", data, Overrides())
    kept = readers.sketched(found)
    assert readers.load(readers.dump(kept)) == kept
    if isinstance(found, Unreadable):
        return
    for reading in found:
        assert reading.title and reading.blocks
        assert all(block.text.strip() and block.markdown.strip() for block in reading.blocks)
        assert len({block.id for block in reading.blocks}) == len(reading.blocks)
        assert all(1 <= block.place.lines[0] <= block.place.lines[1] for block in reading.blocks)
