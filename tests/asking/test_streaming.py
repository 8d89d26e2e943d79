"""Sentences of an answer are told as they come, each once, and only those that stand."""

import pytest

from asking.inquiries import COST, INQUIRY, OPENED, reply, written
from kb.asking.streaming import Streaming
from kb.digest import Digest
from kb.llm.request import Request
from kb.stages.answer import AnswerReply, ground

TWO = reply(written("It was opened in 1998.", (1, OPENED)), written("It cost 310 million pounds.", (1, COST)))


def request(stage="answer"):
    return Request(stage, "strong", "", "", AnswerReply, INQUIRY)


def told(*texts, stage="answer"):
    """What is told of a reply that comes as these texts, one after the other."""
    lines = []
    streaming = Streaming(lambda sentence, marks: lines.append(sentence.text + marks))
    for text in texts:
        streaming(request(stage), text)
    return lines


def test_each_sentence_is_told_once_however_the_reply_is_cut():
    whole = ["It was opened in 1998. [1]", "It cost 310 million pounds. [2]"]
    assert told(*(TWO[:end] for end in range(len(TWO) + 1))) == whole


def test_a_sentence_is_told_before_the_next_has_come():
    assert told(TWO[: TWO.index("It cost")]) == ["It was opened in 1998. [1]"]


def test_what_is_told_is_what_is_kept_in_the_end():
    streaming = Streaming(lambda sentence, marks: None)
    streaming(request(), TWO)
    (answered,) = ground(INQUIRY, AnswerReply.model_validate_json(TWO), Digest("")).results
    assert tuple(streaming.said) == answered.sentences


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(reply(written("It was opened in 1989.", (1, OPENED))), id="a number that the quote lacks"),
        pytest.param(reply(written("It was opened.", (1, "opened by the queen"))), id="an invented quote"),
        pytest.param(reply(written("It was opened.")), id="no quote"),
        pytest.param(reply(written("It was opened.", (1, OPENED)), enough=False), id="not enough"),
        pytest.param(reply(written("It was opened.", (1, OPENED)), look_up=["barrage"]), id="a search comes first"),
        pytest.param('{"look_up": [], "enough": true, "sentences": "none"}', id="another shape"),
        pytest.param('{"look_up": [], "enough": true, "sentences": [{"x": 1}]}', id="a sentence of another shape"),
        pytest.param("I would say that", id="prose"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_does_not_stand_is_not_told(text):
    assert told(text) == []


def test_replies_of_other_stages_are_not_told():
    assert told(TWO, stage="explore") == []


def test_an_answer_that_begins_anew_after_a_lost_connection_is_noticed():
    streaming = Streaming(lambda sentence, marks: None)
    streaming(request(), TWO)
    assert not streaming.held(streaming.said[::-1])
