"""Front matter: cut off byte for byte, read as YAML 1.2 core, written so that it reads back the same."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.wiki.frontmatter import FrontMatterError, emit, page_digest, parse, parse_yaml, split

EPISODE = """\
type: Source
title: "Episode 40: Daniela Rus"
description: Transcript with Kevin Scott and Daniela Rus, 9,832 words.
tags: [transcript, podcasts]
sources:
  - {id: ep-40, resource: raw/podcasts/EP-40 Daniela Rus.txt, title: "Episode 40: Daniela Rus"}
generated: {by: kb/0.1.0 extractive, at: "2026-11-20T09:14:03Z", digest: k3f9a2c7181d0e4b}
status: stable
"""

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4))
mappings = st.dictionaries(text, values, max_size=5)


@pytest.mark.parametrize(
    ("page", "yaml_text", "body", "line"),
    [
        pytest.param("---\na: 1\n---\nbody\n", "a: 1\n", "body\n", 4, id="between two lines of dashes"),
        pytest.param("---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n", 4, id="Windows line ends stay"),
        pytest.param("\ufeff---\na: 1\n---\nbody", "a: 1\n", "body", 4, id="a byte order mark before it"),
        pytest.param("---\na: 1\n...\n body \n\n", "a: 1\n", " body \n\n", 4, id="dots may end it, spaces stay"),
        pytest.param("---\n---\n", "", "", 3, id="empty"),
        pytest.param("---\na: 1\n---", "a: 1\n", "", 3, id="no body at all"),
        pytest.param("text\n---\n", None, "text\n---\n", 1, id="none"),
        pytest.param("---\na: 1\n", None, "---\na: 1\n", 1, id="never closed"),
        pytest.param("----\na\n---\n", None, "----\na\n---\n", 1, id="four dashes are a rule"),
        pytest.param("---\na: --- b\n---\n", "a: --- b\n", "", 4, id="dashes inside a value"),
    ],
)
def test_a_page_splits_byte_for_byte(page: str, yaml_text: str | None, body: str, line: int) -> None:
    assert split(page) == (yaml_text, body, line)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("2026-01-02", "2026-01-02", id="a date stays a string"),
        pytest.param("12:30", "12:30", id="a time stays a string"),
        pytest.param("no", "no", id="no is a word"),
        pytest.param("True", True, id="true in any of three cases"),
        pytest.param("010", 10, id="a leading zero is no octal"),
        pytest.param("0x10", 16, id="hexadecimal"),
        pytest.param("-1.5e3", -1500.0, id="float"),
        pytest.param("-.inf", float("-inf"), id="infinity"),
        pytest.param("1_000", "1_000", id="an underscore makes a word"),
        pytest.param("'12'", "12", id="quoted digits"),
        pytest.param("!!str 12", "12", id="a tag for a string"),
        pytest.param("9" * 5000, "9" * 5000, id="a row of digits too long for a number"),
        pytest.param("", None, id="nothing"),
        pytest.param("[[Page]]", [["Page"]], id="a bare wikilink is nested lists"),
        pytest.param("{a: [1, b]}", {"a": [1, "b"]}, id="flow style"),
        pytest.param("&x [1]\nother: *x", [1], id="an alias repeats a value"),
    ],
)
def test_plain_words_mean_what_yaml_1_2_says(written: str, value: object) -> None:
    parsed = parse(f"key: {written}\n")
    assert not isinstance(parsed, FrontMatterError)
    assert parsed["key"] == value


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        pytest.param("a: 1\nb: 2\na: 3", 3, "'a' stands twice", id="a key twice"),
        pytest.param("x: {a: 1, a: 2}", 1, "'a' stands twice", id="a key twice, inside"),
        pytest.param("a: 1\n2026: x", 2, "2026 is not a string", id="a number as a key"),
        pytest.param("a: 1\ntitle: a: b", 2, "not allowed", id="a colon in a bare title"),
        pytest.param("a: [1", 2, "expected", id="a list without end"),
        pytest.param("\ta: 1", 1, "token", id="a tab"),
        pytest.param("a: @x", 1, "token", id="a reserved sign"),
        pytest.param("- a", 1, "list", id="a list"),
        pytest.param("a: &x [*x]", 1, "alias", id="a value that holds itself"),
        pytest.param("a: " + "[" * 50_000, 1, "deeply", id="brackets without end"),
        pytest.param("- " * 50_000, 1, "deeply", id="lists within lists"),
        pytest.param("a: \x01", 1, "character", id="a control character"),
        pytest.param("a: \ud800", 1, "character", id="half a character"),
    ],
)
def test_what_is_wrong_is_a_value_with_its_line(written: str, line: int, words: str) -> None:
    error = parse(written)
    assert isinstance(error, FrontMatterError)
    assert (error.line, words in error.message) == (line, True)


def test_kb_s_own_front_matter_is_written_as_it_is_read() -> None:
    parsed = parse(EPISODE)
    assert not isinstance(parsed, FrontMatterError)
    assert emit(parsed) == EPISODE


@given(mappings)
def test_what_is_written_reads_back_the_same(values: dict[str, object]) -> None:
    assert parse(emit(values)) == values  # type: ignore[arg-type]


@given(st.dictionaries(text, text | st.lists(text), max_size=5))
def test_readers_of_yaml_1_1_see_the_same_strings(values: dict[str, object]) -> None:
    assert yaml.safe_load(emit(values) or "{}") == values  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "word", ["no", "2026-01-02", "12:30", "1_000", "", "~", "a: b", "- a", "a #b", " a", "=", "0o7"]
)
def test_a_string_that_could_be_something_else_is_quoted(word: str) -> None:
    assert emit({"key": word}) == f'key: "{word}"\n'


def test_a_list_too_wide_for_a_line_has_a_line_for_each_item() -> None:
    written = emit({"aliases": ["a name of some length"] * 8})
    assert written.splitlines() == ["aliases:"] + ["  - a name of some length"] * 8


def test_the_digest_of_a_page_does_not_depend_on_who_made_it_when() -> None:
    page = f"---\n{EPISODE}---\nbody\n"
    later = page.replace("09:14:03Z", "23:59:59Z").replace("\n", "\r\n")
    assert page_digest(page) == page_digest(later)
    assert page_digest(page) != page_digest(page.replace("body", "bodies"))


WORDS = st.sampled_from(["a", "Éa", "1", "-1", "1.5", "null", "true", "~", "0x1f", ".inf", "2026-11-20T09:14:00Z", ""])
MARKS = st.sampled_from(
    [" ", "  ", ":", ": ", " #", ", ", "[", "]", "{", "}", "'", '"', "-", "- ", "\\", "\t", "\u2028"]
)
FLOWS = st.lists(WORDS | st.just("k: a") | st.just('"x y"') | st.just("k: 1"), max_size=3).map(", ".join)
YAML_VALUES = st.one_of(
    st.lists(WORDS | MARKS, max_size=6).map("".join),
    FLOWS.map("[{}]".format),
    FLOWS.map("{{{}}}".format),
    st.text(max_size=4).map('"{}"'.format),
)
YAML_LINES = st.tuples(st.sampled_from(["k: ", "key: ", "k:", "null: ", "  - ", "l:\n  - "]), YAML_VALUES).map("".join)


@given(st.lists(YAML_LINES, max_size=4).map("\n".join), st.sampled_from(["", "\n"]))
def test_plain_lines_are_read_as_the_yaml_parser_reads_them(text: str, end: str) -> None:
    assert parse(text + end) == parse_yaml(text + end)
