"""The model that comes with the extra reads word pieces; without the extra, as here, search says how to get it."""

import pytest

from kb.search.vectors.minilm import MiniLM
from kb.search.vectors.provider import NoVectors
from kb.search.vectors.wordpieces import UNKNOWN, pieces, vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hello, world!", ["hello", ",", "world", "!"], id="words and signs"),
        pytest.param("unaffable", ["una", "##ffa", "##ble"], id="a word it knows in parts"),
        pytest.param("Café naïve", ["cafe", "naive"], id="accents"),
        pytest.param("中国", ["中", "国"], id="each Chinese character is a word"),
        pytest.param("a\x00b\u200d", ["ab"], id="what is no character"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_text_is_read_in_pieces(text, expected):
    assert pieces(text) == [vocabulary()[piece] for piece in expected]


def test_what_has_no_pieces_is_unknown():
    assert pieces("z" * 101) == [UNKNOWN]


def test_without_the_extra_the_way_to_it_is_told():
    with pytest.raises(NoVectors) as told:
        MiniLM().vectors(["eels"])
    assert told.value.hint == "pip install 'kb[vectors]'"
