"""What a model's description of a source is worth: what the text bears out, and never against the file."""

import json
from dataclasses import replace

import pytest

from building import block, source
from kb.llm.replies import Remembering, Silent
from kb.passes import description
from kb.passes.asking import Asking
from kb.stages.cards import Card
from kb.stages.describe import DESCRIBE, Opening
from models import Saying
from stages.test_prompts import PROMPTS

TALK = (
    "Welcome to Slow Water, recorded on 3 March 2021. With me is Ingrid Tveit, keeper of the Lorvik lock.",
    "The wooden water stairs of Lorvik were, um, rebuilt by the Unified Kingdom in 1911.",
)
SAID = {
    "title": "",
    "people": [],
    "published": {"date": "", "quote": ""},
    "language": "en",
    "genre": "",
    "wording": {"signs": [], "reason": "", "verdict": "verbatim"},
}


def talk(*texts, **reading):
    return source("talk", *(texts or TALK), named_by_file=True, **reading)


def describe(sources, model, prompts):
    """The sources as a model describes them, and what was found wrong."""
    asking = Asking(model, prompts)
    return tuple(description.describe(sources, {}, asking)), tuple(asking.found)


def told(of=None, **said):
    """The reading of a source with what a model said of it laid over, and the findings' messages."""
    (found,), diagnostics = describe([of or talk()], Saying(lambda request: json.dumps(SAID | said)), PROMPTS)
    return found.reading, [diagnostic.message for diagnostic in diagnostics]


def person(name, office="", role="participant"):
    return {"name": name, "office": office, "role": role}


def worded(verdict, *signs):
    return {"signs": list(signs), "reason": "", "verdict": verdict}


def prompt(of):
    return DESCRIBE.request(Opening.of(of), PROMPTS).prompt


def test_names_and_offices_that_stand_in_the_text_are_taken():
    reading, dropped = told(people=[person("Ingrid Tveit", "keeper of the Lorvik lock")])
    assert (reading.participants, dropped) == (("Ingrid Tveit (keeper of the Lorvik lock)",), [])


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        pytest.param(person("Ingrid Holm"), (), id="a name that the text does not hold"),
        pytest.param(person("Ingrid Tveit", "engineer"), ("Ingrid Tveit",), id="an office that it does not hold"),
    ],
)
def test_what_the_text_does_not_hold_is_dropped_by_itself(who, kept):
    reading, dropped = told(people=[who])
    assert (reading.participants, len(dropped)) == (kept, 1)


def test_a_speakers_label_is_text_too():
    labelled = talk()
    turn = block("Thank you.", speaker="Mara")
    labelled = replace(labelled, reading=replace(labelled.reading, blocks=(turn,)))
    assert told(labelled, people=[person("Mara")])[0].participants == ("Mara",)


DATES = [
    pytest.param("2021-03-03", "recorded on 3 March 2021", "2021-03-03", id="a day"),
    pytest.param("2021-03", "March 2021", "2021-03", id="a month"),
    pytest.param("2021-03-04", "recorded on 3 March 2021", "", id="another day than the quote's"),
    pytest.param("2020-03-03", "recorded on 3 March 2021", "", id="another year than the quote's"),
    pytest.param("2021-03-03", "published on 3 March 2021", "", id="a quote that does not stand there"),
    pytest.param("2021-13", "March 2021", "", id="no such month"),
    pytest.param("3 March 2021", "3 March 2021", "", id="not an ISO date"),
    pytest.param("2021-03-03", "", "", id="no quote"),
]


@pytest.mark.parametrize(("date", "quote", "kept"), DATES)
def test_a_date_stands_on_a_quote(date, quote, kept):
    reading, dropped = told(published={"date": date, "quote": quote})
    assert (reading.published, bool(dropped)) == (kept, not kept)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        pytest.param("Ingrid Tveit on the stairs of Lorvik", True, id="its names stand in the text"),
        pytest.param("Interview with Ingrid Tveit", True, id="or are of the genre"),
        pytest.param("Ingrid Tveit on Bergen", False, id="a name from elsewhere"),
        pytest.param("Slow Water, episode 9", False, id="a number from elsewhere"),
        pytest.param("Slow Water " * 12, False, id="too long for a title"),
    ],
)
def test_a_title_holds_no_name_and_no_number_from_elsewhere(title, kept):
    reading, dropped = told(title=title, genre="interview")
    assert (reading.title, reading.named_by_file, bool(dropped)) == (title if kept else "Talk", not kept, not kept)


def test_what_the_file_itself_says_stays():
    titled = source("t", *TALK, title="My title", author=("Bo Lind",), published="2020")
    people, published = [person("Ingrid Tveit", role="author")], {"date": "2021", "quote": "3 March 2021"}
    reading, _ = told(titled, title="Slow Water", people=people, published=published, language="no")
    assert (reading.title, reading.author, reading.published, reading.language) == (
        "My title",
        ("Bo Lind",),
        "2020",
        "en",
    )


def test_how_a_text_begins_is_no_title_of_its_own():
    assert told(source("t", *TALK, named_by_words=True), title="Slow Water")[0].title == "Slow Water"


@pytest.mark.parametrize(
    ("signs", "wording"),
    [
        pytest.param(["water stairs", "the Unified Kingdom"], "machine_reworded", id="two phrases of the text"),
        pytest.param(["water stairs", "the Joined Kingdom"], "unsure", id="one, and one that is not there"),
        pytest.param(["water stairs", "water stairs"], "unsure", id="one, given twice"),
    ],
)
def test_that_a_program_changed_the_words_is_shown_by_phrases(signs, wording):
    assert told(wording=worded("machine_reworded", *signs))[0].wording == wording


def test_a_card_says_that_the_words_are_a_programs():
    reading, _ = told(genre="podcast", wording=worded("machine_reworded", "water stairs", "Unified Kingdom"))
    assert Card.of(replace(talk(), reading=reading)).shown() == '"Untitled article", podcast, en, machine-reworded'


def test_a_genre_that_the_file_itself_tells_stays():
    assert told(talk(genre="conversation with an AI"), genre="interview")[0].genre == "conversation with an AI"


def test_another_file_name_or_folder_changes_no_prompt():
    other = source("other", *TALK, title="Other", folder="raw/new", named_by_file=True)
    assert prompt(talk()) == prompt(other)


LONG = ["It rained over the lock that morning, and the keeper counted every drop of it."] * 60


def test_a_change_in_the_middle_changes_no_prompt():
    changed = [*LONG[:30], "The dam broke.", *LONG[31:]]
    assert prompt(talk(*LONG)) == prompt(talk(*changed))


def test_a_change_at_either_end_does():
    assert len({prompt(talk(*texts)) for texts in (LONG, ["Ha!", *LONG], [*LONG, "Ha!"])}) == 3


def test_of_a_text_without_spaces_no_more_is_shown():
    assert len(Opening.of(talk("河岸的水闸" * 5000)).head) < 1500


def test_a_model_without_a_rule_for_it_leaves_sources_as_they_are():
    sources = [talk()]
    assert describe(sources, Saying(lambda request: "", stages=()), PROMPTS) == (tuple(sources), ())


def test_a_missing_description_leaves_its_source_as_it_is():
    (found,), (finding,) = describe([talk()], Saying(lambda request: None), PROMPTS)
    assert (found, finding.rule, finding.path) == (talk(), "unanswered-request", "wiki/sources/talk.md")


def test_copies_are_described_once():
    copy = source("copy", *TALK, title="Copy", named_by_file=True)
    model = Saying(lambda request: json.dumps(SAID))
    describe([talk(), copy], model, PROMPTS)
    assert len(model.asked) == 1


class Kept(dict):
    put = dict.__setitem__


def test_a_description_once_given_is_found_without_asking():
    store, model = Kept(), Saying(lambda request: json.dumps(SAID | {"genre": "talk"}))
    first = describe([talk()], Remembering(model, store), PROMPTS)
    assert describe([talk()], Remembering(Silent(model), store), PROMPTS) == first
    assert first[0][0].reading.genre == "talk"
