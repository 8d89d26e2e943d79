"""Waves keep as many requests under way as they may, let the first of a kind go ahead, and end when nobody reads on."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from threading import Condition, Event

import pytest

from claudes import GOOD, Money, Word, claude, request
from kb.errors import EngineError
from kb.llm.models import Models, ModelSettings
from kb.llm.port import Answer
from kb.llm.providers.claude import Claude
from kb.llm.waves import Waves
from messages_api import EVERY_FAULT, Server, Stalls, flaky, overloaded, says, unauthorized

SRC = Path(__file__).resolve().parents[2] / "src"
PATIENCE = 30
"""Seconds until a test that waits for a thread fails."""


class Gated:
    """A provider whose requests are all held until let through; one for `stop` ends the run."""

    def __init__(self, stop=""):
        self.begun, self.let, self.peak, self.under_way = [], set(), 0, 0
        self.stop, self.changed = stop, Condition()

    def id(self, role):
        return "gated"

    def complete(self, request):
        with self.changed:
            self.begun.append(request.prompt)
            self.under_way += 1
            self.peak = max(self.peak, self.under_way)
            self.changed.notify_all()
            assert self.changed.wait_for(lambda: self.let & {request.prompt, "all"}, PATIENCE)
            self.under_way -= 1
            self.changed.notify_all()
        stop = EngineError("no more") if request.prompt == self.stop else None
        return Answer(request, None if stop else GOOD, stop=stop)

    def through(self, prompt):
        with self.changed:
            self.let.add(prompt)
            self.changed.notify_all()

    def begins(self, count):
        """Waits until so many have begun."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.begun) >= count, PATIENCE)


def alone(count):
    """Requests that share nothing."""
    return [request(str(number), system="") for number in range(count)]


def reading(waves, requests):
    """Answers as they come, read in a thread of its own."""
    answers = []
    thread = threading.Thread(target=lambda: answers.extend(waves.answer(requests)), daemon=True)
    thread.start()
    return thread, answers


def until(true):
    """Waits for another thread to make it true."""
    waiting = Condition()
    with waiting:
        return any(true() or waiting.wait(0.01) for _ in range(100 * PATIENCE))


def test_as_many_are_under_way_as_may_be_and_no_more():
    gated = Gated()
    thread, answers = reading(Waves(gated, 8), alone(40))
    assert gated.begins(8)
    gated.through("3")
    assert gated.begins(9)
    gated.through("all")
    thread.join(PATIENCE)
    assert (gated.peak, len(answers)) == (8, 40)


def test_the_first_of_a_kind_goes_ahead_and_the_others_follow_when_it_is_answered():
    gated = Gated()
    kinds = [request(f"{kind}{number}", system=kind) for kind in "ab" for number in range(3)]
    thread, _ = reading(Waves(gated, 8), kinds)
    assert gated.begins(2)
    assert sorted(gated.begun) == ["a0", "b0"]
    gated.through("a0")
    assert gated.begins(4)
    assert sorted(gated.begun) == ["a0", "a1", "a2", "b0"]
    gated.through("all")
    thread.join(PATIENCE)
    assert len(gated.begun) == 6


def test_requests_without_a_system_wait_for_nobody():
    gated = Gated()
    thread, _ = reading(Waves(gated, 8), alone(3))
    assert gated.begins(3)
    gated.through("all")
    thread.join(PATIENCE)


def test_answers_are_told_as_they_come():
    gated = Gated()
    answers = Waves(gated, 2).answer(alone(2))
    gated.through("1")
    assert next(answers).request.prompt == "1"
    gated.through("0")
    assert next(answers).request.prompt == "0"


def test_a_stop_answers_all_that_has_not_begun_at_once():
    gated = Gated(stop="0")
    thread, answers = reading(Waves(gated, 2), alone(40))
    assert gated.begins(2)
    gated.through("0")
    assert until(lambda: len(answers) == 39)
    assert {str(answer.stop) for answer in answers} == {"no more"}
    gated.through("all")
    thread.join(PATIENCE)
    assert (answers[39].text, len(gated.begun)) == (GOOD, 2)


def test_a_stop_does_not_wait_for_the_first_of_another_kind():
    gated = Gated(stop="a")
    kinds = [request("a", system="a"), *(request(f"b{number}", system="b") for number in range(10))]
    thread, answers = reading(Waves(gated, 2), kinds)
    assert gated.begins(2)
    gated.through("a")
    assert until(lambda: len(answers) == 10)
    gated.through("all")
    thread.join(PATIENCE)
    assert gated.begun == ["a", "b0"]


def test_nothing_begins_once_nobody_reads_on():
    gated = Gated()
    before = threading.active_count()
    answers = Waves(gated, 2).answer(alone(40))
    gated.through("0")
    next(answers)
    assert gated.begins(3)
    answers.close()
    gated.through("all")
    with gated.changed:
        assert gated.changed.wait_for(lambda: gated.under_way == 0, PATIENCE)
    assert len(gated.begun) == 3
    assert threading.active_count() <= before + 2


def test_an_empty_wave_has_no_answers():
    assert list(Waves(Gated(), 8).answer([])) == []


class Broken(Gated):
    """A provider with a fault of its own."""

    def complete(self, request):
        raise ZeroDivisionError


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_our_own_is_raised_and_not_waited_for():
    with pytest.raises(RuntimeError, match="fault of kb's own"):
        list(Waves(Broken(), 2).answer(alone(2)))
    for thread in threading.enumerate():
        if "(work)" in thread.name:
            thread.join(PATIENCE)


INTERRUPTED = """
from test_waves import Gated, Waves, alone
gated = Gated()
answers = Waves(gated, 4).answer(alone(40))
gated.through("0")
next(answers)
raise KeyboardInterrupt
"""


def test_no_thread_keeps_an_interrupted_program_alive():
    tests = Path(__file__).resolve().parent
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (SRC, tests, tests.parent)))}
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], env=where, capture_output=True, text=True, timeout=PATIENCE
    )
    assert run.stderr.strip().endswith("KeyboardInterrupt")


def nth_of(body):
    """The number that a request of `alone` asks for."""
    return int(body["messages"][0]["content"])


def word(body, nth):
    return says(GOOD)


def test_the_shared_prefix_is_written_once_and_read_by_all_others():
    with Server(word) as server:
        answers = list(Waves(claude(server), 8).answer([request(str(number)) for number in range(40)]))
    usages = [call.usage for answer in answers for call in answer.calls]
    assert [sum(usage.cache_write > 0 for usage in usages), sum(usage.cache_read > 0 for usage in usages)] == [1, 39]


def test_eight_are_in_flight_at_the_server():
    gate = Event()
    with Server(lambda body, nth: Stalls(gate, says(GOOD))) as server:
        thread, answers = reading(Waves(claude(server), 8), alone(100))
        assert server.arrived(8)
        gate.set()
        thread.join(PATIENCE)
        assert (server.in_flight_peak, len(answers)) == (8, 100)


MANY = 80
"""Requests: enough that each fault comes up in each of three runs."""


@pytest.mark.parametrize("seed", range(3))
def test_when_every_eleventh_reply_has_each_of_eleven_faults_each_item_is_answered_or_named(seed):
    money, faults = Money(), list(EVERY_FAULT.values())
    whole = {f'{{"word": "{number}"}}' for number in range(MANY)}
    said = flaky(
        lambda body, nth: says(f'{{"word": "{body["messages"][0]["content"].split()[0]}"}}'), 1 / 11, faults, seed
    )
    with Server(said) as server:
        answers = list(Waves(claude(server, money=money), 8).answer([request(f"{number} ?") for number in range(MANY)]))
        assert server.in_flight_peak <= 8
    texts = [answer.text for answer in answers if answer.text is not None]
    calls = [call for answer in answers for call in answer.calls]
    assert {answer.request.prompt for answer in answers} == {f"{number} ?" for number in range(MANY)}
    assert all((answer.text is None) == bool(answer.trouble) and answer.stop is None for answer in answers)
    assert set(texts) <= whole and len(texts) == len(set(texts)) > MANY // 2
    assert all(Word.model_validate_json(text) for text in texts)
    assert money.spent == pytest.approx(sum(call.usd for call in calls)) and money.held == pytest.approx(0)
    assert sum(call.usd for call in calls if call.outcome != "answered") > 0
    assert {call.outcome for call in calls} >= {"answered", "lost", "rate_limited", "overloaded", "refusal", "unusable"}


def test_once_the_run_has_ended_no_thread_sends_anything_more():
    gate = Event()

    def said(body, nth):
        # The others are on their way before the run ends.
        return unauthorized() if nth_of(body) == 0 and server.arrived(4) else Stalls(gate, says(GOOD))

    with Server(said) as server:
        thread, answers = reading(Waves(claude(server), 4), alone(200))
        assert server.arrived(4) and until(lambda: len(answers) == 197)
        gate.set()
        thread.join(PATIENCE)
        assert len(server.requests) == 4
    assert sorted(answer.stop is not None for answer in answers) == [False] * 3 + [True] * 197


def test_a_thread_that_waits_to_try_again_sends_nothing_once_the_run_has_ended():
    said = {"wait": overloaded(60), "end": unauthorized()}
    with Server(lambda body, nth: said[body["messages"][0]["content"]]) as server:
        model = Claude(Models(fast=ModelSettings(id="claude-haiku-5-5")), server.url, Money(), api_key="any")
        thread, answers = reading(Waves(model, 2), [request("wait", system="")])
        assert server.arrived(1)
        ended = model.complete(request("end"))
        thread.join(PATIENCE)
        assert len(server.requests) == 2
    assert answers[0].stop is ended.stop
