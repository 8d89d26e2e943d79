"""A request that follows others of its kind is sent as a conversation whose beginning the server keeps."""

from claudes import GOOD, Word, claude
from kb.llm.request import Request, Turn
from messages_api import Server, says

TURNS = (Turn('{"word": "ebb"}', "No."), Turn('{"word": "flood"}', "Nor that."))


def request(turns):
    return Request("explore", "fast", "Be brief.", "Which word?", Word, None, turns=turns)


def sent(turns):
    with Server(lambda body, nth: says(GOOD)) as server:
        assert claude(server).complete(request(turns)).text == GOOD
        return server.requests[0].body["messages"]


def words(message):
    return message["content"] if isinstance(message["content"], str) else message["content"][0]["text"]


def test_what_was_replied_stands_between_what_was_told():
    messages = sent(TURNS)
    assert [message["role"] for message in messages] == ["user", "assistant", "user", "assistant", "user"]
    assert [words(m) for m in messages] == ["Which word?", TURNS[0].reply, "No.", TURNS[1].reply, "Nor that."]


def test_the_server_is_told_to_keep_what_the_next_request_begins_with():
    for turns in ((), TURNS):
        assert sent(turns)[-1]["content"][0]["cache_control"] == {"type": "ephemeral"}


def test_a_request_that_stands_alone_is_sent_as_ever():
    assert sent(None) == [{"role": "user", "content": "Which word?"}]


def test_a_repair_is_asked_for_what_was_told_last():
    with Server(lambda body, nth: says(GOOD if nth else '{"letter": 1}')) as server:
        claude(server).complete(request(TURNS))
    assert words(server.requests[1].body["messages"][-1]).startswith("Nor that.\n\nAn earlier reply")


def test_every_turn_is_part_of_the_key():
    keys = {request(turns).key("m") for turns in (None, TURNS[:1], TURNS, TURNS[::-1])}
    assert len(keys) == 4
    assert request(()).key("m") == request(None).key("m")
