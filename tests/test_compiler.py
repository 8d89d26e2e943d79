"""The whole pipeline with a reader by rule: what holds whatever the sources are."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from building import PROMPTS, source
from kb.compiler import Memory, compile_wiki
from kb.llm.meters import Observed
from kb.llm.replies import Remembering
from models import Kept, Saying, by_rule, replying

NAMES = ["Harlow Barrage", "Lorvik Lock", "Estuary Trust"]
sentences = st.builds(
    "The {0} has {1} gates and {2} keepers.".format, st.sampled_from(NAMES), st.integers(2, 30), st.integers(2, 9)
)
texts = st.lists(st.lists(sentences, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12)
shelves = st.lists(texts, min_size=1, max_size=4).map(
    lambda all_of_them: [source(f"s{at}", *some) for at, some in enumerate(all_of_them)]
)
TALK = source("talk", *(f"The Harlow Barrage has {n} gates." for n in range(2, 9)))
HUB = source("hub", *(f"The Harlow Barrage has {n} keepers and {n + 1} locks." for n in range(2, 60)))
STAGES = {"extract", "look_again", "check_claims", "resolve", "reconcile", "outline", "place", "compose", "lead"}
READER = STAGES | {"check_sentences", "summarise"}


def reader(**replies):
    return Saying(replying(**replies), READER)


def compiled(sources, model=None, memory=None):
    return compile_wiki(sources, memory or Memory(), model or reader(), PROMPTS)


def said(wiki):
    """All that its pages are made of."""
    return wiki.articles, wiki.summaries, wiki.links, wiki.yields


@given(shelves, st.randoms(use_true_random=False))
@example([HUB, TALK], Random(1))
@settings(max_examples=25)
def test_the_order_of_sources_does_not_matter(sources, dice):
    shuffled = dice.sample(sources, len(sources))
    assert said(compiled(shuffled)) == said(compiled(sources))


@given(shelves)
@example([HUB, TALK])
@settings(max_examples=25)
def test_compiling_twice_is_compiling_once(sources):
    remembered = Remembering(reader(), Kept())
    once, again = compiled(sources, remembered), Observed(remembered)
    twice = compiled(sources, again, once.memory)
    assert again.asked == {}
    assert (said(twice), twice.memory) == (said(once), once.memory)


@given(shelves)
@settings(max_examples=25)
def test_every_sentence_stands_on_the_words_of_a_source(sources):
    words = {(one.id, block.id): block.text for one in sources for block in one.blocks}
    wiki = compiled(sources)
    sections = [section for article in wiki.articles for section in article.sections]
    cited = [c for section in sections for sentence in section.sentences for c in sentence.citations]
    assert all(words[c.source, c.block][c.span.start : c.span.end] == c.quote for c in cited)
    assert bool(cited) == bool(wiki.articles)


def test_what_was_dropped_from_a_summary_is_no_statement_that_was_dropped():
    dropping = reader(check_sentences={"verdicts": []}, summarise=summary)
    wiki = compiled([TALK], dropping)
    assert "overstated" in {d.rule for d in wiki.diagnostics}
    assert wiki.yields["talk"].dropped == {}


def summary(request):
    return {"description": "A talk.", "sentences": [{"text": "It has gates.", "claims": [1]}]}


def test_a_neighbour_without_an_article_is_nobodys_neighbour():
    both = source("a", *(f"The Harlow Barrage and Lorvik Lock have {n} gates." for n in range(2, 9)))
    wiki = compiled([both])
    assert {a.concept.id: a.neighbours for a in wiki.articles} == {
        "harlow-barrage": ("lorvik-lock",),
        "lorvik-lock": ("harlow-barrage",),
    }
    refusing = reader(compose=lambda request: None if request.subject.endswith("lock") else by_rule(request))
    assert [a.neighbours for a in compiled([both], refusing).articles] == [()]


@pytest.mark.parametrize("stage", sorted(STAGES - {"outline", "place", "lead"}))
def test_whatever_reply_is_missing_the_next_run_makes_it_good(stage):
    sources = [TALK, source("walk", *(f"The Harlow Barrage has {n} keepers." for n in range(2, 9)))]
    kept = Kept()
    first = compiled(sources, Remembering(reader(**{stage: None}), kept))
    assert said(compiled(sources, Remembering(reader(), kept), first.memory)) == said(compiled(sources))


def test_found_faults_are_told_once():
    wiki = compiled([TALK], reader(extract=lambda r: {"statements": [invented(), invented()]}))
    assert [d.rule for d in wiki.diagnostics] == ["misquoted-source"]


def invented():
    plain = {"said_by": [], "stance": "asserted", "time": "", "about": [], "mentions": []}
    return {"text": "Invented.", "quotes": ["Invented."], **plain}
