"""Claims → how each source's page opens."""

from building import PROMPTS, claim, source
from kb.passes.asking import Asking
from kb.passes.summaries import summarise
from models import Saying, replying, stages_asked

SOURCES = [source("a", "It opened."), source("b", "It cost 6.")]
CLAIMS = [claim("It opened.", of="a"), claim("It cost 6.", of="b")]


def summaries(claims=CLAIMS, **replies):
    asking = Asking(Saying(replying(**replies)), PROMPTS)
    found = summarise(claims, SOURCES, asking)
    return {one: [s.text for s in summary.sentences] for one, summary in found.items()}, asking


def trimming(request):
    return {"verdicts": [{"number": 1, "verdict": "trimmed", "text": "It cost.", "why": "how much"}]}


def test_each_source_is_summed_up_from_its_own_claims():
    found, asking = summaries()
    assert found == {"a": ["It opened."], "b": ["It cost 6."]}
    assert stages_asked(asking.model) == {"summarise": 2, "check_sentences": 2}


def test_a_source_that_a_reply_is_missing_for_has_no_summary():
    for stage in ("summarise", "check_sentences"):
        assert summaries(**{stage: None})[0] == {}


def test_only_what_the_quotes_carry_stays():
    assert summaries(check_sentences=trimming)[0] == {"a": ["It cost."], "b": ["It cost."]}
    assert summaries(check_sentences={"verdicts": []})[0] == {"a": [], "b": []}


def test_a_summary_without_sentences_needs_no_second_reader():
    found, asking = summaries(summarise={"description": "A talk.", "sentences": []})
    assert found == {"a": [], "b": []}
    assert "check_sentences" not in stages_asked(asking.model)


def test_the_speakers_are_told_each_once():
    talk = source("a", "Yes.", "No.")
    for one in talk.blocks:
        object.__setattr__(one.place, "speaker", "Ana")
    model = Saying(replying())
    summarise([claim("Yes.")], [talk], Asking(model, PROMPTS))
    assert "Its speakers: Ana\n" in model.asked[0].prompt
