"""Finding the words of a quote in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.quoting import locate

WORDS = st.lists(
    st.sampled_from("the of Geely don’t 3.5 20 $20B um uh so state-owned “smart” -5 1,000 naïve 中 国 x".split()),
    min_size=1,
)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        pytest.param("It grew 5 %. So it did.", "It grew 5 %.", "It grew 5 %.", id="exactly"),
        pytest.param(
            "the “Smart” one’s car", 'the "smart" one\'s car', "the “Smart” one’s car", id="quote marks and case"
        ),
        pytest.param("began — in 1997", "began - in  1997", "began — in 1997", id="dashes and white space"),
        pytest.param("a long\nline of words", "a long line of words", "a long\nline of words", id="line ends"),
        pytest.param("the govern-\nment said", "the government said", "the govern-\nment said", id="hyphenation"),
        pytest.param("So, um, we uh we went", "So, we went", "So, um, we uh we went", id="fillers and doubled words"),
        pytest.param("party art", "art", "art", id="the whole word, not its first letters elsewhere"),
        pytest.param("in 中国的产业政策", "中国的产业", "中国的产业", id="Chinese"),
        pytest.param("at a café", "cafe\u0301", "café", id="composed and decomposed letters"),
        pytest.param("costs ($20B  in all)", "($20B in all)", "($20B  in all)", id="marks at both ends"),
    ],
)
def test_a_quote_is_found_where_its_words_stand(text: str, quote: str, found: str) -> None:
    span = locate(text, quote)
    assert span is not None and text[span.start : span.end] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("It grew 5 %.", "It grew 6 %.", id="another number"),
        pytest.param("It grew 3.5 %.", "5 %", id="the end of a number"),
        pytest.param("It grew 3.5 %.", "It grew 3", id="the beginning of a number"),
        pytest.param("It grew 3-5 %.", "It grew 3.5 %.", id="a range for a fraction"),
        pytest.param("It grew -5 %.", "grew 5 %.", id="a lost sign"),
        pytest.param("It grew −5 %.", "5 %", id="a sign cut off"),
        pytest.param("It did not grow.", "It did grow.", id="a word left out"),
        pytest.param("partly", "part", id="a part of a word"),
        pytest.param("word", "", id="nothing"),
        pytest.param("word", "…", id="no word"),
    ],
)
def test_other_words_are_not_found(text: str, quote: str) -> None:
    assert locate(text, quote) is None


@given(WORDS, st.data())
def test_every_run_of_words_is_found_in_its_text(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    span = locate(" ".join(words), quote)
    assert span is not None and " ".join(words)[span.start : span.end] == quote


@given(WORDS, st.data())
def test_a_quote_with_one_word_changed_is_not_found(words: list[str], data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(words) - 1))
    assert locate(" ".join(words), " ".join([*words[:changed], "zebra", *words[changed + 1 :]])) is None


def test_a_long_text_is_searched_in_linear_time() -> None:
    text = "the same words again and " * 20_000
    started = time.process_time()
    locate(text, "the same words again and " * 20 + "never")
    assert time.process_time() - started < 10
