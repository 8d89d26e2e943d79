"""Which sentences are worth quoting, and what they are said to be about."""

import pytest

from building import block
from kb.extractive.extracting import extract
from kb.knowledge import SourceId
from kb.stages.extract import Window


def statements(*texts, speaker="", language="en"):
    blocks = tuple(block(text, number=n, speaker=speaker) for n, text in enumerate(texts, 1))
    return extract(Window(SourceId("a"), "article", language, blocks)).statements


QUOTED = [
    pytest.param("Geely is the third largest automaker in China.", id="a definition"),
    pytest.param("So, the turbines cost Marram Energy £400,000 a year.", id="a discourse word may stay"),
    pytest.param("These robots are inspired by the human form and by animals.", id="a pronoun with its noun"),
    pytest.param("It was Marram Energy that paid £400,000 for the eel pass.", id="strong in spite of its pronoun"),
]
LEFT = [
    pytest.param("Who paid for the turbines of Marram Energy in 2019?", id="a question"),
    pytest.param("Thank you, operator, next question for Marram Energy please.", id="moderation"),
    pytest.param("It was bigger than they had expected it to be.", id="an unresolved pronoun"),
    pytest.param("Good one.", id="too short"),
    pytest.param("const Geely = { price: 3, name: 'x' };", id="code"),
    pytest.param("KEITH WEISS, Morgan Stanley: Thanks for taking the question.", id="a label"),
    pytest.param("Marram Energy, " * 70 + "left.", id="too long"),
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_sentence_that_stands_by_itself_is_quoted_whole(text):
    assert [(s.text, s.quotes) for s in statements(text)] == [(text, [text])]


@pytest.mark.parametrize("text", LEFT)
def test_what_says_nothing_by_itself_is_left(text):
    assert statements(text) == []


def test_white_space_is_folded():
    assert statements("Geely is the third\n  largest automaker in China.")[0].text.count("\n") == 0


def test_the_speaker_says_it_and_is_a_subject_of_what_they_say_of_themselves():
    [said] = statements("I was born in Romania and I studied robotics at Cornell.", speaker="Daniela Rus")
    assert said.said_by == ["Daniela Rus"]
    assert said.about[0] == "Daniela Rus"


def test_a_role_is_no_subject():
    [said] = statements("I was born in Romania and I studied robotics at Cornell.", speaker="Project Manager")
    assert "Project Manager" not in said.about


OTHER_LANGUAGES = [
    pytest.param("es", "El Banco de España publicó un informe sobre Grecia.", "Banco de España", id="Spanish"),
    pytest.param("de", "Das Kraftwerk in Bremerhaven liefert seit 2019 Strom.", "bremerhaven", id="German"),
    pytest.param("zh", "比亚迪是中国最大的电动车制造商。中国政府支持电动车已有二十年。", "电动车", id="Chinese"),
    pytest.param("ja", "トヨタは日本の自動車メーカーです。", "トヨタ", id="Japanese"),
]


@pytest.mark.parametrize(("language", "text", "name"), OTHER_LANGUAGES)
def test_other_languages_give_their_names(language, text, name):
    assert name in statements(text, language=language)[0].about
