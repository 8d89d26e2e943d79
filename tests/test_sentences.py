"""Where a sentence ends."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


TABLE = [
    pytest.param("It rained. We stayed.", ["It rained.", "We stayed."], id="two sentences"),
    pytest.param("Dr. Rus met Mrs. Li at St. Paul's.", ["Dr. Rus met Mrs. Li at St. Paul's."], id="titles"),
    pytest.param("J. K. Rowling wrote it.", ["J. K. Rowling wrote it."], id="initials"),
    pytest.param("He lives in the U.S. now.", ["He lives in the U.S. now."], id="initialism inside"),
    pytest.param("It left the U.S. The rest stayed.", ["It left the U.S.", "The rest stayed."], id="initialism last"),
    pytest.param("It grew 3.5 % on v2.1 of Node.js today.", ["It grew 3.5 % on v2.1 of Node.js today."], id="decimals"),
    pytest.param("Well... maybe not. Yes.", ["Well... maybe not.", "Yes."], id="an ellipsis that goes on"),
    pytest.param("I wonder… They left.", ["I wonder…", "They left."], id="an ellipsis that ends"),
    pytest.param("He said “go.” She went.", ["He said “go.”", "She went."], id="a quote closes after the stop"),
    pytest.param("“Why?” he asked.", ["“Why?” he asked."], id="a question inside"),
    pytest.param("(It was late.) They slept.", ["(It was late.)", "They slept."], id="brackets"),
    pytest.param("It grew.[12] It fell.", ["It grew.[12]", "It fell."], id="a footnote mark"),
    pytest.param("Apples, pears, etc. are fruit.", ["Apples, pears, etc. are fruit."], id="etc. inside"),
    pytest.param("Firms - BYD, Geely, etc. - are private.", ["Firms - BYD, Geely, etc. - are private."], id="etc. -"),
    pytest.param("We sell apples, etc. The rest is air.", ["We sell apples, etc.", "The rest is air."], id="etc. last"),
    pytest.param("Compare e.g. BYD vs. Geely.", ["Compare e.g. BYD vs. Geely."], id="abbreviations"),
    pytest.param("Acme Inc. Chairman Bob left.", ["Acme Inc. Chairman Bob left."], id="a company before a name"),
    pytest.param("1. Open the box. 2. Close it.", ["1. Open the box.", "2. Close it."], id="list numbers"),
    pytest.param("One line\n\nAnother line", ["One line", "Another line"], id="a blank line"),
    pytest.param("hard wrapped\ntext goes on.", ["hard wrapped\ntext goes on."], id="a hard wrap"),
    pytest.param("Things:\n- one\n- two", ["Things:", "- one", "- two"], id="list items"),
    pytest.param("What I use:\nA small script.", ["What I use:", "A small script."], id="a line that announces"),
    pytest.param("Kay . Hmm . Welcome to it .", ["Kay .", "Hmm .", "Welcome to it ."], id="tokenised speech"),
    pytest.param("we went home. then we slept.", ["we went home.", "then we slept."], id="no capitals"),
    pytest.param("他来了。你好！真的吗？", ["他来了。", "你好！", "真的吗？"], id="Chinese"),
    pytest.param("彼は「行く。」と言った。", ["彼は「行く。」", "と言った。"], id="Japanese brackets"),
    pytest.param("Sales rose. iPhone led.", ["Sales rose.", "iPhone led."], id="a name that begins in lower case"),
    pytest.param("Really? yes.", ["Really?", "yes."], id="a question before lower case"),
    pytest.param("Yahoo! is back.", ["Yahoo! is back."], id="an exclamation mark in a name"),
    pytest.param("Es kostet z.B. drei Euro. Gut.", ["Es kostet z.B. drei Euro.", "Gut."], id="German"),
    pytest.param("¿Vienes? ¡Claro! Vamos.", ["¿Vienes?", "¡Claro!", "Vamos."], id="Spanish"),
    pytest.param("", [], id="nothing"),
    pytest.param(" \n ... \n", [], id="no words"),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_text_is_cut_where_a_reader_would_cut_it(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_unpunctuated_speech_is_cut_before_discourse_markers() -> None:
    text = " so ".join(["we looked at the numbers again yesterday they were fine for the most part"] * 8)
    assert len(cut(text)) > 3
    assert all(piece.startswith("so ") for piece in cut(text)[1:])


def test_a_long_sentence_that_commas_hold_together_is_left_whole() -> None:
    text = ", and then ".join(["the committee heard a witness"] * 20) + "."
    assert cut(text) == [text]


@given(st.text(alphabet="ab. !?\n\"”A,1。…-)('", max_size=200))
def test_spans_are_ordered_trimmed_and_lose_no_letter(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(piece == piece.strip() and piece for piece in cut(text))
    assert [c for piece in cut(text) for c in piece if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("unit", ["He went. ", "a ", ". ", "\n", "\n- ", "(", "x", "。", "… ", "a. ", "No. "])
def test_long_texts_take_linear_time(unit: str) -> None:
    begun = time.process_time()
    sentences(unit * (100_000 // len(unit)))
    assert time.process_time() - begun < 10
