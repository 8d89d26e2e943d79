"""The engine behind the port: every reply is well formed, grounded, and the same for the same item."""

import json
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from building import block, concept
from kb.admission import nameable
from kb.extractive.model import Extractive
from kb.knowledge import Citation, Claim, SourceId
from kb.quoting import Span
from kb.stages.cards import Card
from kb.stages.compose import COMPOSE, Dossier
from kb.stages.extract import EXTRACT, Window
from kb.stages.resolve import RESOLVE, Batch, Name
from kb.stages.summarise import SUMMARISE, Gist

PROMPTS = {path.stem: path.read_text(encoding="utf-8") for path in Path("prompts").glob("*.md")}
CARD = Card(SourceId("a"), "A talk", "transcript", "en", "2024-03-14")
MODEL = Extractive()


def reply(model, request):
    [answer] = model.answer([request])
    return answer.text


WORDS = "Geely Volvo turbine the a is was of China's 2010 , . ? ( ) … um – I it SOEs sqlite-utils 吉利 。 { EL * Bank"
words = st.sampled_from([*WORDS.split(), "\n", '"'])
texts = st.lists(words, max_size=60).map(" ".join)


def window(*said, speaker=""):
    blocks = tuple(block(text, number=n, speaker=speaker) for n, text in enumerate(said, 1))
    return Window(SourceId("a"), "transcript", "en", blocks)


def claims(*said):
    where = [Citation(SourceId("a"), block(t, number=n).id, Span(0, len(t)), t) for n, t in enumerate(said, 1)]
    return tuple(Claim(cited.quote, (cited,), names=("Geely",)) for cited in where)


@given(st.lists(texts, min_size=1, max_size=5))
def test_every_quote_stands_in_its_window(said):
    assert EXTRACT.run(window(*said), MODEL, PROMPTS).diagnostics == ()


@given(st.lists(texts, min_size=1, max_size=5))
def test_the_same_window_gets_the_same_reply(said):
    request = EXTRACT.request(window(*said), PROMPTS)
    assert reply(MODEL, request) == reply(Extractive(), request)


@given(st.lists(st.text(min_size=1, max_size=20).filter(nameable), min_size=1, max_size=10, unique=True))
def test_every_decision_is_founded(spellings):
    batch = Batch(tuple(Name(text, (text,), 2, 4, (), ()) for text in spellings))
    assert RESOLVE.run(batch, MODEL, PROMPTS).diagnostics == ()


@given(st.lists(texts.filter(str.strip), min_size=1, max_size=12))
def test_every_sentence_of_a_page_is_a_claim_word_for_word(said):
    for article in COMPOSE.run(Dossier(concept("Geely"), (CARD,), claims(*said)), MODEL, PROMPTS).results:
        assert {s.text for section in article.sections for s in section.sentences} <= {text.strip() for text in said}
        assert len(article.description) <= 140


def test_a_summary_says_what_a_source_is_and_quotes_five_passages_in_order():
    said = [f"Geely number {n} {'abcdefghij'[n] * 5} sells cars." for n in range(9)]
    [summary] = SUMMARISE.run(Gist(CARD, ("Amy Hood", "Satya Nadella"), claims(*said)), MODEL, PROMPTS).results
    assert summary.description == "Transcript with Amy Hood and Satya Nadella, 2024-03-14."
    quoted = [sentence.text for sentence in summary.sentences]
    assert len(quoted) == 5
    assert quoted == sorted(quoted, key=said.index)


def test_a_source_that_says_nothing_is_still_described():
    [summary] = SUMMARISE.run(Gist(CARD, (), ()), MODEL, PROMPTS).results
    assert summary.sentences == ()


def test_it_answers_what_it_has_a_rule_for():
    assert MODEL.answers("extract")
    assert not MODEL.answers("check")


def test_its_id_names_the_code_that_answers():
    assert MODEL.id("fast").startswith("extractive-")
    assert MODEL.id("fast") == Extractive().id("strong")


def test_replies_are_json_text():
    assert json.loads(reply(MODEL, EXTRACT.request(window("Geely bought Volvo Cars in 2010."), PROMPTS)))


def test_a_long_window_is_read_in_no_time():
    long = window(*["In 2010 Geely bought Volvo from Ford, and the Zhejiang government lent it money. "] * 200)
    begun = time.process_time()
    EXTRACT.run(long, MODEL, PROMPTS)
    assert time.process_time() - begun < 15
