"""Bytes to text."""

import pytest

from kb.readers.decode import decode
from kb.readers.reader import File, Unreadable

TEXT = "A “smart” café, plain words around it and more of them to make the text long enough.\nSecond line."


def file(data: bytes) -> File:
    found = decode("a.txt", data)
    assert isinstance(found, File), found
    return found


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), "utf-8", id="UTF-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), "utf-16", id="UTF-16 with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", id="UTF-16 without a mark"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", id="big-endian UTF-16 without a mark"),
        pytest.param(TEXT.encode("utf-32"), "utf-32", id="UTF-32"),
        pytest.param(TEXT.encode("cp1252"), "cp1252", id="Windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert (file(data).text, file(data).encoding, file(data).warnings) == (TEXT, encoding, ())


def test_an_unknown_encoding_is_guessed_with_a_warning() -> None:
    russian = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 4
    found = file(russian.encode("cp1251"))
    assert found.text == russian and found.warnings == ("encoding guessed: cp1251",)


def test_a_few_broken_bytes_don_t_spoil_the_rest() -> None:
    found = file("Ein größerer Überblick über schöne Wörter".encode() + b" \xff\n")
    assert found.text.startswith("Ein größerer") and "1 broken characters" in found.warnings[0]


def test_lone_surrogates_and_stray_zeros_are_dropped_with_a_warning() -> None:
    words = "plain words " * 40
    assert file((words + "\udc80").encode("utf-8", "surrogatepass")).warnings
    assert file(words.encode() + b"\x00").warnings == ("1 control characters dropped",)


def test_line_ends_are_one_kind_and_lines_keep_their_numbers() -> None:
    assert [tuple(line) for line in file(b"a\r\nb\rc\n\nd").lines] == [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]


def test_hidden_characters_are_removed_and_reported() -> None:
    found = file("pay\u200bload \u202eevil\u202c a\u200db \U000e0041".encode())
    assert found.text == "payload evil ab "
    assert found.warnings[0].startswith("5 invisible characters removed")


def test_joiners_stay_where_a_script_needs_them() -> None:
    text = "می\u200cخواهم 👨\u200d👩\u200d👧"
    assert file(text.encode()).text == text


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert file("cafe\u0301".encode()).text == "café"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(256)), b"\xff\xfe\x00", b"\x7fELF\x02\x01"])
def test_binary_data_is_no_text(data: bytes) -> None:
    assert isinstance(decode("a.txt", data), Unreadable)
