"""Waves go out as batches: each item answered once or named, at half the price, also by a run that comes later."""

import pytest
from anthropic import Anthropic

from claudes import GOOD, Clock, Money, claude, request
from kb.llm.batches import Batches
from kb.llm.providers.batching import parts
from messages_api import (
    Cancels,
    DropsBeforeHeaders,
    Expires,
    Server,
    bad_request,
    cut_at_max_tokens,
    not_found,
    overloaded,
    refuses,
    says,
    server_error,
    wrong_shape,
)
from messages_api.statuses import HttpError

REPLY = says(GOOD)
THREE = [request(word) for word in ("one", "two", "three")]


class Kept(dict):
    """Open batches in memory."""

    def get(self):
        return dict(self)

    def put(self, batch, ids):
        self[batch] = ids

    def drop(self, batch):
        self.pop(batch)


def saying(*answers, **options):
    """Each body's answers in turn, and the last of them from then on."""
    return Server(lambda body, nth: answers[min(nth, len(answers) - 1)], **options)


def batches(server, store=None, clock=None, money=None, watch=lambda told: None, **settings):
    model = claude(server, clock, money, **settings)
    return Batches(model, Kept() if store is None else store, 2, every=30, watch=watch)


def created(server):
    """How many items each batch had."""
    return [len(one.body["requests"]) for one in server.everything if one.method == "POST" and not one.asks]


def outcomes(answer):
    return [(call.outcome, call.batch) for call in answer.calls]


def test_a_wave_is_one_batch_and_every_item_finds_its_own_reply():
    with Server(lambda body, nth: says(f'{{"word": "{body["messages"][0]["content"]}"}}')) as server:
        answers = list(batches(server).answer(THREE))
        assert (created(server), server.requests) == ([3], [])
    assert {answer.request.prompt: answer.text for answer in answers} == {
        word: f'{{"word": "{word}"}}' for word in ("one", "two", "three")
    }
    assert [outcomes(answer) for answer in answers] == [[("answered", True)]] * 3


def test_a_batch_costs_half():
    money = Money()
    with saying(REPLY) as server:
        answers = list(batches(server, money=money).answer(THREE))
    tokens = [call.usage for answer in answers for call in answer.calls]
    assert money.spent == sum(one.input + one.output + one.cache_read + one.cache_write for one in tokens) / 2
    assert money.held == 0


def test_it_is_looked_at_in_steps_and_told_of():
    clock, told = Clock(), []
    with saying(REPLY, polls=3) as server:
        list(batches(server, clock=clock, watch=told.append).answer(THREE))
    assert clock.waits == [30, 30, 30]
    assert told[0].startswith("waiting for batch msgbatch_") and told[0].endswith(": 0 of 3")


def test_an_empty_wave_asks_nothing():
    with saying(REPLY) as server:
        assert list(batches(server).answer([])) == []
        assert server.everything == []


class Stopped(Exception):
    """^C while a batch is waited for."""


def test_a_run_that_was_stopped_while_it_waits_finds_its_batch_again():
    def stop(told):
        raise Stopped

    store = Kept()
    with saying(REPLY) as server:
        with pytest.raises(Stopped):
            list(batches(server, store, watch=stop).answer(THREE))
        assert len(store) == 1
        answers = list(batches(server, store).answer(THREE))
        assert created(server) == [3]
    assert [answer.text for answer in answers] == [GOOD] * 3
    assert store == {}


def test_only_what_is_new_is_asked_beside_a_batch_that_was_found_again():
    store = Kept()
    with saying(REPLY) as server:
        next(batches(server, store).answer(THREE[:2]))
        answers = list(batches(server, store).answer(THREE))
        assert created(server) == [2, 1]
    assert len(answers) == 3


def test_a_batch_that_the_server_has_no_more_is_forgotten_and_asked_again():
    store = Kept({"msgbatch_gone": [request("one").key("claude-haiku-5-5")]})
    with saying(REPLY) as server:
        answers = list(batches(server, store).answer(THREE))
        assert created(server) == [3]
    assert (len(answers), store) == (3, {})


def test_a_batch_of_another_wave_is_left_alone():
    store = Kept({"msgbatch_other": ["f" * 32]})
    with saying(REPLY) as server:
        list(batches(server, store).answer(THREE))
    assert store == {"msgbatch_other": ["f" * 32]}


@pytest.mark.parametrize(
    "fault", [server_error(), overloaded(), Expires(), Cancels()], ids=["errored", "overloaded", "expired", "canceled"]
)
def test_items_that_got_no_reply_are_sent_once_more(fault):
    with Server(lambda body, nth: fault if body["messages"][0]["content"] == "two" and not nth else REPLY) as server:
        answers = list(batches(server).answer(THREE))
        assert created(server) == [3, 1]
    assert [answer.text for answer in answers] == [GOOD] * 3


@pytest.mark.parametrize("fault", [server_error(), Expires(), Cancels()], ids=["errored", "expired", "canceled"])
def test_items_that_get_no_reply_twice_are_named(fault):
    money = Money()
    with saying(fault) as server:
        answers = list(batches(server, money=money).answer(THREE))
        assert created(server) == [3, 3]
    assert all(answer.trouble and answer.stop is None and len(answer.calls) == 2 for answer in answers)
    assert (money.held, money.spent) == (0, 0)


def test_an_item_that_is_rejected_is_not_sent_again():
    said = {"two": bad_request("prompt is too long")}
    with Server(lambda body, nth: said.get(body["messages"][0]["content"], REPLY)) as server:
        answers = list(batches(server).answer(THREE))
        assert created(server) == [3]
    assert [answer.trouble for answer in answers if answer.text is None] == ["prompt is too long (400)"]


@pytest.mark.parametrize(
    ("spoilt", "outcome"),
    [
        pytest.param(wrong_shape(REPLY), "unusable", id="wrong shape: repaired"),
        pytest.param(cut_at_max_tokens(REPLY), "max_tokens", id="cut: more room"),
    ],
)
def test_what_a_batch_leaves_unusable_is_mended_by_ordinary_requests(spoilt, outcome):
    said = {False: spoilt, True: REPLY}
    with Server(lambda body, nth: said[bool(body.get("stream"))]) as server:
        answers = list(batches(server).answer(THREE))
        assert len(server.requests) == 3
    assert [answer.text for answer in answers] == [GOOD] * 3
    assert [outcomes(answer) for answer in answers] == [[(outcome, True), ("answered", False)]] * 3


def test_what_was_refused_in_a_batch_goes_to_the_fallback():
    said = {"claude-haiku-5-5": refuses(), "claude-sonnet-5-5": REPLY}
    with Server(lambda body, nth: said[body["model"]]) as server:
        answers = list(batches(server, fallback="claude-sonnet-5-5").answer(THREE))
    assert [(answer.text, answer.model) for answer in answers] == [(GOOD, "claude-sonnet-5-5")] * 3


def test_refusals_without_a_fallback_are_named():
    with saying(refuses()) as server:
        answers = list(batches(server).answer(THREE))
        assert created(server) == [3]
    assert all("refused" in answer.trouble for answer in answers)


def test_a_server_without_batches_ends_the_run():
    with saying(REPLY, interfere=lambda request, nth: not_found()) as server:
        answers = list(batches(server).answer(THREE))
    assert {str(answer.stop) for answer in answers} == {"this server takes no message batches"}
    assert answers[0].stop.hint == "Leave out --batch."


@pytest.mark.parametrize("fault", [not_found(), HttpError(401, "authentication_error", "no")], ids=["model", "key"])
def test_what_no_item_gets_over_ends_the_run(fault):
    with saying(fault) as server:
        answers = list(batches(server).answer(THREE))
    assert all(answer.stop is answers[0].stop is not None for answer in answers)


def at(method, end, fault):
    """The fault, the first time that a path with this end is asked for."""
    return lambda request, nth: fault if (request.method, nth) == (method, 0) and request.path.endswith(end) else None


@pytest.mark.parametrize("fault", [overloaded(), DropsBeforeHeaders()], ids=["overloaded", "dropped"])
@pytest.mark.parametrize(
    ("method", "end"),
    [
        pytest.param("GET", "batches", id="when it looks what there is"),
        pytest.param("POST", "batches", id="when it is sent"),
        pytest.param("GET", "1", id="when it is looked at"),
        pytest.param("GET", "results", id="when its results come"),
    ],
)
def test_a_fault_of_the_line_costs_no_batch(method, end, fault):
    store = Kept()
    with saying(REPLY, interfere=at(method, end, fault)) as server:
        answers = list(batches(server, store).answer(THREE))
        made = Anthropic(api_key="any", base_url=server.url).messages.batches.list().data
    assert [answer.text for answer in answers] == [GOOD] * 3
    assert (len(made), store) == (1, {})


def test_a_batch_stays_known_when_the_line_stays_down():
    store = Kept()
    down = lambda request, nth: overloaded() if request.path.endswith("1") else None  # noqa: E731
    with saying(REPLY, interfere=down) as server:
        answers = list(batches(server, store).answer(THREE))
    assert all("results are taken up" in answer.stop.hint for answer in answers)
    assert len(store) == 1


@pytest.mark.parametrize(
    ("most", "size", "expected"),
    [(3, 10_000, [3, 3, 1]), (100, 110, [2, 2, 2, 1]), (100, 1, [1] * 7), (100, 10_000, [7])],
    ids=["by number", "by bytes", "each too large by itself", "all in one"],
)
def test_batches_are_split(most, size, expected):
    items = {f"key{number}": {"model": "m"} for number in range(7)}
    assert [len(part) for part in parts(items, most, size)] == expected
