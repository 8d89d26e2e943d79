"""The budget of a run, kept by everything that asks a model."""

import pytest

from claudes import GOOD, Clock, Word, claude, request
from kb.llm.batches import Batches
from kb.llm.models import Price
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.llm.waves import Waves
from messages_api import Server, Usage, refuses, says, unauthorized

DEAR = Prices({"claude-haiku-5-5": Price(input=0, output=1000)})
"""A tenth of a cent a token written: the most that a request of 1,000 tokens may cost is a dollar."""
REPLY = says(GOOD, usage=Usage(output_tokens=100))
MANY = [request(str(number)) for number in range(20)]


class Kept(dict):
    """Open batches in memory."""

    def get(self):
        return dict(self)

    def put(self, batch, ids):
        self[batch] = ids

    def drop(self, batch):
        self.pop(batch)


def waves(server, purse):
    return Waves(claude(server, money=purse), 8)


def batches(server, purse, store=None):
    return Batches(claude(server, Clock(), purse), Kept() if store is None else store, 2)


def test_requests_wait_for_the_money_that_others_hold():
    purse = Purse(4.0, DEAR)
    with Server(lambda body, nth: REPLY) as server:
        answers = list(waves(server, purse).answer(MANY))
        assert server.in_flight_peak <= 4
    assert [answer.text for answer in answers] == [GOOD] * 20
    assert purse.spent == pytest.approx(2.0)


def test_the_run_ends_before_the_budget_is_overspent():
    purse = Purse(2.0, DEAR)
    with Server(lambda body, nth: REPLY) as server:
        answers = list(waves(server, purse).answer(MANY))
    assert 10 <= sum(answer.text is not None for answer in answers) < 20
    assert purse.spent <= 2.0
    assert {answer.stop for answer in answers} - {None} != set()


@pytest.mark.parametrize("fault", [refuses(), unauthorized()], ids=["refused", "stopped"])
def test_money_is_never_held_for_what_is_over(fault):
    purse = Purse(1.5, DEAR)
    with Server(lambda body, nth: fault) as server:
        list(waves(server, purse).answer(MANY))
    assert purse.reserve("claude-haiku-5-5", 0, 1000) == pytest.approx(1.0)


def test_a_batch_is_put_aside_and_paid_for_at_half():
    purse = Purse(12.0, DEAR)
    with Server(lambda body, nth: REPLY) as server:
        answers = list(batches(server, purse).answer(MANY))
    assert [answer.text for answer in answers] == [GOOD] * 20
    assert purse.spent == pytest.approx(1.0)
    assert sum(call.usd for answer in answers for call in answer.calls) == pytest.approx(1.0)


def test_a_batch_that_the_budget_does_not_hold_is_not_sent():
    purse = Purse(9.0, DEAR)
    with Server(lambda body, nth: REPLY) as server:
        answers = list(batches(server, purse).answer(MANY))
        assert [one.method for one in server.everything] == []
    assert all(answer.stop for answer in answers)


class Stopped(Exception):
    """^C while a batch is waited for."""


def test_results_that_are_paid_for_are_taken_even_when_the_budget_is_spent():
    def stop(told):
        raise Stopped

    store = Kept()
    with Server(lambda body, nth: REPLY) as server:
        first = Batches(claude(server, Clock(), Purse(12.0, DEAR)), store, 2, watch=stop)
        with pytest.raises(Stopped):
            list(first.answer(MANY))
        answers = list(batches(server, Purse(0.5, DEAR), store).answer(MANY))
    assert [answer.text for answer in answers] == [GOOD] * 20


def test_a_repair_after_a_batch_finds_the_money_free_again():
    said = {False: says('{"wort": 1}', usage=Usage(output_tokens=100)), True: REPLY}
    purse = Purse(12.0, DEAR)
    with Server(lambda body, nth: said[bool(body.get("stream"))]) as server:
        answers = list(batches(server, purse).answer(MANY))
    assert all(Word.model_validate_json(answer.text) for answer in answers)
    assert purse.spent == pytest.approx(1.0 + 2.0)
