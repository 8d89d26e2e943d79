"""What goes wrong is what the SDK makes of the real thing going wrong."""

import json
from threading import Event

import anthropic
import httpx2
import pytest

from messages_api import (
    EVERY_FAULT,
    BrokenJson,
    DropsBeforeHeaders,
    DropsMidStream,
    EndsEarly,
    ErrorMidStream,
    ProxyPage,
    Server,
    Stalls,
    bad_request,
    cut_at_max_tokens,
    flaky,
    forbidden,
    not_found,
    overflows_context,
    overloaded,
    payment_required,
    rate_limited,
    says,
    server_error,
    spend_limit_reached,
    too_large,
    unauthorized,
    unavailable,
    wrong_shape,
)
from messages_api.sdk import create, formatted, stream, text_of

WORD = says('{"word": "tide"}', thinking="Water comes and goes.")


def always(answer):
    return Server(lambda body, nth: answer)


@pytest.mark.parametrize("ask", [stream, create], ids=["streamed", "in one piece"])
@pytest.mark.parametrize(
    ("answer", "error", "status", "kind"),
    [
        (bad_request("no"), anthropic.BadRequestError, 400, "invalid_request_error"),
        (unauthorized(), anthropic.AuthenticationError, 401, "authentication_error"),
        (payment_required(), anthropic.PaymentRequiredError, 402, "billing_error"),
        (forbidden(), anthropic.PermissionDeniedError, 403, "permission_error"),
        (not_found(), anthropic.NotFoundError, 404, "not_found_error"),
        (too_large(), anthropic.ContentTooLargeError, 413, "request_too_large"),
        (rate_limited(7), anthropic.RateLimitError, 429, "rate_limit_error"),
        (spend_limit_reached(), anthropic.EnforcedSpendLimitReachedError, 429, "rate_limit_error"),
        (server_error(), anthropic.InternalServerError, 500, "api_error"),
        (unavailable(), anthropic.ServiceUnavailableError, 503, "api_error"),
        (overloaded(), anthropic.OverloadedError, 529, "overloaded_error"),
    ],
    ids=lambda value: f"{value.status} {value.error_code or value.type}" if hasattr(value, "retry_after") else "",
)
def test_an_error_has_its_status_and_type(ask, answer, error, status, kind):
    with always(answer) as server, pytest.raises(error) as raised:
        ask(server)
    assert (raised.value.status_code, raised.value.type) == (status, kind)
    assert raised.value.request_id == raised.value.body["request_id"]
    assert (server.completed, server.in_flight) == (0, 0)


def test_an_error_says_when_to_come_back():
    with always(rate_limited(2.5)) as server, pytest.raises(anthropic.RateLimitError) as raised:
        stream(server)
    assert raised.value.response.headers["retry-after"] == "2.5"


def test_a_spend_limit_is_told_by_its_code():
    spent = always(spend_limit_reached("contract_spend_limit_reached"))
    with spent as server, pytest.raises(anthropic.ContractSpendLimitReachedError) as raised:
        stream(server)
    assert raised.value.error_code == "contract_spend_limit_reached"


@pytest.mark.parametrize(
    ("fault", "streamed", "whole"),
    [
        (DropsBeforeHeaders, anthropic.APIConnectionError, anthropic.APIConnectionError),
        (DropsMidStream, httpx2.RemoteProtocolError, anthropic.APIConnectionError),
        (ErrorMidStream, anthropic.APIStatusError, anthropic.OverloadedError),
        (BrokenJson, json.JSONDecodeError, json.JSONDecodeError),
    ],
)
def test_a_reply_that_breaks_raises(fault, streamed, whole):
    with always(fault(WORD)) as server:
        with pytest.raises(streamed):
            stream(server)
        with pytest.raises(whole):
            create(server)
    assert (server.completed, server.in_flight) == (0, 0)


def test_an_error_in_the_middle_of_a_stream_has_status_200():
    with always(ErrorMidStream(WORD)) as server, pytest.raises(anthropic.APIStatusError) as raised:
        stream(server)
    assert (raised.value.status_code, raised.value.type) == (200, "overloaded_error")


def test_a_stream_that_ends_early_raises_nothing():
    with always(EndsEarly(WORD)) as server:
        message = stream(server)
    assert (message.stop_reason, text_of(message), server.completed) == (None, '{"word":', 0)


def test_a_proxys_page_is_no_message():
    with always(ProxyPage()) as server:
        assert "log in" in create(server)


@pytest.mark.parametrize("ask", [stream, create], ids=["streamed", "in one piece"])
@pytest.mark.parametrize(
    ("spoil", "stop_reason"),
    [(cut_at_max_tokens, "max_tokens"), (overflows_context, "model_context_window_exceeded")],
)
def test_a_reply_that_stops_too_soon_has_half_its_text(ask, spoil, stop_reason):
    with always(spoil(WORD)) as server:
        message = ask(server)
    assert (text_of(message), message.stop_reason) == ('{"word":', stop_reason)


def test_a_reply_of_the_wrong_shape_is_json_all_the_same():
    with always(wrong_shape(WORD)) as server:
        assert "word" not in json.loads(text_of(stream(server, output_config=formatted())))


def test_behind_a_gate_may_stand_a_fault():
    gate = Event()
    gate.set()
    with always(Stalls(gate, overloaded())) as server, pytest.raises(anthropic.OverloadedError):
        stream(server)


def played(seed=1, share=0.05, times=300, at_most=3):
    """What becomes of each of many bodies when it is asked four times: names of faults, "" for a good reply."""
    spoils = {name: lambda reply, name=name: name for name in EVERY_FAULT}
    script = flaky(lambda body, nth: WORD, share, list(spoils.values()), seed, at_most=at_most)
    said = [[script({"text": number}, nth) for nth in range(4)] for number in range(times)]
    return [["" if one == WORD else one for one in four] for four in said]


def test_a_flaky_script_is_the_same_in_every_run_and_another_one_with_another_seed():
    assert played() == played()
    assert played() != played(seed=2)


def test_a_flaky_script_has_its_share_of_every_fault():
    first = [four[0] for four in played(times=4000)]
    shares = {name: first.count(name) / len(first) for name in EVERY_FAULT}
    assert all(0.035 < share < 0.065 for share in shares.values()), shares


def test_whoever_asks_again_is_answered():
    assert {four[3] for four in played(share=0.09)} == {""}


def test_more_faults_than_replies_are_refused():
    with pytest.raises(ValueError, match="more than every reply"):
        flaky(lambda body, nth: WORD, 0.5, list(EVERY_FAULT.values()))


def test_every_fault_can_be_played_to_the_sdk():
    with Server(flaky(lambda body, nth: WORD, 1 / len(EVERY_FAULT), list(EVERY_FAULT.values()), at_most=1)) as server:
        for number in range(40):
            try:
                stream(server, f"Word {number}?")
            except (anthropic.APIError, httpx2.HTTPError, json.JSONDecodeError):
                assert server.in_flight == 0
            assert text_of(stream(server, f"Word {number}?")) == '{"word": "tide"}'
    assert 40 <= server.completed < 80
