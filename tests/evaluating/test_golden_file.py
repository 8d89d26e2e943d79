"""A golden set is read strictly: whatever is wrong with it is told with line, key and what was meant, all at once."""

import pytest

from kb.errors import SettingsError
from kb.evaluating.golden import Fact
from kb.evaluating.golden_file import parse
from kb.evaluating.known_sources import looked_up, names
from kb.stages.inquiry import Said
from searchable import source

WHOLE = """\
questions:
  - ask: What did it cost?
    facts:
      - 310 million
      - [sixteen turbines, 16 turbines]
      - {fact: "paid: by a fund", optional: true}
    sources: [ep-7, [thread, Talk on silt]]
    before:
      - {ask: What is it?, answer: A barrage.}
    tags: [money]
  - ask: Who won?
    answerable: false
"""


def test_a_question_holds_what_its_keys_say():
    first, second = parse(WHOLE, "eval.yaml")
    facts = (Fact(("310 million",)), Fact(("sixteen turbines", "16 turbines")), Fact(("paid: by a fund",), True))
    assert first.facts == facts
    assert first.sources == (("ep-7",), ("thread", "Talk on silt"))
    assert (first.before, first.tags, first.line) == ((Said("What is it?", "A barrage."),), ("money",), 2)
    assert (second.ask, second.answerable, second.facts, second.line) == ("Who won?", False, (), 11)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("1998", "1998", id="a year is text"),
        pytest.param("2020-05-16", "2020-05-16", id="so is a date"),
        pytest.param("'yes'", "yes", id="so is a quoted word"),
        pytest.param("3.10", "3.10", id="a figure stays as it is written"),
    ],
)
def test_a_fact_is_text_as_it_is_written(written, read):
    (question,) = parse(f"questions: [{{ask: A?, facts: {written}}}]", "eval.yaml")
    assert question.facts == (Fact((read,)),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "eval.yaml:1: a set begins with `questions:`", id="nothing"),
        pytest.param("- ask: A?", "eval.yaml:1: a set begins with `questions:`", id="a list alone"),
        pytest.param("questions: []", "eval.yaml:1: questions: there is no list of questions", id="no questions"),
        pytest.param("questions: [", "eval.yaml:2: not YAML", id="no YAML"),
        pytest.param("questions: " + "[" * 5000, "eval.yaml:1: not YAML: nested too deeply", id="too deep"),
        pytest.param("questions:\n- A?", "eval.yaml:2: questions: a question is `ask: ...`", id="mere text"),
        pytest.param("questions:\n- facts: [x]", "eval.yaml:2: ask: the question is missing", id="no ask"),
        pytest.param("questions:\n- ask: ' '", "eval.yaml:2: ask: it is empty", id="an empty ask"),
        pytest.param(
            "questions:\n- ask: A?\n  fact: x", "eval.yaml:3: questions: unknown key 'fact'", id="unknown key"
        ),
        pytest.param("questions:\n- ask: A?\n  fact: x", "did you mean 'facts'?", id="the nearest key"),
        pytest.param("questions:\n- ask: A?\n  ask: B?", "eval.yaml:3: ask: it stands here twice", id="key twice"),
        pytest.param(
            "questions:\n- ask: A?\n- ask: A?", "eval.yaml:3: ask: the same question stands in line 2", id="twice"
        ),
        pytest.param(
            "questions:\n- ask: A?\n  facts: [{a: b}]", "eval.yaml:3: facts: unknown key 'a'", id="wrong fact"
        ),
        pytest.param("questions:\n- ask: A?\n  facts: ['--']", "'--' holds neither word nor number", id="no words"),
        pytest.param("questions:\n- ask: A?\n  answerable: no way", "answerable: it is true or false", id="not a flag"),
        pytest.param(
            "questions:\n- ask: A?\n  answerable: false\n  facts: [x]",
            "what can't be answered has no facts and no sources",
            id="facts of nothing",
        ),
        pytest.param(
            "questions:\n- ask: A?\n  before: [B?]", "before: each is a question and what was answered", id="before"
        ),
        pytest.param("questions: [&a {ask: A?, facts: [*a]}]", "facts: unknown key 'ask'", id="a list in itself"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(text, told):
    with pytest.raises(SettingsError) as wrong:
        parse(text, "eval.yaml")
    assert told in str(wrong.value)
    assert wrong.value.hint


def test_all_faults_are_told_at_once():
    with pytest.raises(SettingsError, match=r"(?s)for 2 reasons.*:2: ask.*:3: ask"):
        parse("questions:\n- ask: ''\n- facts: [x]", "eval.yaml")


PAGES = {
    "sources/ep-7.md": source("Episode 7").replace("type: Source\n", "type: Source\nresource: raw/talks/ep 7.vtt\n"),
    "sources/thread-1.md": source("Thread on silt").replace(
        "type: Source\n", "type: Source\nresource: raw/thread.txt\n"
    ),
    "sources/thread-2.md": source("Thread on eels").replace(
        "type: Source\n", "type: Source\nresource: raw/thread.txt\n"
    ),
    "answers/ep-8.md": source("Episode 8"),
}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        pytest.param("ep-7", ("ep-7",), id="id"),
        pytest.param("wiki/sources/ep-7.md", ("ep-7",), id="page"),
        pytest.param("episode 7", ("ep-7",), id="title"),
        pytest.param("raw/talks/ep 7.vtt", ("ep-7",), id="raw path"),
        pytest.param("talks/ep 7.vtt", ("ep-7",), id="raw path below raw/"),
        pytest.param("raw/thread.txt", ("thread-1", "thread-2"), id="a file of two sources: any of them"),
    ],
)
def test_a_source_is_known_by(name, ids):
    (found,) = looked_up(parse(f"questions: [{{ask: A?, sources: ['{name}']}}]", "e"), names(PAGES), "e")
    assert found.sources == (ids,)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("thread-11", "did you mean 'thread-1'?", id="nearly one"),
        pytest.param("Episode 8", "did you mean 'ep-7'?", id="an answer is no source"),
        pytest.param("xyz", "see wiki/sources/", id="nothing near"),
    ],
)
def test_an_unknown_source_is_told_with_the_nearest(name, hint):
    with pytest.raises(SettingsError) as wrong:
        looked_up(parse(f"questions:\n- ask: A?\n  sources: ['{name}']", "e"), names(PAGES), "e")
    assert f"e:2: sources: no source is called {name!r}; " in str(wrong.value)
    assert hint in str(wrong.value)
