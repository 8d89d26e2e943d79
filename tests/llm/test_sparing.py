"""Money for the last request is kept: what would touch it is held back, request by request, and the run goes on."""

import pytest

from kb.llm.port import Usage
from kb.llm.prices import Prices
from kb.llm.purse import Purse
from kb.llm.request import Request
from kb.llm.sparing import KEPT, Sparing
from models import Saying


def request(number, stage="explore"):
    return Request(stage, "strong", "", str(number), type("Any", (), {}), None)


def answers(budget, requests, spent=0.0):
    """What is said to requests of a dollar each, with three kept."""
    purse = Purse(budget, Prices())
    purse.settle(purse.reserve("claude-sonnet-5-5", 0, 0), "claude-sonnet-5-5", Usage(output=int(spent * 100_000)))
    model = Sparing(Saying(lambda request: request.prompt), purse, "explore", lambda request: 1.0, 3.0)
    found = {answer.request: answer.text or answer.trouble for answer in model.answer(requests)}
    return [found[one] for one in requests]


TWO = [request(1), request(2)]


@pytest.mark.parametrize(
    ("budget", "spent", "said"),
    [
        pytest.param(5.0, 0.0, ["1", "2"], id="enough for all"),
        pytest.param(4.5, 0.0, ["1", KEPT], id="enough for one"),
        pytest.param(5.0, 1.0, ["1", KEPT], id="less is left than there was"),
        pytest.param(3.5, 0.0, [KEPT, KEPT], id="enough for the last alone"),
        pytest.param(None, 9.0, ["1", "2"], id="no limit"),
    ],
)
def test_what_would_touch_the_last_requests_money_is_held_back(budget, spent, said):
    assert answers(budget, TWO, spent) == said


def test_other_stages_may_spend_it():
    assert answers(0.5, [request(1, "answer")]) == ["1"]
