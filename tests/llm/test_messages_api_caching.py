"""Tokens of a marked prefix are written once and read afterwards, as the API counts them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import anthropic
import pytest

from messages_api import DropsBeforeHeaders, Server, Stalls, overloaded, says
from messages_api.sdk import SCHEMA, client, formatted, question, stream

MARK = {"type": "ephemeral"}
WORD = says("tide")
PREFIX = "p" * 400


def system(text=PREFIX, **mark):
    return [{"type": "text", "text": text, "cache_control": {**MARK, **mark}}]


def turns(*texts, marked=()):
    """One user message of several blocks."""
    content = [
        {"type": "text", "text": text, **({"cache_control": MARK} if number in marked else {})}
        for number, text in enumerate(texts)
    ]
    return {"messages": [{"role": "user", "content": content}]}


def counts(message):
    """Tokens written, read, and neither."""
    usage = message.usage
    return usage.cache_creation_input_tokens, usage.cache_read_input_tokens, usage.input_tokens


def streamed(server, text):
    return client(server).messages.stream(**question(text, system=system()))


@pytest.fixture
def server():
    with Server(lambda body, nth: WORD) as server:
        yield server


def test_a_prefix_is_written_and_then_read(server):
    said = [counts(stream(server, "q" * 40, system=system())) for _ in range(2)]
    assert said == [(100, 0, 10), (0, 100, 10)]


def test_without_a_mark_nothing_is_written(server):
    said = [counts(stream(server, "q" * 40, system=PREFIX)) for _ in range(2)]
    assert said == [(0, 0, 110)] * 2


def test_what_is_kept_for_an_hour_is_told_apart(server):
    written = stream(server, system=system(ttl="1h")).usage.cache_creation
    assert (written.ephemeral_5m_input_tokens, written.ephemeral_1h_input_tokens) == (0, 100)


def test_a_mark_on_the_request_is_one_on_its_last_block(server):
    said = [counts(stream(server, "q" * 40, system=PREFIX, cache_control=MARK)) for _ in range(2)]
    assert said == [(110, 0, 0), (0, 110, 0)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"system": system("x" + PREFIX)}, id="another text"),
        pytest.param({"model": "claude-sonnet-5-5"}, id="another model"),
        pytest.param({"output_config": formatted(SCHEMA)}, id="another format"),
        pytest.param({"tools": [{"name": "t", "input_schema": {"type": "object"}}]}, id="a tool before it"),
    ],
)
def test_nothing_is_read_after(server, changes):
    stream(server, system=system())
    assert stream(server, **{"system": system()} | changes).usage.cache_read_input_tokens == 0


def test_the_longest_prefix_is_read_and_the_rest_written(server):
    stream(server, **turns("a" * 40, "b" * 40, marked=[0, 1]))
    said = stream(server, **turns("a" * 40, "c" * 80, "d" * 4, marked=[0, 1]))
    assert counts(said) == (20, 10, 1)


@pytest.mark.parametrize(("between", "read"), [(19, 10), (20, 0)], ids=["20 blocks later", "21 blocks later"])
def test_a_mark_looks_back_20_blocks(server, between, read):
    stream(server, **turns("a" * 40, marked=[0]))
    said = stream(server, **turns("a" * 40, *"b" * between, marked=[between]))
    assert said.usage.cache_read_input_tokens == read


def test_a_short_prefix_is_not_kept_and_nobody_says_so(server):
    server.prefixes.minimum = 101
    said = [counts(stream(server, "q" * 40, system=system())) for _ in range(2)]
    assert said == [(0, 0, 110)] * 2


def test_what_runs_at_the_same_time_reads_nothing_of_each_other():
    gate = Event()
    with Server(lambda body, nth: Stalls(gate, WORD)) as server, ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(stream, server, text, system=system()) for text in "abc"]
        assert server.arrived(3)
        gate.set()
        assert [counts(one.result())[0] for one in asked] == [100, 100, 100]
        assert counts(stream(server, "d", system=system())) == (0, 100, 1)


def test_a_prefix_can_be_read_once_the_first_reply_has_started():
    gate = Event()
    answers = [Stalls(gate, WORD, mid_stream=True), WORD]
    with Server(lambda body, nth: answers.pop(0)) as server, streamed(server, "first") as first:
        next(iter(first.text_stream))
        second = stream(server, "second", system=system())
        gate.set()
        assert counts(first.get_final_message())[0] == counts(second)[1] == 100


@pytest.mark.parametrize("fault", [overloaded(), DropsBeforeHeaders()], ids=["an error", "a dropped connection"])
def test_what_never_started_wrote_nothing(fault):
    with Server(lambda body, nth: WORD if nth else fault) as server:
        with pytest.raises(anthropic.APIError):
            stream(server, "q", system=system())
        assert counts(stream(server, "q", system=system())) == (100, 0, 1)
