"""Sources → claims: a first reading, a second look, and a check of each claim."""

import json

import pytest

from building import PROMPTS, source
from kb.passes.asking import Asking
from kb.passes.extraction import cut_all, extract
from models import Saying, replying, stages_asked

OPENED, COST = "The lock of Lorvik was opened in 1931.", "It cost 620 thousand crowns."
TALK = " ".join(f"filler{at}" for at in range(60))
ARTICLE = source("a", f"{OPENED} {TALK}", f"{TALK} {COST}")


def statement(text, quote):
    plain = {"said_by": [], "stance": "asserted", "time": "", "about": ["Lorvik"], "mentions": []}
    return {"text": text, "quotes": [quote], **plain}


def stating(*pairs):
    return {"statements": [statement(text, quote) for text, quote in pairs]}


def supporting(*verdicts):
    """A reply to a check, with these verdicts in order."""
    numbered = enumerate(verdicts, 1)
    return {"verdicts": [{"number": n, "verdict": v, "text": t, "why": ""} for n, (v, t) in numbered]}


def extracted(sources=(ARTICLE,), stages=None, **replies):
    """The texts of the claims, the stages that were asked, and the rules of what was reported."""
    model = Saying(replying(**replies), stages)
    asking = Asking(model, PROMPTS)
    claims = extract(sources, cut_all(sources, {}), asking)
    return [claim.text for claim in claims], stages_asked(model), [d.rule for d in asking.found]


BOTH = {"extract": stating(("Cost.", COST)), "look_again": stating(("Opened.", OPENED))}


def test_what_a_second_look_finds_stands_where_its_words_do():
    assert extracted(**BOTH) == (["Opened.", "Cost."], {"extract": 1, "look_again": 1, "check_claims": 1}, [])


def test_a_model_that_knows_no_second_look_and_no_check_is_asked_for_neither():
    assert extracted(stages=("extract",), **BOTH) == (["Cost."], {"extract": 1}, [])


def test_where_a_second_look_has_no_reply_the_first_reading_stays():
    texts, _, told = extracted(**(BOTH | {"look_again": None}))
    assert (texts, told) == (["Cost."], ["unanswered-request"])


def test_only_windows_with_something_left_are_looked_at_again():
    assert "look_again" not in extracted([source("a", OPENED, COST)], **BOTH)[1]


def test_a_claim_that_is_its_quote_needs_no_second_reader():
    assert "check_claims" not in extracted(extract=stating((OPENED, OPENED)), look_again=stating())[1]


@pytest.mark.parametrize(
    ("check", "texts", "told"),
    [
        pytest.param(supporting(("supported", "")), ["They opened it."], [], id="supported"),
        pytest.param(supporting(("trimmed", "It opened.")), ["It opened."], ["trimmed"], id="trimmed"),
        pytest.param(supporting(("dropped", "")), [], ["overstated"], id="dropped"),
        pytest.param(supporting(), [], ["overstated"], id="a verdict that is missing means dropped"),
        pytest.param(None, ["They opened it."], ["unanswered-request"], id="no reply: it stays, and that is told"),
    ],
)
def test_what_a_check_leaves_of_a_claim(check, texts, told):
    replies = {"extract": stating(("They opened it.", OPENED), (COST, COST)), "look_again": stating()}
    assert extracted(check_claims=check, **replies) == (
        [*texts, COST],
        {"extract": 1, "look_again": 1, "check_claims": 1},
        told,
    )


def test_verdicts_go_to_the_claims_of_their_own_window():
    sources = [source(name, f"{name.title()} was opened by the trust.", OPENED) for name in ("alna", "brekke")]

    def state(request):
        name = "Alna" if "Alna" in request.prompt else "Brekke"
        return stating((f"The trust opened {name}.", f"{name} was opened by the trust."))

    def check(request):
        return supporting(("dropped", "") if "opened Alna" in request.prompt else ("trimmed", "Opened."))

    assert extracted(sources, extract=state, check_claims=check)[0] == ["Opened."]


def test_what_a_source_repeats_from_another_is_never_read_again():
    copy = source("b", f"{OPENED} {TALK}", "Words of its own.")
    copy = type(copy)(copy.id, copy.raw, copy.reading, duplicate_of=ARTICLE.id)
    assert cut_all([ARTICLE, copy], {})["b"] == ()
    assert len(cut_all([ARTICLE, source("b", OPENED)], {})["b"]) == 1


def test_headings_are_in_no_window():
    headed = source("a", OPENED)
    (block,) = headed.blocks
    heading = type(block)(block.id, "heading", block.text, block.text, block.place)
    reading = type(headed.reading)("article", "", "A", (heading,))
    assert cut_all([type(headed)(headed.id, headed.raw, reading)], {}) == {"a": ()}


def test_claims_stand_in_the_order_of_paragraphs_and_of_words():
    first, second, third = "One gate is new.", "Two gates are old.", "Three gates are shut."
    source_of_three = source("a", f"{first} {second}", third)
    reply = stating(("3", third), ("2", second), ("1", first))
    assert extracted([source_of_three], extract=reply, check_claims=None)[0] == ["1", "2", "3"]


def test_the_second_reader_sees_the_words_around_who_says_it_and_what_the_source_is():
    model = Saying(replying(**BOTH))
    extract([ARTICLE], cut_all([ARTICLE], {}), Asking(model, PROMPTS))
    prompt = next(request.prompt for request in model.asked if request.stage == "check_claims")
    assert "1. Opened. (asserted)" in prompt
    assert '"A", article, en' in prompt
    assert "filler59" in prompt


def test_a_figure_that_is_a_names_needs_no_quote():
    reply = {"statements": [statement("A380 it is.", OPENED) | {"about": ["A380"]}]}
    assert extracted([source("a", OPENED)], extract=reply)[0] == ["A380 it is."]


def test_windows_are_cut_as_they_were():
    (first, second), both = (block.id for block in ARTICLE.blocks), cut_all([ARTICLE], {})
    assert both == {"a": ((first, second),)}
    assert cut_all([ARTICLE], {"a": ((second,), (first,))}) == {"a": ((second,), (first,))}


def test_the_reply_that_a_claim_came_from_is_known():
    model = Saying(replying(**BOTH))
    claims = extract([ARTICLE], cut_all([ARTICLE], {}), Asking(model, PROMPTS))
    keys = {request.stage: request.key("scripted") for request in model.asked}
    assert [claim.reply for claim in claims] == [keys["look_again"], keys["extract"]]
    assert json.loads(model.say(model.asked[0])) == BOTH["extract"]
