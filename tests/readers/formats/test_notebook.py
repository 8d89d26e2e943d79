"""Jupyter notebooks: words, code and what it printed."""

import base64
import json

import pytest

from drawn import png
from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import notebook
from kb.readers.reader import Overrides, Unreadable


def made(*cells: dict[str, object]) -> bytes:
    about = {"language_info": {"name": "python"}, "authors": [{"name": "Ann Lee"}]}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}).encode()


def code(source: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "outputs": outputs}


WORDS: dict[str, object] = {"cell_type": "markdown", "source": ["# On mills\n", "\n", "The gate is of *iron*."]}


def read(*cells: dict[str, object]) -> Reading:
    found = readers.read("a.ipynb", made(*cells), Overrides())
    assert not isinstance(found, Unreadable), found
    return found[0]


def test_words_code_and_outputs_are_blocks() -> None:
    reading = read(
        WORDS, code("1 + 1", {"output_type": "execute_result", "data": {"text/plain": ["2"], "image/png": "x"}})
    )
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "The gate is of iron."),
        ("code", "1 + 1"),
        ("code", "2"),
    ]
    assert reading.blocks[1].markdown == "```python\n1 + 1\n```"
    assert (reading.kind, reading.title, reading.author) == ("notebook", "On mills", ("Ann Lee",))


def test_a_picture_that_code_drew_is_shown_in_place_of_its_name() -> None:
    drawn = {"text/plain": ["<Figure size 640x480>"], "image/png": base64.b64encode(png()).decode()}
    reading = read(WORDS, code("plot()", {"output_type": "display_data", "data": drawn}))
    assert (reading.blocks[-1].kind, reading.blocks[-1].text) == ("image", "")
    assert reading.blocks[-1].markdown == f"![](../assets/{reading.pictures[0].name})"


def test_long_outputs_are_cut_with_a_warning() -> None:
    reading = read(WORDS, code("", {"output_type": "stream", "text": "line\n" * 100}))
    assert reading.blocks[-1].text.count("line") == 40 and reading.warnings == ("outputs cut after 40 lines",)


def test_colours_of_a_terminal_are_no_words() -> None:
    assert read(code("", {"output_type": "stream", "text": "\x1b[31mred\x1b[0m"})).blocks[0].text == "red"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(made(WORDS)[:-9], "broken", id="cut off"),
        pytest.param(b'{"nbformat": 4, "cell_type": 1, "cells": ' + b"[" * 200_000, "broken", id="deeply nested"),
        pytest.param(made({"cell_type": "markdown", "source": 7}), "no words", id="no text"),
    ],
)
def test_a_notebook_that_can_t_be_read_says_why(data: bytes, words: str) -> None:
    found = readers.read("a.ipynb", data, Overrides())
    assert isinstance(found, Unreadable) and words in found.message


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(made(WORDS), True, id="a notebook"),
        pytest.param(b'{"cells": [1], "nbformat": 4}', False, id="other JSON"),
        pytest.param(b'"cells" "nbformat" "cell_type"', False, id="words"),
    ],
)
def test_the_content_decides(data: bytes, taken: bool) -> None:
    assert (notebook.recognise("a.ipynb", data) is not None) == taken
