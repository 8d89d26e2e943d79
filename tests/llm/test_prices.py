"""Tokens become dollars by what is published, and by what the workspace says over it."""

import pytest

from kb.llm.estimate import request_tokens, tokens
from kb.llm.models import Models, Price
from kb.llm.port import Usage
from kb.llm.prices import Prices, dollars
from kb.llm.request import Request
from kb.stages.answer import ANSWER

MILLION = 1_000_000
ALL = Usage(input=MILLION, output=MILLION, cache_read=MILLION, cache_write=MILLION)


@pytest.mark.parametrize(
    ("model", "usage", "usd"),
    [
        pytest.param("claude-sonnet-5-5", ALL, 2 + 10 + 0.10 + 2.50, id="each kind of token has its price"),
        pytest.param("claude-haiku-5-5", Usage(input=100_000), 0.01, id="a prompt at the limit is in the lower tier"),
        pytest.param("claude-haiku-5-5", Usage(input=100_001), 0.0500005, id="beyond it all of it costs more"),
        pytest.param(
            "claude-haiku-5-5",
            Usage(input=1, cache_read=100_000, output=MILLION),
            0.0000005 + 0.005 + 2.5,
            id="what comes from the cache is part of the prompt",
        ),
        pytest.param("claude-haiku-4-5-20251001", Usage(input=MILLION), 1.0, id="a dated id is its name's"),
    ],
)
def test_a_call_costs_what_is_published(model, usage, usd):
    assert Prices().cost(model, usage) == pytest.approx(usd)


def test_a_batch_costs_half():
    assert Prices().cost("claude-sonnet-5-5", ALL, batch=True) == pytest.approx(7.3)


@pytest.mark.parametrize(
    "model", ["qwen3", "claude-haiku-4-5-mini", "claude-haiku-4-5-2025", "claude-sonnet", "claude-fable-5-2", ""]
)
def test_an_unknown_model_costs_an_unknown_sum_and_not_nothing(model):
    assert Prices().of(model) is None
    assert Prices().cost(model, Usage()) is None
    assert Prices().most(model, 1, 1) is None


def test_the_settings_prices_go_over_the_published_ones():
    prices = Prices({"claude-haiku-5-5": Price(input=3, output=4), "qwen3": Price(input=0, output=0)})
    assert prices.cost("claude-haiku-5-5", Usage(input=MILLION, output=MILLION)) == 7
    assert prices.cost("qwen3", ALL) == 0


def test_a_cache_without_a_price_of_its_own_is_not_free():
    prices = Prices({"m": Price(input=1, output=0)})
    assert prices.cost("m", Usage(cache_read=MILLION, cache_write=MILLION)) == 2.25


def test_every_model_of_the_default_settings_has_a_price():
    models = Models()
    used = {one for role in ("fast", "strong", "judge") for one in (models.of(role).id, models.of(role).fallback)}
    assert [model for model in used if Prices().of(model) is None] == []


def test_the_published_prices_say_of_which_day_they_are():
    assert Prices().as_of == "2026-10-24"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a", 1), ("abc", 1), ("abcd", 2)])
def test_three_characters_are_a_token_and_what_is_left_too(text, count):
    assert tokens(text) == count


def test_a_request_is_as_long_as_its_prompts_and_its_schema():
    request = Request("answer", "fast", "s" * 300, "p" * 600, ANSWER.reply, item=None)
    assert request_tokens(request) > 300


@pytest.mark.parametrize(
    ("usd", "text"),
    [(0, "$0.00"), (0.00001, "under $0.0001"), (0.0042, "$0.0042"), (0.25, "$0.250"), (1234.5, "$1,234.50")],
)
def test_money_shows_as_many_digits_as_say_something(usd, text):
    assert dollars(usd) == text
