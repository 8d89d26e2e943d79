"""Models that explore badly: each comes to an end, is told what was wrong, and there is an answer all the same."""

import pytest

from asking.explorers import DONE, explored, exploring, move, rounds, scripted, told

ANSWER = ["The barrage cost 310 million pounds."]
LOOK = ("search", "mill")


def answered(found):
    return [sentence.text for sentence in found.answer.sentences]


@pytest.mark.parametrize(
    ("replies", "limit", "most"),
    [
        pytest.param([move(LOOK, keep=[1])], "it went round in circles", 3, id="looks for the same for ever"),
        pytest.param([move(("delete_page", "silt"))], "it went round in circles", 2, id="calls what is no tool"),
        pytest.param([move()], "it went round in circles", 1, id="says nothing"),
        pytest.param(
            [move(("search", "zebra")), move(("search", "quagga"))], "it went round in circles", 2, id="finds nothing"
        ),
        pytest.param([move(keep=[1])], "", 1, id="keeps without saying that it is done"),
        pytest.param([move(keep=[99, -1, 0], done=True)], "", 1, id="keeps what was never shown"),
        pytest.param([move(*[("search", "")] * 50)], "it went round in circles", 2, id="asks for nothing, fifty times"),
        pytest.param([move(LOOK, keep=[1], done=True)], "", 1, id="is done and looks on"),
        pytest.param(
            [move(("read_page", "../../etc/passwd"))], "it went round in circles", 2, id="reads beyond the wiki"
        ),
    ],
)
def test_it_ends_with_an_answer(wiki, replies, limit, most):
    model = scripted(*replies)
    found = explored(wiki, model)
    assert (found.answer.limit, rounds(model), answered(found)) == (limit, most, ANSWER)


def test_it_never_says_done_and_always_finds_something(wiki):
    model = exploring(lambda request: move(("read_page", f"thread @{len(request.turns) + 1}"), keep=[1]))
    found = explored(wiki, model)
    assert rounds(model) <= 8
    assert (bool(found.answer.limit), answered(found)) == (True, ANSWER)


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        pytest.param(move(("delete_page", "silt")), "there is no such tool; there are neighbours,", id="no such tool"),
        pytest.param(
            move(LOOK, keep=[99, 7]), "keep '99, 7': no passage of that number was shown", id="no such passage"
        ),
        pytest.param(move(LOOK, LOOK), "you looked this up already", id="the same twice"),
        pytest.param(move(*[("search", f"mill {n}") for n in range(50)]), "4 at once are the most", id="fifty looks"),
        pytest.param(move(("read_page", "Zebra")), "no page is called 'Zebra'", id="no such page"),
        pytest.param(move(("read_page", "silt @9")), "has 1 part: there is no part 9", id="no such part"),
        pytest.param(move(("read_source", "77")), "there is no passage 77", id="around no passage"),
        pytest.param(move(LOOK, parts=["Only this?"]), "split in two or more, in the first reply", id="one part"),
    ],
)
def test_it_is_told_what_was_wrong(wiki, reply, word):
    model = scripted(reply, DONE)
    explored(wiki, model)
    assert word in told(model)


def test_what_was_wrong_is_counted_as_a_step(wiki):
    found = explored(wiki, scripted(move(("delete_page", "silt"), keep=[99]), DONE))
    assert [(step.tool, step.argument) for step in found.answer.steps] == [("keep", "99"), ("delete_page", "silt")]


def test_of_fifty_looks_four_are_run(wiki):
    found = explored(wiki, scripted(move(*[("search", f"mill {n}") for n in range(50)]), DONE))
    assert [step.found[0].startswith("not run") for step in found.answer.steps] == [False] * 4 + [True] * 46


def test_a_question_is_not_split_later(wiki):
    model = scripted(move(LOOK), move(("search", "turbines"), parts=["What is silt?", "What is mud?"]), DONE)
    found = explored(wiki, model)
    assert found.parts == ()
    assert "parts 'What is silt?; What is mud?': a question is split" in told(model)


def test_a_part_is_not_split_again(wiki):
    split = move(LOOK, parts=["What did the barrage cost?", "What is silt?"])
    model = exploring(lambda request: DONE if request.turns else split)
    assert explored(wiki, model, "Compare them.").parts == ("What did the barrage cost?", "What is silt?")


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["What is silt?", "what is  SILT?"], id="the same twice"),
        pytest.param(["What did the Harlow Barrage cost?", "What is silt?"], id="the question itself"),
        pytest.param(["", "  ", "What is silt?"], id="empty ones"),
    ],
)
def test_parts_that_are_the_same_are_no_parts(wiki, parts):
    assert explored(wiki, scripted(move(LOOK, parts=parts), DONE)).parts == ()


def test_of_many_parts_four_are_explored(wiki):
    parts = [f"What is matter {n}?" for n in range(9)]
    model = exploring(lambda request: move(parts=parts) if "|none" in request.prompt else move(done=True))
    found = explored(wiki, model, "Compare all.")
    assert (len(found.parts), rounds(model)) == (4, 5)


def test_words_of_a_page_cannot_pass_for_ours(wiki):
    model = scripted(move(("read_page", "thread"), ("neighbours", "silt"), ("read_page", "silt")), DONE)
    explored(wiki, model)
    ours = [line for line in told(model).splitlines() if line and not line.startswith(">")]
    assert all(line.startswith(("Look ", "Passage ", "Shown above: ")) for line in ours[:-1])
