"""A request becomes an answer: what is sent, what counts as a reply, and what each fault turns into."""

import json

import pytest

from claudes import GOOD, KEY, Clock, Money, claude, request
from kb.llm.providers.reading import whole
from kb.stages.answer import ANSWER
from kb.stages.compose import COMPOSE
from kb.stages.extract import EXTRACT
from kb.stages.resolve import RESOLVE
from kb.stages.summarise import SUMMARISE
from messages_api import (
    BrokenJson,
    DropsBeforeHeaders,
    DropsMidStream,
    EndsEarly,
    ErrorMidStream,
    HttpError,
    ProxyPage,
    Server,
    bad_request,
    calls,
    cut_at_max_tokens,
    forbidden,
    not_found,
    overflows_context,
    overloaded,
    payment_required,
    rate_limited,
    rate_limits,
    refuses,
    says,
    server_error,
    spend_limit_reached,
    too_large,
    unauthorized,
    unavailable,
    wrong_shape,
)
from messages_api.minimal import minimal

REPLY = says(GOOD, thinking="Water comes and goes.")
MOMENT = 1_793_491_200.0
"""2026-11-01T00:00:00Z, a minute before the scripted limits reset."""


def saying(*answers):
    """Answers in turn, and the last of them from then on."""
    turns = iter(answers)
    return Server(lambda body, nth: next(turns, answers[-1]))


def of_model(**answers):
    """An answer for each model, haiku and sonnet."""
    return Server(lambda body, nth: answers[body["model"].split("-")[1]])


def outcomes(answer):
    return [call.outcome for call in answer.calls]


def test_a_reply_is_its_text_without_the_thinking_before_it():
    with saying(REPLY) as server:
        answer = claude(server).complete(request())
    assert (answer.text, answer.model, outcomes(answer)) == (GOOD, "claude-haiku-5-5", ["answered"])


def test_what_goes_out_is_strict_cached_and_streamed():
    with saying(REPLY) as server:
        claude(server, effort="low", thinking="between_tools").complete(request())
        sent = server.requests[0].body
    assert sent["system"] == [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]
    assert sent["messages"] == [{"role": "user", "content": "Which word?"}]
    assert sent["output_config"]["format"]["schema"]["additionalProperties"] is False
    assert (sent["output_config"]["effort"], sent["thinking"]) == ("low", {"type": "between_tools"})
    assert (sent["stream"], sent["max_tokens"]) == (True, 1000)


def test_an_empty_system_is_left_out():
    with saying(REPLY) as server:
        claude(server).complete(request(system=""))
        assert "system" not in server.requests[0].body


@pytest.mark.parametrize("stage", [EXTRACT, RESOLVE, COMPOSE, SUMMARISE, ANSWER], ids=lambda stage: stage.name)
def test_the_shape_of_every_stage_is_one_that_the_api_compiles(stage):
    smallest = Server(lambda body, nth: says(json.dumps(minimal(body["output_config"]["format"]["schema"]))))
    with smallest as server:
        answer = claude(server).complete(request(shape=stage.reply))
    assert answer.text is not None


def test_half_a_surrogate_pair_is_sent_as_a_question_mark():
    with saying(REPLY) as server:
        assert claude(server).complete(request("tide \ud83c")).text == GOOD
        assert server.requests[0].body["messages"][0]["content"] == "tide ?"


def test_every_attempt_is_on_the_account_with_its_tokens_money_and_request():
    money = Money()
    with saying(REPLY) as server:
        (call,) = claude(server, money=money).complete(request()).calls
    assert (call.usage.cache_write, call.usage.output, call.batch) == (3, 10, False)
    assert call.usd == money.spent > 0
    assert call.request_id.startswith("req_")
    assert money.held == 0


PASSING = [
    pytest.param(rate_limited(0), "rate_limited", id="rate limited"),
    pytest.param(rate_limited(), "rate_limited", id="rate limited without a word of how long"),
    pytest.param(overloaded(), "overloaded", id="overloaded"),
    pytest.param(unavailable(), "overloaded", id="unavailable"),
    pytest.param(server_error(), "server_error", id="a server's error"),
    pytest.param(DropsBeforeHeaders(), "lost", id="dropped before the headers"),
    pytest.param(DropsMidStream(), "lost", id="dropped mid-stream"),
    pytest.param(EndsEarly(), "lost", id="a stream cut cleanly"),
    pytest.param(BrokenJson(), "lost", id="broken JSON"),
    pytest.param(ProxyPage(), "lost", id="the page of a proxy"),
    pytest.param(ErrorMidStream(), "overloaded", id="overloaded mid-stream"),
    pytest.param(ErrorMidStream(type="rate_limit_error"), "rate_limited", id="rate limited mid-stream"),
    pytest.param(ErrorMidStream(type="api_error"), "server_error", id="an error mid-stream"),
]


@pytest.mark.parametrize(("fault", "outcome"), PASSING)
def test_what_passes_is_tried_again(fault, outcome):
    with saying(fault, REPLY) as server:
        answer = claude(server).complete(request())
    assert (answer.text, outcomes(answer)) == (GOOD, [outcome, "answered"])


@pytest.mark.parametrize(("fault", "outcome"), PASSING)
def test_what_does_not_pass_is_given_up_after_six_attempts_and_named(fault, outcome):
    money = Money()
    with saying(fault) as server:
        answer = claude(server, money=money).complete(request())
    assert outcomes(answer) == [outcome] * 6
    assert answer.text is None and answer.stop is None and answer.trouble
    assert (money.held, money.spent) == (0, sum(call.usd for call in answer.calls))


@pytest.mark.parametrize(
    "fault", [DropsMidStream(REPLY), EndsEarly(REPLY), ErrorMidStream()], ids=lambda f: type(f).__name__
)
def test_tokens_of_a_stream_that_broke_off_are_paid_for(fault):
    with saying(fault, REPLY) as server:
        failed, _ = claude(server).complete(request()).calls
    assert failed.usage.cache_write + failed.usage.input > 0
    assert failed.usd > 0


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        pytest.param(overloaded(), [1, 2, 4, 8, 16], id="twice as long each time"),
        pytest.param(overloaded(7), [7] * 5, id="as long as the server asks"),
        pytest.param(rate_limited(60), [60] * 5, id="a minute at most"),
        pytest.param(overloaded(61), [], id="no longer"),
        pytest.param(rate_limited(3600), [], id="an hour is for another run"),
    ],
)
def test_time_between_attempts(fault, waits):
    clock = Clock()
    with saying(fault) as server:
        answer = claude(server, clock).complete(request())
    assert clock.waits == pytest.approx(waits)
    assert answer.trouble


def test_a_rate_limit_without_a_word_of_how_long_lasts_until_its_reset():
    clock = Clock(MOMENT)
    with saying(rate_limited(headers=rate_limits(requests=(50, 0))), REPLY) as server:
        answer = claude(server, clock).complete(request())
    assert (answer.text, clock.now - MOMENT) == (GOOD, 60)


def test_what_the_server_calls_hopeless_is_not_tried_again():
    with saying(HttpError(529, "overloaded_error", "Overloaded", headers={"x-should-retry": "false"})) as server:
        assert len(claude(server).complete(request()).calls) == 1


def test_failed_attempts_are_told_with_their_request():
    with saying(overloaded(), bad_request()) as server:
        calls = claude(server).complete(request()).calls
    assert all(call.request_id.startswith("req_") for call in calls)


def test_nobody_asks_a_server_that_wants_an_hour_of_peace():
    with saying(rate_limited(3600)) as server:
        model = claude(server)
        first, second = model.complete(request()), model.complete(request("Another?"))
        assert len(server.requests) == 1
    assert "3600 seconds" in first.trouble and "3600 seconds" in second.trouble
    assert second.calls == ()


@pytest.mark.parametrize("kind", ["requests", "tokens", "input_tokens", "output_tokens"])
def test_a_limit_that_is_used_up_holds_the_next_request_back_until_it_resets(kind):
    clock = Clock(MOMENT)
    with saying(says(GOOD, headers=rate_limits(**{kind: (50, 0)})), REPLY) as server:
        model = claude(server, clock)
        model.complete(request())
        assert clock.waits == []
        model.complete(request("Another?"))
    assert clock.waits == [60]


def test_a_limit_with_room_left_holds_nobody_back():
    clock = Clock(MOMENT)
    with saying(says(GOOD, headers=rate_limits(requests=(50, 1)))) as server:
        model = claude(server, clock)
        model.complete(request())
        model.complete(request("Another?"))
    assert clock.waits == []


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        pytest.param(unauthorized(), "ANTHROPIC_API_KEY", id="a key that is not valid"),
        pytest.param(payment_required(), "credit", id="no credit"),
        pytest.param(forbidden(), "key", id="a key that may not"),
        pytest.param(not_found(), "models:", id="an unknown model"),
        pytest.param(spend_limit_reached(), "limit", id="the spend limit"),
        pytest.param(spend_limit_reached("contract_spend_limit_reached"), "limit", id="the contract's limit"),
        pytest.param(ErrorMidStream(type="authentication_error"), "ANTHROPIC_API_KEY", id="found out mid-stream"),
    ],
)
def test_what_no_request_gets_over_ends_the_run(fault, hint):
    with saying(fault) as server:
        model = claude(server)
        first, second = model.complete(request()), model.complete(request("Another?"))
        assert len(server.requests) == 1
    assert hint in first.stop.hint
    assert second.stop is first.stop


@pytest.mark.parametrize("key", ["", "two\nlines"], ids=["empty", "two lines"])
def test_a_key_that_cant_be_sent_ends_the_run_with_a_hint(key):
    with saying(REPLY) as server:
        answer = claude(server, key=key).complete(request())
        assert server.requests == []
    assert "ANTHROPIC_API_KEY" in answer.stop.hint and "--engine extractive" in answer.stop.hint
    assert answer.calls == ()


@pytest.mark.parametrize("folder", ["", "nowhere"], ids=["no profile", "a folder of profiles that is not there"])
def test_no_credentials_at_all_end_the_run_with_a_hint(monkeypatch, tmp_path, folder):
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE", "ANTHROPIC_IDENTITY_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path / folder))
    with saying(REPLY) as server:
        answer = claude(server, key=None).complete(request())
    assert "Set ANTHROPIC_API_KEY, or" in answer.stop.hint and "--engine extractive" in answer.stop.hint
    assert answer.calls == ()


@pytest.mark.parametrize(
    "echo",
    [
        pytest.param(bad_request(f"Received API key = {KEY}"), id="in a request's trouble"),
        pytest.param(HttpError(401, "authentication_error", f"bad key {KEY}"), id="in what ends the run"),
        pytest.param(HttpError(500, "api_error", KEY), id="in what passes"),
    ],
)
def test_a_key_that_a_server_says_back_is_hushed(echo):
    with saying(echo) as server:
        answer = claude(server).complete(request())
    assert KEY not in f"{answer} {answer.stop} {answer.trouble}"
    assert "***" in f"{answer.stop} {answer.trouble}"


UNREACHABLE = "http://127.0.0.1:9"


def test_a_server_that_was_never_reached_ends_the_run_with_the_first_request():
    clock = Clock()
    model = claude(UNREACHABLE, clock)
    first, second = (model.complete(request(prompt)) for prompt in "ab")
    assert UNREACHABLE in str(first.stop) and "base_url" in first.stop.hint
    assert (len(first.calls), len(second.calls), sum(clock.waits)) == (3, 0, 3.0)


def test_a_server_that_goes_away_ends_the_run_after_three_requests():
    model = claude(UNREACHABLE)
    model.trying.health.answered()
    answers = [model.complete(request(prompt)) for prompt in "abcd"]
    assert [answer.stop is None for answer in answers] == [True, True, False, False]
    assert [len(answer.calls) for answer in answers] == [6, 6, 6, 0]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(ProxyPage(), "the reply is not what the API speaks", id="the page of a proxy"),
        pytest.param(EndsEarly(), "the reply broke off", id="a stream cut cleanly"),
        pytest.param(DropsBeforeHeaders(), "the connection broke off", id="nothing at all"),
    ],
)
def test_what_came_in_place_of_a_reply_is_told(fault, words):
    with saying(fault) as server:
        assert claude(server).complete(request()).trouble == words


@pytest.mark.parametrize(("fault", "outcome"), PASSING)
def test_a_server_that_never_answers_ends_the_run_after_three_requests(fault, outcome):
    with saying(fault) as server:
        model = claude(server)
        answers = [model.complete(request(prompt)) for prompt in "abcd"]
    assert [answer.stop is None for answer in answers] == [True, True, False, False]
    assert len(server.requests) == 18
    assert "again and again" in answers[2].stop.hint


def test_a_server_that_fails_ten_requests_in_a_row_after_an_answer_ends_the_run():
    with saying(REPLY, overloaded()) as server:
        model = claude(server)
        answers = [model.complete(request(f"{number}?")) for number in range(12)]
    assert [answer.stop is None for answer in answers] == [True] * 10 + [False] * 2
    assert "Overloaded" in str(answers[10].stop)


def test_requests_that_a_server_stumbles_over_end_no_run_where_others_are_answered():
    with Server(lambda body, nth: server_error() if "bad" in body["messages"][0]["content"] else REPLY) as server:
        model = claude(server)
        answers = [model.complete(request(f"{n} {'bad' if n % 9 else 'good'}")) for n in range(20)]
    assert all(answer.stop is None for answer in answers)


@pytest.mark.parametrize("url", ["127.0.0.1:9", "http://localhost:port", "ftp://example.org"])
def test_an_address_that_is_none_ends_the_run(url):
    answer = claude(url).complete(request())
    assert "base_url" in answer.stop.hint


def test_a_request_that_the_server_rejects_is_its_own_trouble():
    with saying(bad_request("prompt is too long"), REPLY) as server:
        model = claude(server)
        rejected, answered = model.complete(request()), model.complete(request("Another?"))
    assert "prompt is too long" in rejected.trouble
    assert answered.text == GOOD


def test_three_rejections_before_any_answer_end_the_run_in_the_servers_words():
    with saying(bad_request("output_config: not permitted")) as server:
        model = claude(server)
        answers = [model.complete(request(prompt)) for prompt in "abc"]
    assert [answer.stop is None for answer in answers] == [True, True, False]
    assert "output_config: not permitted" in str(answers[2].stop)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([REPLY, *[bad_request()] * 5], id="rejected after an answer"),
        pytest.param([too_large()] * 6, id="too large, each by itself"),
    ],
)
def test_rejections_that_say_nothing_about_others_end_no_run(answers):
    with saying(*answers) as server:
        model = claude(server)
        assert all(model.complete(request(prompt)).stop is None for prompt in "abcdef")


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        pytest.param(cut_at_max_tokens(REPLY), "max_tokens", id="cut at max_tokens"),
        pytest.param(overflows_context(REPLY), "context window", id="too long for the window"),
        pytest.param(refuses(), "refused (frontier_llm)", id="refused"),
        pytest.param(refuses(GOOD), "refused", id="refused after a whole reply"),
        pytest.param(wrong_shape(REPLY), "word", id="wrong shape"),
        pytest.param(says(""), "reply", id="nothing said"),
        pytest.param(calls(("search", {}), text=GOOD), "tool_use", id="a tool that nobody gave it"),
    ],
)
def test_what_is_no_whole_reply_is_never_an_answer(spoilt, words):
    with saying(spoilt) as server:
        answer = claude(server).complete(request())
    assert answer.text is None
    assert words in answer.trouble
    assert "answered" not in outcomes(answer)


def test_a_reply_that_was_cut_is_asked_for_once_more_with_twice_the_room():
    with saying(cut_at_max_tokens(REPLY), REPLY) as server:
        answer = claude(server).complete(request())
        assert [sent.body["max_tokens"] for sent in server.requests] == [1000, 2000]
    assert (answer.text, outcomes(answer)) == (GOOD, ["max_tokens", "answered"])


def test_prose_that_was_cut_is_not_given_more_room_but_mended_once():
    with saying(cut_at_max_tokens(says("The tide comes in, and then it goes out.")), REPLY) as server:
        answer = claude(server).complete(request())
        assert [sent.body["max_tokens"] for sent in server.requests] == [1000, 1000]
    assert (answer.text, outcomes(answer)) == (GOOD, ["max_tokens", "answered"])


def test_prose_that_is_cut_again_is_trouble():
    with saying(cut_at_max_tokens(says("The tide comes in, and then it goes out."))) as server:
        answer = claude(server).complete(request())
        assert len(server.requests) == 2
    assert answer.text is None and "Invalid JSON" in answer.trouble


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param("/srv/models/tide.gguf", "tide.gguf", id="a path"),
        pytest.param("C:\\models\\tide.gguf", "tide.gguf", id="a path on Windows"),
        pytest.param("harlow/tide-8b", "harlow/tide-8b", id="a name with its maker's"),
    ],
)
def test_a_model_that_a_server_calls_by_its_file_loses_the_folder(told, name):
    message = whole({"model": told, "stop_reason": "end_turn", "content": [{"type": "text", "text": GOOD}]})
    assert message.model == name


@pytest.mark.parametrize(("most", "asked"), [(100_000, [100_000, 128_000]), (128_000, [128_000])])
def test_there_is_no_more_room_than_models_have(most, asked):
    with saying(cut_at_max_tokens(REPLY)) as server:
        claude(server, max_tokens=most).complete(request())
        assert [sent.body["max_tokens"] for sent in server.requests] == asked


def test_a_wrong_shape_is_shown_with_its_fault_and_mended_once():
    faulty = '{"wort": "```tide```"}'
    with saying(says(faulty), REPLY) as server:
        answer = claude(server).complete(request())
        (turn,) = server.requests[1].body["messages"]
    assert (answer.text, outcomes(answer)) == (GOOD, ["unusable", "answered"])
    assert turn["role"] == "user" and turn["content"].startswith("Which word?")
    assert f"````\n{faulty}\n````" in turn["content"] and "word: Field required" in turn["content"]


def test_a_reply_that_stays_wrong_is_trouble():
    with saying(wrong_shape(REPLY)) as server:
        answer = claude(server).complete(request())
    assert outcomes(answer) == ["unusable", "unusable"]


@pytest.mark.parametrize(
    ("fault", "attempts"), [pytest.param(refuses(), 1, id="refused"), pytest.param(overloaded(), 6, id="overloaded")]
)
def test_another_model_is_asked_where_the_first_does_not_answer(fault, attempts):
    with of_model(haiku=fault, sonnet=REPLY) as server:
        answer = claude(server, fallback="claude-sonnet-5-5").complete(request())
    assert (answer.text, answer.model, len(answer.calls)) == (GOOD, "claude-sonnet-5-5", attempts + 1)


def test_two_models_that_refuse_are_both_named():
    with saying(refuses()) as server:
        answer = claude(server, fallback="claude-sonnet-5-5").complete(request())
    assert "claude-haiku-5-5: " in answer.trouble and "claude-sonnet-5-5: " in answer.trouble


@pytest.mark.parametrize("fault", [not_found(), forbidden()], ids=["unknown", "not for us"])
def test_a_fallback_that_is_not_there_costs_one_request_and_not_the_run(fault):
    with of_model(haiku=refuses(), sonnet=fault) as server:
        model = claude(server, fallback="claude-sonnet-5-5")
        assert model.complete(request()).trouble
        assert model.complete(request("Another?")).stop is None


@pytest.mark.parametrize(
    "fault", [bad_request(), wrong_shape(REPLY), server_error()], ids=["rejected", "misshapen", "err"]
)
def test_no_other_model_is_asked_for_what_it_can_do_no_better(fault):
    with saying(fault) as server:
        claude(server, fallback="claude-sonnet-5-5").complete(request())
        assert {sent.body["model"] for sent in server.requests} == {"claude-haiku-5-5"}
