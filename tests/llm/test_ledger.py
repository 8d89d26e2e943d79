"""Every call is told of, with its tokens and its money, and nothing of what was said."""

import json

import pytest

from kb.errors import DiskError
from kb.llm.costs import ELSE, sums, total
from kb.llm.ledger import Ledger, events
from kb.llm.port import Answer, Call, Usage
from kb.llm.request import Request
from kb.stages.answer import ANSWER

REQUEST = Request("answer", "fast", "SYSTEM", "PROMPT", ANSWER.reply, item=None, subject="sources/a")
LOST = Call("claude-haiku-5-5", "overloaded", seconds=1)
GOOD = Call("claude-haiku-5-5", "answered", Usage(7, 5, 80, 13), 0.25, 2.00049, "req_1", batch=True)
ANSWERED = Answer(REQUEST, '"REPLY"', model="claude-haiku-5-5", calls=(LOST, GOOD))


def ledger(append=lambda event: None, **options):
    return Ledger(append, lambda role: "name", **options)


def test_each_call_is_an_event():
    failed, good = events(ANSWERED, "name")
    assert (failed["outcome"], failed["usd"], failed["attempts"]) == ("overloaded", None, 1)
    assert good == {
        "event": "call",
        "stage": "answer",
        "item": "sources/a",
        "key": REQUEST.key("name"),
        "model": "claude-haiku-5-5",
        "outcome": "answered",
        "input": 7,
        "output": 5,
        "cache_read": 80,
        "cache_write": 13,
        "usd": 0.25,
        "seconds": 2.0,
        "attempts": 2,
        "request_id": "req_1",
        "batch": True,
    }


def test_no_event_holds_what_was_said():
    told = json.dumps(list(events(ANSWERED, "name")))
    assert [word for word in ("SYSTEM", "PROMPT", "REPLY") if word in told] == []


def test_a_remembered_reply_is_no_call():
    kept = []
    ledger(kept.append).note(Answer(REQUEST, "{}", remembered=True))
    assert kept == []


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        pytest.param([], "0 requests answered, $0.00 spent", id="nothing"),
        pytest.param([GOOD], "1 request answered, $0.250 spent", id="one call"),
        pytest.param([LOST], "1 request answered, 1 call of unknown price", id="no price"),
        pytest.param([LOST, GOOD], "1 request answered, $0.250 spent, 1 call of unknown price", id="both"),
    ],
)
def test_a_run_adds_up_to_a_sentence(calls, said):
    book = ledger()
    book.note(Answer(REQUEST, "{}", calls=tuple(calls)))
    assert book.said == said


def test_a_disk_that_is_full_ends_no_run():
    def full(event):
        raise DiskError("no space")

    book = ledger(full)
    book.note(ANSWERED)
    assert (book.answered, str(book.trouble)) == (1, "no space")


def call(stage="extract", item="sources/a", usd=1.0, model="m", day="2026-10-24", **counts):
    tokens = {"input": 10, "output": 5, "cache_read": 80, "cache_write": 10, **counts}
    at = f"{day}T10:00:00Z"
    return {"event": "call", "at": at, "stage": stage, "item": item, "usd": usd, "model": model, **tokens}


CALLS = [
    call(),
    call(item="sources/b", usd=5.0, day="2026-10-25"),
    call("compose", "concepts/x", None, "qwen3"),
    {"event": "compile", "at": "2026-10-25T10:00:00Z"},
]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        pytest.param("stage", {"extract": (2, 6.0, 0), "compose": (1, 0.0, 1)}, id="the dearest stage first"),
        pytest.param("source", {"b": (1, 5.0, 0), "a": (1, 1.0, 0), ELSE: (1, 0.0, 1)}, id="what is of no source last"),
        pytest.param("concept", {"x": (1, 0.0, 1), ELSE: (2, 6.0, 0)}, id="concepts"),
        pytest.param("day", {"2026-10-24": (2, 1.0, 1), "2026-10-25": (1, 5.0, 0)}, id="days in order"),
        pytest.param("model", {"m": (2, 6.0, 0), "qwen3": (1, 0.0, 1)}, id="models"),
    ],
)
def test_calls_add_up_by(by, rows):
    found = {name: (one.calls, one.usd, one.unpriced) for name, one in sums(CALLS, by).items()}
    assert list(found.items()) == list(rows.items())


def test_the_share_from_the_cache_is_of_all_that_went_in():
    whole = total(CALLS)
    assert (whole.prompt, whole.cache_read, whole.hit) == (300, 240, 0.8)
    assert total([]).hit == 0
