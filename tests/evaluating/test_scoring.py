"""A question is asked the way `kb ask` asks it, and what comes of it is counted."""

import json
from itertools import count

import pytest

from kb.asking.answers import Library
from kb.errors import EngineError
from kb.evaluating.golden import Fact, Golden
from kb.evaluating.judging import judge
from kb.evaluating.metrics import METRICS, figures
from kb.evaluating.scoring import KS, Share, scored
from kb.evaluating.trying import Mute, by_key, tried
from kb.llm.port import Answer, Call, Usage
from kb.search.index import Index
from models import Saying
from searchable import source

PROMPTS = {
    "answer": "{{question}}\n{{words}}\n{{before}}\n{{more}}\n{{passages}}",
    "judge_answer": "{{question}}\n{{facts}}\n{{sentences}}",
}
PAGES = {
    "sources/cost.md": source("Cost", "The Harlow Barrage cost 310 million pounds."),
    "sources/trust.md": source("Trust", "A trust paid a third of the barrage."),
    "sources/silt.md": source("Silt", "Silt lies behind the dam."),
}
COST = Golden("What did the Harlow Barrage cost?", (Fact(("310 million",)),), (("cost",),), line=1)
BOTH = Golden(
    "What did the Harlow Barrage cost and who paid?",
    (Fact(("310 million",)), Fact(("trust paid",)), Fact(("third",), optional=True)),
    (("cost",), ("silt", "trust")),
    line=2,
)
NOBODY = Golden("Who won the barrage cup?", answerable=False, line=3)
SAID = ("The barrage cost 310 million pounds.", "The Harlow Barrage cost 310 million pounds.")


@pytest.fixture
def index(tmp_path):
    with Index.open(tmp_path / "index.sqlite") as index:
        index.update(PAGES)
        yield index


def replying(*sentences, enough=True, look_up=()):
    """A reply of these sentences, each `text, quote`, from whatever passage has the quote."""

    def say(request):
        shown = [excerpt.shown for excerpt in request.item.excerpts]
        written = [
            {
                "text": text,
                "quotes": [{"quote": quote, "passage": next((n for n, s in enumerate(shown, 1) if quote in s), 1)}],
            }
            for text, quote in sentences
        ]
        looks = [] if request.item.last else list(look_up)
        reply = {"look_up": looks, "enough": enough, "sentences": written, "disagreements": [], "wanted": ""}
        return json.dumps(reply)

    return Saying(say)


def tries(index, golden, model, earlier=()):
    ticks = count()
    return tried(golden, Library(index, model, PROMPTS), dict(earlier), lambda: float(next(ticks)))


def score(index, golden, model):
    return scored(tries(index, golden, model))


def test_facts_and_cited_sources_are_counted(index):
    found = score(index, BOTH, replying(SAID))
    assert (found.replied.facts, found.replied.missing) == (Share(1, 2), ("trust paid",))
    assert (found.replied.cited, found.replied.expected) == (Share(1, 1), Share(1, 2))
    assert (found.replied.uncited, found.replied.optional) == ((("silt", "trust"),), Share(0, 1))
    assert (found.outcome, found.score) == ("answered", 0.5)


def test_any_source_of_a_group_will_do(index):
    found = score(index, BOTH, replying(SAID, ("A trust paid a third.", "A trust paid a third of the barrage.")))
    assert (found.replied.expected, found.replied.optional, found.score) == (Share(2, 2), Share(1, 1), 1.0)


def test_a_cited_source_that_was_not_expected_costs_precision(index):
    found = score(index, COST, replying(SAID, ("A trust paid.", "A trust paid a third of the barrage.")))
    assert found.replied.cited == Share(1, 2)


def test_a_sentence_that_no_quote_carries_is_told(index):
    found = score(index, COST, replying(SAID, ("It cost 5 pounds.", "never said")))
    assert found.replied.kept == Share(1, 2)


@pytest.mark.parametrize(
    ("golden", "model", "outcome", "right"),
    [
        pytest.param(COST, replying(SAID), "answered", True, id="answered as it should"),
        pytest.param(COST, replying(enough=False), "refused", False, id="wrongly refused"),
        pytest.param(NOBODY, replying(enough=False), "refused", True, id="rightly refused"),
        pytest.param(NOBODY, replying(SAID), "answered", False, id="wrongly answered"),
        pytest.param(NOBODY, Saying(lambda request: None), "failed", False, id="no reply is no refusal"),
        pytest.param(NOBODY, Saying(lambda request: "{}"), "failed", False, id="nor is one of another shape"),
    ],
)
def test_an_outcome(index, golden, model, outcome, right):
    found = score(index, golden, model)
    assert (found.outcome, found.right) == (outcome, right)


def test_recall_counts_groups_of_sources_among_the_first_passages(index):
    found = scored(tries(index, BOTH, Mute()), retrieval=True)
    assert [share.value for share in found.found.recall] == [0.5, 1.0, 1.0, 1.0]
    assert (found.found.rank, found.found.prompted, found.outcome) == (1, Share(2, 2), "not asked")


def test_a_source_that_no_prompt_shows_is_named(index):
    found = scored(tries(index, Golden("Harlow Barrage cost", sources=(("silt",),)), Mute()), retrieval=True)
    assert (found.found.unshown, found.found.rank) == ((("silt",),), None)


def test_what_a_second_search_finds_reaches_the_prompt_and_not_the_ranking(index):
    found = score(index, Golden("What did Harlow cost?", sources=(("silt",),)), replying(SAID, look_up=["silt dam"]))
    assert (found.found.recall[-1], found.found.prompted, found.taken.requests) == (Share(0, 1), Share(1, 1), 2)


class Priced:
    """Answers with what another model says, at a price, or from memory."""

    def __init__(self, model, *, remembered=False):
        self.model, self.remembered = model, remembered

    def id(self, role):
        return "priced"

    def answers(self, stage):
        return True

    def answer(self, requests):
        calls = () if self.remembered else (Call("m", "answered", Usage(100, 20, 900), 0.02, 3.0),)
        for one in self.model.answer(requests):
            yield Answer(one.request, one.text, calls=calls, remembered=self.remembered)


def test_a_call_tells_what_a_question_took(index):
    taken = tries(index, COST, Priced(replying(SAID))).taken
    assert (taken.input, taken.output, taken.usd, taken.seconds) == (1000, 20, 0.02, 1.0)
    assert taken.prompt > 50


def test_a_remembered_reply_took_what_its_call_took(index):
    model = Priced(replying(SAID), remembered=True)
    (request,) = tries(index, COST, model).answer and model.model.asked
    event = {
        "event": "call",
        "key": request.key("priced"),
        "attempts": 1,
        "usd": 0.5,
        "seconds": 8,
        "input": 7,
        "output": 3,
    }
    taken = tries(index, COST, model, by_key([event | {"usd": 9.0}, event])).taken
    assert (taken.input, taken.output, taken.usd, taken.seconds) == (7, 3, 0.5, 9.0)


def test_of_a_remembered_reply_whose_call_nobody_noted_nothing_is_known(index):
    taken = tries(index, COST, Priced(replying(SAID), remembered=True)).taken
    assert (taken.input, taken.usd, taken.seconds, taken.remembered) == (None, None, None, 1)


def test_figures_add_up_over_questions(index):
    all_ = [
        score(index, BOTH, replying(SAID)),
        score(index, COST, replying(enough=False)),
        score(index, NOBODY, replying(enough=False)),
    ]
    found = {name: figure.value for name, figure in figures(all_, retrieval=False, judged=False).items()}
    assert found["coverage"] == pytest.approx(1 / 3)
    assert (found["citation_precision"], found["citation_recall"]) == (1.0, pytest.approx(1 / 3))
    assert (found["answered"], found["abstention"], found["mrr"]) == (0.5, 1.0, 1.0)
    assert found["recall@1"] == 0.75
    assert found["seconds_median"] == 1.0


def test_a_figure_without_anything_to_count_is_unknown(index):
    found = figures([score(index, NOBODY, replying(enough=False))], retrieval=False, judged=True)
    assert {name for name in ("coverage", "answered", "recall@5", "judged_support") if found[name].value is None} == {
        "coverage",
        "answered",
        "recall@5",
        "judged_support",
    }


def test_every_figure_says_what_it_is():
    assert all(metric.gist and metric.of for metric in METRICS.values())
    assert len([name for name in METRICS if name.startswith("recall@")]) == len(KS)


def judging(facts, sentences):
    """A judge with these verdicts, by number."""
    reply = {
        "facts": [{"number": n, "verdict": verdict} for n, verdict in facts],
        "sentences": [{"number": n, "verdict": verdict, "why": "so"} for n, verdict in sentences],
    }
    return Saying(lambda request: json.dumps(reply))


@pytest.mark.parametrize(
    ("facts", "sentences", "coverage", "support"),
    [
        pytest.param([(1, "stated"), (2, "missing"), (3, "stated")], [(1, "supported")], 0.5, 1.0, id="as asked"),
        pytest.param([(1, "stated")], [(1, "overstated")], 1.0, 0.0, id="a fact without verdict is left out"),
        pytest.param([(1, "stated"), (1, "missing")], [(9, "supported")], None, None, id="two verdicts are none"),
        pytest.param([(7, "stated"), (2, "contradicted")], [], 0.0, None, id="a fact that was not asked about"),
    ],
)
def test_a_judge_stands_beside_what_code_finds(index, facts, sentences, coverage, support):
    one = tries(index, BOTH, replying(SAID))
    (judged,), lost = judge([one], Library(index, judging(facts, sentences), PROMPTS))
    found = figures([scored(one, judged)], retrieval=False, judged=True)
    assert (found["judged_coverage"].value, found["judged_support"].value, lost) == (coverage, support, [])
    assert found["coverage"].value == 0.5


def test_a_judge_sees_quotes_with_their_places_and_no_answers_that_are_none(index):
    model = judging([], [])
    judge(
        [tries(index, COST, replying(SAID)), tries(index, NOBODY, replying(enough=False))],
        Library(index, model, PROMPTS),
    )
    (asked,) = model.asked
    assert '"The Harlow Barrage cost 310 million pounds." (Cost)' in asked.prompt
    assert asked.role == "judge"


def test_a_judge_without_a_reply_leaves_its_figures_unknown(index):
    one = tries(index, COST, replying(SAID))
    judged, lost = judge([one], Library(index, Saying(lambda request: None), PROMPTS))
    assert (judged, [found.rule for found in lost]) == ([None], ["unanswered-request"])
    assert figures([scored(one)], retrieval=False, judged=True)["judged_coverage"].value is None


def test_a_stop_is_a_failure(index):
    class Stopped(Mute):
        def answer(self, requests):
            return (Answer(request, stop=EngineError("spent")) for request in requests)

    assert tries(index, COST, Stopped()).failed
