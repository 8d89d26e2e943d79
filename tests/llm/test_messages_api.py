"""The scripted server says what its script says, as the real SDK hears it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from anthropic import APIConnectionError

from messages_api import Reply, Server, Stalls, Usage, calls, rate_limits, refuses, says
from messages_api.minimal import minimal
from messages_api.sdk import MODEL, SCHEMA, client, create, formatted, question, stream, text_of

WORD = says('{"word": "tide"}', thinking="Water comes and goes.")
BOTH_WAYS = pytest.mark.parametrize("ask", [stream, create], ids=["streamed", "in one piece"])


def always(answer):
    return Server(lambda body, nth: answer)


@BOTH_WAYS
def test_the_text_comes_after_the_thinking(ask):
    with always(WORD) as server:
        message = ask(server, output_config=formatted())
    assert [block.type for block in message.content] == ["thinking", "text"]
    assert (text_of(message), message.stop_reason) == ('{"word": "tide"}', "end_turn")


@BOTH_WAYS
def test_tools_are_called_with_their_input_and_an_id_each(ask):
    with always(calls(("search", {"words": ["tide"]}), ("search", {"words": ["tide"]}), text="I look.")) as server:
        message = ask(server)
    _, first, second = message.content
    assert (first.name, first.input, message.stop_reason) == ("search", {"words": ["tide"]}, "tool_use")
    assert first.id != second.id


@BOTH_WAYS
@pytest.mark.parametrize("text", ["", '{"word": "ti'], ids=["without text", "with text"])
def test_a_refusal_says_what_for(ask, text):
    with always(refuses(text, category="bio")) as server:
        message = ask(server)
    assert (message.stop_reason, message.stop_details.category, text_of(message)) == ("refusal", "bio", text)


@BOTH_WAYS
def test_usage_is_counted_in_quarters_of_characters(ask):
    with always(WORD) as server:
        usage = ask(server, "Which word is it?", system="Be brief.").usage
    assert (usage.input_tokens, usage.output_tokens, usage.output_tokens_details.thinking_tokens) == (7, 10, 6)


@BOTH_WAYS
def test_usage_can_be_scripted(ask):
    with always(says("tide", usage=Usage(input_tokens=123_456, cache_read_input_tokens=789))) as server:
        usage = ask(server).usage
    assert (usage.input_tokens, usage.cache_read_input_tokens, usage.output_tokens) == (123_456, 789, 1)


def test_cited_passages_come_with_the_text():
    cited = {"type": "char_location", "cited_text": "tide", "document_index": 0, "start_char_index": 0}
    with always(Reply(({"type": "text", "text": "The tide.", "citations": [cited]},))) as server:
        block = stream(server).content[0]
    assert [citation.cited_text for citation in block.citations] == ["tide"]


def test_the_script_knows_how_often_it_was_asked_the_same():
    with Server(lambda body, nth: says(f"{nth} {body['messages'][0]['content']}")) as server:
        said = [text_of(stream(server, text)) for text in ("a", "b", "a", "a")]
    assert said == ["0 a", "0 b", "1 a", "2 a"]


def test_requests_are_kept_as_they_came():
    with always(WORD) as server:
        stream(server, "first")
        create(server, "second")
    assert [request.body["messages"][0]["content"] for request in server.requests] == ["first", "second"]
    assert server.requests[0].body == question("first", stream=True)
    assert server.requests[0].headers["authorization"] == "Bearer any"
    assert server.completed == 2


def test_every_reply_has_an_id_of_its_own_and_the_limits_that_are_scripted():
    with always(says("tide", headers=rate_limits(input_tokens=(50_000, 120)))) as server:
        asked = client(server).messages.with_raw_response
        replies = [asked.create(**question()) for _ in range(2)]
    assert len({reply.headers["request-id"] for reply in replies}) == 2
    assert replies[0].headers["anthropic-ratelimit-input-tokens-remaining"] == "120"


def test_requests_in_flight_are_counted_while_a_gate_is_shut():
    gate = Event()
    with Server(lambda body, nth: Stalls(gate, WORD)) as server, ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(stream, server, text) for text in "abc"]
        assert server.arrived(3)
        assert (server.in_flight, server.completed) == (3, 0)
        gate.set()
        assert {text_of(one.result()) for one in asked} == {'{"word": "tide"}'}
    assert (server.in_flight, server.in_flight_peak, server.completed) == (0, 3, 3)


def test_one_request_after_the_other_is_never_two_in_flight():
    with always(WORD) as server:
        for _ in range(20):
            stream(server)
    assert (server.in_flight_peak, server.completed) == (1, 20)


def test_half_of_a_stream_comes_before_the_gate_opens():
    gate = Event()
    with always(Stalls(gate, WORD, mid_stream=True)) as server, client(server).messages.stream(**question()) as events:
        first = next(events.text_stream)
        gate.set()
        assert first + "".join(events.text_stream) == '{"word": "tide"}'


def test_a_script_that_fails_fails_the_test():
    failing = Server(lambda body, nth: body["no such"])
    with pytest.raises(KeyError, match="no such"), failing as server, pytest.raises(APIConnectionError):
        stream(server)


def test_tokens_are_counted_before_anything_is_asked():
    with always(WORD) as server:
        counted = client(server).messages.count_tokens(model=MODEL, messages=question("Which word is it?")["messages"])
    assert (counted.input_tokens, server.requests) == (5, [])


def test_models_tell_their_limits():
    with always(WORD) as server:
        models = client(server).models
        assert MODEL in [model.id for model in models.list()]
        model = models.retrieve("claude-haiku-4-5")
    assert (model.max_input_tokens, model.max_tokens) == (200_000, 64_000)
    assert model.capabilities.structured_outputs.supported


def test_as_a_process_it_answers_in_the_schema_until_its_input_ends():
    command = [sys.executable, "-m", "messages_api", "0"]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=where, text=True) as process:
        server = SimpleNamespace(url=process.stdout.readline().strip())
        said = text_of(stream(server, output_config=formatted())), text_of(create(server, "Echo."))
        process.stdin.close()
    assert (said, process.returncode) == (('{"word": ""}', "Echo."), 0)


@pytest.mark.parametrize(
    ("schema", "instance"),
    [
        pytest.param(SCHEMA, {"word": ""}, id="required properties"),
        pytest.param({**SCHEMA, "required": []}, {}, id="no optional ones"),
        pytest.param({"type": "array", "items": {"type": "integer"}}, [], id="an empty list"),
        pytest.param({"type": "array", "items": {"type": "integer"}, "minItems": 1}, [0], id="a list of one"),
        pytest.param({"enum": ["a", "b"]}, "a", id="the first choice"),
        pytest.param({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, False, id="the first type"),
        pytest.param({"$ref": "#/$defs/X", "$defs": {"X": {"const": 7}}}, 7, id="a definition"),
        pytest.param({"allOf": [SCHEMA, {"type": "object"}]}, {"word": ""}, id="all of several"),
        pytest.param({"type": ["null", "string"]}, None, id="nothing"),
        pytest.param({"type": "string", "format": "date"}, "2026-01-01", id="a date"),
    ],
)
def test_the_smallest_instance_of_a_schema(schema, instance):
    assert minimal(schema) == instance
