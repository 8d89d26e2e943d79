"""A budget is never spent twice, whoever asks in whatever order."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.llm.models import Price
from kb.llm.port import Usage
from kb.llm.prices import Prices
from kb.llm.purse import BudgetSpent, Purse, UnknownPrice

MILLION = 1_000_000
PRICES = Prices({"m": Price(input=1, output=2, cache_read=0.1, cache_write=1.25)})
LEAST = 1e-9
"""Sums of binary fractions differ by less."""

CALLS = st.tuples(
    st.integers(0, MILLION),
    st.integers(0, MILLION),
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
)


def used(prompt, limit, shares):
    """What a call takes of what it was allowed."""
    output, read, write, rest = shares
    read = int(prompt * read)
    write = int((prompt - read) * write)
    return Usage(int((prompt - read - write) * rest), int(limit * output), read, write)


@given(budget=st.floats(0.01, 5), calls=st.lists(CALLS, max_size=30))
def test_one_after_the_other_calls_spend_no_more_than_the_budget_and_as_much_as_fits(budget, calls):
    purse = Purse(budget, PRICES)
    for prompt, limit, shares in calls:
        try:
            held = purse.reserve("m", prompt, limit)
        except BudgetSpent:
            assert purse.spent + PRICES.most("m", prompt, limit) > budget
            continue
        purse.settle(held, "m", used(prompt, limit, shares))
    assert purse.spent <= budget + LEAST


@given(budget=st.floats(0.01, 20), calls=st.lists(CALLS, max_size=20))
def test_threads_that_share_a_purse_keep_the_budget_and_all_come_to_an_end(budget, calls):
    purse = Purse(budget, PRICES)

    def call(prompt, limit, shares):
        try:
            held = purse.reserve("m", prompt, limit)
        except BudgetSpent:
            return
        purse.settle(held, "m", used(prompt, limit, shares))

    threads = [threading.Thread(target=call, args=one) for one in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    assert purse.spent <= budget + LEAST


def test_a_call_waits_for_the_money_that_another_may_need():
    purse = Purse(1.5, PRICES)
    first = purse.reserve("m", 0, MILLION // 2)
    held = []
    waiting = threading.Thread(target=lambda: held.append(purse.reserve("m", 0, MILLION // 2)))
    waiting.start()
    waiting.join(timeout=0.05)
    assert held == []
    purse.settle(first, "m", Usage(output=MILLION // 4))
    waiting.join(timeout=20)
    assert held == [1.0]


def test_who_gathers_a_batch_is_told_when_the_money_for_it_ends():
    purse = Purse(2.5, PRICES)
    held = [purse.reserve("m", 0, MILLION, batch=True) for _ in range(2)]
    with pytest.raises(BudgetSpent, match=r"may cost \$1.00 and \$0.500 is left"):
        purse.reserve("m", 0, MILLION, batch=True)
    assert [purse.settle(one, "m", Usage(output=MILLION), batch=True) for one in held] == [1, 1]


def test_what_does_not_fit_is_refused_and_says_what_is_left():
    purse = Purse(1, PRICES)
    purse.settle(purse.reserve("m", 0, MILLION // 4), "m", Usage(output=MILLION // 4))
    with pytest.raises(BudgetSpent, match=r"budget of \$1.00 does not cover .* may cost \$1.25 and \$0.500 is left"):
        purse.reserve("m", MILLION, 0)
    assert purse.reserve("m", 0, MILLION // 4) == 0.5


def test_a_call_that_failed_gives_all_of_it_back():
    purse = Purse(1, PRICES)
    assert purse.settle(purse.reserve("m", 0, MILLION // 2), "m", Usage()) == 0
    assert purse.spent == 0


def test_without_a_budget_nothing_is_refused():
    purse = Purse(None, PRICES)
    assert purse.settle(purse.reserve("m", 0, 10 * MILLION), "m", Usage(output=MILLION)) == 2
    assert purse.spent == 2


def test_a_model_of_unknown_price_is_let_through_and_counted():
    purse = Purse(5, PRICES)
    assert purse.settle(purse.reserve("qwen3", MILLION, MILLION), "qwen3", Usage(output=7)) is None
    assert (purse.spent, purse.unpriced) == (0, {"qwen3": 1})


def test_a_model_of_unknown_price_is_refused_under_a_budget_that_somebody_asked_for():
    with pytest.raises(UnknownPrice, match="price of qwen3 is not known") as caught:
        Purse(5, PRICES, strict=True).reserve("qwen3", 1, 1)
    assert "prices: qwen3:" in caught.value.hint


def test_a_reply_by_a_model_without_a_price_counts_for_all_that_was_put_aside():
    purse = Purse(5, PRICES)
    assert purse.settle(purse.reserve("m", 0, MILLION), "another", Usage(output=1)) is None
    assert purse.spent == 2
