"""A deep question is looked up round by round, within limits, and answered from what was kept."""

import pytest

from asking.explorers import DONE, explored, exploring, move, rounds, scripted, told
from kb.asking.exploring import Bounds
from kb.llm.replies import Remembered, Remembering
from models import Kept, Saying, stages_asked

TURBINES = "Who made the turbines, and when were they replaced?"
TWO = ("What did the Harlow Barrage cost?", "When did the mill of Sallow Creek close?")


def texts(found):
    return [sentence.text for sentence in found.answer.sentences]


def test_what_was_kept_is_what_the_answer_is_made_from(wiki):
    model = scripted(move(("search", "mill Sallow Creek")), move(keep=[3], done=True))
    found = explored(wiki, model, "What did the Harlow Barrage cost?")
    assert found.kept == ("sources/mill.md#^k00000001",)
    assert "ground corn until 1931" in model.asked[-1].prompt
    assert "310 million" not in model.asked[-1].prompt


def test_an_answer_stands_on_quotes_as_any_other_does(wiki):
    found = explored(wiki, scripted(DONE))
    assert texts(found) == ["The barrage cost 310 million pounds."]
    assert found.answer.references.keys() == {found.answer.sentences[0].citations[0]}


def test_nothing_more_is_searched_for_once_it_answers(wiki):
    model = scripted(DONE)
    explored(wiki, model)
    assert stages_asked(model) == {"explore": 1, "answer": 1}
    assert "no: this is all there is" in model.asked[-1].prompt


def test_passages_have_running_numbers_and_come_once(wiki):
    model = scripted(move(("search", "mill"), ("search", "barrage cost")), DONE)
    explored(wiki, model)
    assert "Passage 3: The tide mill" in told(model)
    assert "Shown above: 1, 2" in told(model)
    assert "310 million" not in told(model)


def test_every_step_says_what_was_sought_and_what_came(wiki):
    found = explored(wiki, scripted(move(("search", "mill")), DONE))
    (step,) = found.answer.steps
    assert (step.round, step.tool, step.argument, step.why) == (1, "search", "mill", "to know")
    assert step.found == ("sources/mill.md#^k00000001",)


def test_when_nothing_was_kept_the_best_of_what_was_shown_answers(wiki):
    found = explored(wiki, scripted(move(done=True)))
    assert texts(found) == ["The barrage cost 310 million pounds."]


def test_a_comparison_is_explored_part_by_part_in_step(wiki):
    seen = []

    def say(request):
        seen.append(request.prompt.partition("\n")[0])
        whole = request.prompt.partition("\n")[0].endswith("|none")
        return move(parts=TWO) if whole else DONE

    model = exploring(say)
    found = explored(wiki, model, "Compare the cost of the barrage with the end of the mill.")
    assert seen[1:] == [f"{part}|Compare the cost of the barrage with the end of the mill." for part in TWO]
    assert (found.parts, found.rounds) == (TWO, 2)
    assert {address.partition("#")[0] for address in found.kept} == {"sources/ep-7.md", "sources/mill.md"}


def test_the_parts_of_a_question_are_one_wave(wiki):
    class Counting(Saying):
        waves = ()

        def answer(self, requests):
            self.waves += (len(requests),)
            return super().answer(requests)

    model = Counting(lambda r: (DONE if "|none" not in r.prompt else move(parts=TWO)) if r.stage == "explore" else None)
    explored(wiki, model, "Compare them.")
    assert model.waves == (1, 2, 1)


def wandering(request):
    """Reads another part of the thread each time."""
    return move(("read_page", f"Thread on the turbines @{len(request.turns) + 1}"), keep=[1])


@pytest.mark.parametrize(
    ("bounds", "limit", "most"),
    [
        pytest.param(Bounds(rounds=1), "the limit of 1 round was reached", 1, id="one round"),
        pytest.param(Bounds(rounds=2), "the limit of 2 rounds was reached", 2, id="two rounds"),
        pytest.param(Bounds(tokens=1500), "the limit of 1,500 tokens was reached", 2, id="tokens shown"),
    ],
)
def test_a_limit_is_told_and_what_was_kept_still_answers(wiki, bounds, limit, most):
    model = exploring(wandering)
    found = explored(wiki, model, bounds=bounds)
    assert (found.answer.limit, rounds(model)) == (limit, most)
    assert texts(found) == ["The barrage cost 310 million pounds."]


def test_the_last_reply_knows_that_it_is_the_last(wiki):
    model = exploring(wandering)
    explored(wiki, model, bounds=Bounds(rounds=2))
    assert "this is your last reply" in told(model)
    explored(wiki, model, bounds=Bounds(rounds=1))
    assert "no: this is all there is" in told(model)


def test_who_is_done_in_the_last_round_has_hit_no_limit(wiki):
    model = scripted(move(("search", "mill")), DONE)
    assert explored(wiki, model, bounds=Bounds(rounds=2)).answer.limit == ""


def test_time_that_is_over_ends_the_search_before_the_next_round(wiki):
    times = iter([0.0, 1.0, 59.0, 61.0])
    model = exploring(wandering)
    found = explored(wiki, model, bounds=Bounds(minutes=1), clock=lambda: next(times))
    assert (found.answer.limit, rounds(model)) == ("the limit of 1 minute was reached", 2)
    assert texts(found) == ["The barrage cost 310 million pounds."]


@pytest.mark.parametrize("tokens", [1000, 1500, 2500, 5000])
def test_no_more_is_shown_than_the_limit_allows(wiki, tokens):
    model = exploring(
        lambda request: move(*[("search", f"thread {word}") for word in ("turbines", "remark", "mill", "long")])
    )
    explored(wiki, model, bounds=Bounds(tokens=tokens))
    shown = {line for request in model.asked if request.stage == "explore" for line in request.text.splitlines()}
    assert sum(len(line) for line in shown if line.startswith(">")) <= tokens * 3


def test_a_refused_round_ends_the_search_with_what_it_has(wiki):
    model = exploring(lambda request: None if request.turns else move(("search", "mill"), keep=[1]))
    found = explored(wiki, model)
    assert found.answer.limit == "no reply: refused"
    assert texts(found) == ["The barrage cost 310 million pounds."]


def test_a_broken_reply_ends_the_search_with_what_it_has(wiki):
    model = scripted(move(("search", "mill"), keep=[1]), '{"keep": "all of them"}')
    found = explored(wiki, model)
    assert "the reply can't be used" in found.answer.limit
    assert texts(found) == ["The barrage cost 310 million pounds."]


def test_a_part_that_fails_leaves_the_others(wiki):
    def say(request):
        return move(parts=TWO) if "|none" in request.prompt else DONE if "Harlow" in request.prompt[:40] else None

    found = explored(wiki, exploring(say), "Compare them.")
    assert found.answer.limit == "no reply: refused"
    assert "sources/ep-7.md#^k00000001" in found.kept


def test_a_part_that_failed_before_it_kept_anything_gives_its_best(wiki):
    def say(request):
        return move(parts=TWO) if "|none" in request.prompt else DONE if "Harlow" in request.prompt[:40] else None

    found = explored(wiki, exploring(say), "Compare them.")
    assert {address.partition("#")[0] for address in found.kept} >= {"sources/ep-7.md", "sources/mill.md"}


def test_a_model_that_does_not_explore_answers_as_without(wiki):
    model = Saying(exploring(None).say, stages={"answer"})
    found = explored(wiki, model)
    assert (found.rounds, texts(found)) == (0, ["The barrage cost 310 million pounds."])


@pytest.mark.parametrize("killed", [1, 2, 3, 4])
def test_after_an_interruption_nothing_is_paid_twice(wiki, killed):
    replies = [move(("search", "mill")), move(("neighbours", "silt")), move(keep=[1], done=True)]
    whole = scripted(*replies)
    expected = explored(wiki, whole)
    store, model = Disk(), scripted(*replies)

    class Dying(Saying):
        def answer(self, requests):
            if len(model.asked) + 1 == killed:
                raise KeyboardInterrupt
            return model.answer(requests)

    with pytest.raises(KeyboardInterrupt):
        explored(wiki, Remembering(Dying(None), store))
    assert explored(wiki, Remembering(model, store)) == expected
    assert len(model.asked) == len(whole.asked) == 4


class Disk(Kept):
    """Replies that outlive who asked for them."""

    trouble = None

    def put(self, key, reply):
        assert isinstance(reply, Remembered)
        super().put(key, reply)
