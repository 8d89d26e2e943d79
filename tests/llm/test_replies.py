"""Replies are asked for once, kept under what the model saw, and counted."""

import json

import pytest
from pydantic import BaseModel

from kb.digest import Digest
from kb.errors import DiskError, EngineError
from kb.llm.meters import Observed
from kb.llm.port import Answer, Call
from kb.llm.replies import Remembered, Remembering, Replies, Silent, parsed
from kb.llm.request import Request
from models import Kept, Saying


class Shape(BaseModel):
    text: str


class Other(BaseModel):
    number: int


def request(prompt="p", subject="concepts/dam", **more):
    given = {"stage": "compose", "role": "strong", "system": "s", "shape": Shape, "item": prompt} | more
    return Request(prompt=prompt, subject=subject, **given)


KEY = Digest("ab" + "0" * 62)
REPLY = Remembered("compose", "claude", "Grüße")


def written(root):
    """A writer of files below `root`."""

    def write(path, text):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return write


def refusing(path, text):
    raise DiskError(f"{path}: full")


def test_a_reply_comes_back_from_its_own_file(tmp_path):
    replies = Replies(tmp_path, ".kb/replies", written(tmp_path))
    replies.put(KEY, REPLY)
    assert replies.get(KEY) == REPLY
    assert (tmp_path / f".kb/replies/ab/{KEY}.json").is_file()


def test_a_reply_that_is_not_there_is_none(tmp_path):
    assert Replies(tmp_path, "replies", refusing).get(KEY) is None


def test_a_full_disk_is_told_once_and_does_not_end_the_run(tmp_path):
    replies = Replies(tmp_path, "replies", refusing)
    replies.put(KEY, REPLY)
    first = replies.trouble
    replies.put(Digest("cd" + "0" * 62), REPLY)
    assert replies.trouble is first is not None


@pytest.mark.parametrize(
    ("data", "reply"),
    [
        pytest.param(b'{"stage": "s", "model": "m", "reply": "r"}', Remembered("s", "m", "r"), id="whole"),
        pytest.param(b'{"reply": "r"}', Remembered("", "", "r"), id="only the reply"),
        pytest.param(b'{"stage": "s", "rep', None, id="cut off"),
        pytest.param(b"", None, id="empty"),
        pytest.param(b"\xff", None, id="no text"),
        pytest.param(b"[]", None, id="no object"),
        pytest.param(b'{"reply": 7}', None, id="no words"),
    ],
)
def test_a_file_holds_a_reply_or_none(data, reply):
    assert parsed(data) == reply


def answers(model, *requests):
    return list(model.answer(requests))


def test_each_thing_is_asked_once():
    model, kept = Saying(lambda one: one.prompt), Kept()
    answers(Remembering(model, kept), request("a"))
    again = answers(Remembering(model, kept), request("a"), request("b"))
    assert [(a.text, a.remembered, a.model) for a in again] == [("a", True, "scripted"), ("b", False, "scripted")]
    assert [one.prompt for one in model.asked] == ["a", "b"]


def test_what_is_to_be_asked_again_is_and_replaces_what_was_kept():
    kept = Kept()
    answers(Remembering(Saying(lambda one: "old"), kept), request("a"), request("b"))
    renewed = Remembering(Saying(lambda one: "new"), kept, lambda one: one.prompt == "a")
    assert sorted(a.text for a in answers(renewed, request("a"), request("b"))) == ["new", "old"]
    assert sorted(reply.text for reply in kept.values()) == ["new", "old"]


def test_no_reply_is_nothing_to_remember():
    kept = Kept()
    answers(Remembering(Saying(lambda one: None), kept), request())
    assert kept == {}


def test_where_all_is_remembered_the_model_is_not_called():
    kept = Kept()
    answers(Remembering(Saying(lambda one: "a"), kept), request())
    assert [a.text for a in answers(Remembering(Unreachable(), kept), request())] == ["a"]


class Unreachable:
    def id(self, role):
        return "scripted"

    def answers(self, stage):
        return True

    def answer(self, requests):
        raise AssertionError(requests)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(request("q"), False, id="another prompt"),
        pytest.param(request(system="t"), False, id="other instructions"),
        pytest.param(request(shape=Other), False, id="another shape"),
        pytest.param(request(subject="concepts/gate"), True, id="another page: the model never sees it"),
        pytest.param(request(stage="lead"), True, id="another stage: the model never sees it"),
        pytest.param(request(item="y"), True, id="another item behind the same prompt"),
    ],
)
def test_a_reply_is_kept_under_what_the_model_sees(other, same):
    assert (request().key("m") == other.key("m")) == same
    assert request().key("m") != request().key("n")


def test_a_silent_model_has_the_name_of_the_other_and_no_reply():
    model = Saying(lambda one: "a", stages=("compose",))
    silent = Silent(model)
    assert (silent.id("fast"), silent.answers("compose"), silent.answers("lead")) == ("scripted", True, False)
    assert [(a.text, a.trouble) for a in answers(silent, request())] == [(None, "")]
    assert model.asked == []


class Giving:
    """Answers with what it is given."""

    def __init__(self, *answers):
        self.given = answers

    def id(self, role):
        return "given"

    def answers(self, stage):
        return stage == "compose"

    def answer(self, requests):
        return iter(self.given)


STOP = EngineError("no money")


def observed(*given):
    seen = []
    model = Observed(Giving(*given), seen.append)
    assert answers(model, *(a.request for a in given)) == list(given) == seen
    return model


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        pytest.param(Answer(request(), "r"), 1, id="answered"),
        pytest.param(Answer(request(), "r", remembered=True), 0, id="remembered"),
        pytest.param(Answer(request(), calls=(Call("m", "refusal"),)), 1, id="called in vain"),
        pytest.param(Answer(request(), stop=STOP), 0, id="never sent"),
    ],
)
def test_what_the_model_was_called_for_is_counted(answer, asked):
    assert observed(answer).asked["compose"] == asked


def test_what_got_no_reply_is_known_by_its_page_and_the_first_stop_is_kept():
    later = EngineError("again")
    model = observed(Answer(request("a"), stop=STOP), Answer(request("b"), stop=later), Answer(request("c"), "r"))
    assert {page: [one.prompt for one in missing] for page, missing in model.missing.items()} == {
        "concepts/dam": ["a", "b"]
    }
    assert model.stop is STOP


def test_the_replies_that_a_run_needed_are_known_by_their_keys():
    model = observed(Answer(request("a"), "r"), Answer(request("b"), "r", remembered=True), Answer(request("c")))
    assert model.used == {request("a").key("given"), request("b").key("given")}


def test_watching_changes_nothing():
    model = observed(Answer(request(), "r"))
    assert (model.id("fast"), model.answers("compose"), model.answers("lead"), model.stop) == (
        "given",
        True,
        False,
        None,
    )


def test_a_kept_reply_is_readable_json(tmp_path):
    Replies(tmp_path, "replies", written(tmp_path)).put(KEY, REPLY)
    text = (tmp_path / f"replies/ab/{KEY}.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"stage": "compose", "model": "claude", "reply": "Grüße"}
    assert "Grüße" in text
