"""Slides hold what stands on them, and nothing in an answer steers the deck."""

import os
import re
from pathlib import Path

import pytest
from answered import NASTY, answer, citation, sentence
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.errors import KBError
from kb.forms.form import Place
from kb.forms.marp import ready, rendered
from kb.forms.packing import Slide, packed, width, wrapped
from kb.forms.slides import FINE, LARGE, deck
from kb.markup import readable

HERE = Place(Path("/w/wiki"), Path("/w/deck.md"))
TEXTS = st.lists(st.text(st.sampled_from("abc dé 汉字 \n"), max_size=1500).map(str.strip).filter(bool), max_size=9)
FEW = Slide(width=20, lines=5, items=4)


def slides(made):
    head, *found = re.split(r"\n\n---\n\n", made.removeprefix("---\n").replace("\n---\n", "\n\n---\n\n", 1))
    assert head.startswith("marp: true")
    return found


def test_a_deck_has_the_question_the_sentences_and_the_quotes():
    title, said, sources = slides(deck(answer(sentence("It cost 5."), sentence("It opened."), question="What?"), HERE))
    assert title.endswith("# What?")
    assert said == "## What?\n\n- It cost 5. [1]\n- It opened. [2]"
    assert sources.splitlines()[4:6] == [
        '- [1] "quote of It cost 5."',
        "  — [Talk s1, Ada, 0:12](wiki/sources/s1.md#^k00000001)",
    ]


def test_disagreements_have_a_slide():
    sides = sentence("It was 5.", citation("s1")), sentence("It was 6.", citation("s2"))
    made = deck(answer(*sides, clashes=[("How many?", sides)]), HERE)
    assert "## Sources disagree\n\n- How many? [1] against [2]" in made


@pytest.mark.parametrize(("number", "each"), [(1, [1]), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])])
def test_no_slide_is_left_with_little(number, each):
    assert [len(slide) for slide in packed([f"Word {n}." for n in range(number)], LARGE)] == each


@given(TEXTS, st.sampled_from([0, 1]))
def test_no_slide_holds_more_than_fits(texts, below):
    for slide in packed(texts, FEW, below):
        lines = sum(len(wrapped(part.text, FEW.width)) + below * part.last for part in slide)
        assert lines <= FEW.lines
        assert len(slide) <= FEW.items


@given(TEXTS)
def test_no_word_is_lost(texts):
    parts = [part for slide in packed(texts, FEW) for part in slide]
    for number, text in enumerate(texts):
        said = "".join(part.text.removesuffix("" if part.last else " …") for part in parts if part.item == number)
        assert "".join(said.split()) == "".join(text.split())


@given(st.text(max_size=300))
def test_no_line_is_wider_than_it_may_be(text):
    lines = wrapped(text, 20)
    assert "".join(lines).split() == text.split()
    assert all(width(line.rstrip()) <= 20 for line in lines)


@pytest.mark.parametrize("words", NASTY)
def test_nothing_in_an_answer_steers_the_deck(words):
    plain = len(slides(deck(answer(sentence("Yes."), question="What?"), HERE)))
    made = deck(answer(sentence(words, citation(words=words)), question=words), HERE)
    found = slides(made)
    assert len(found) == plain
    assert re.findall(r"<!--.*?-->", made) == ["<!-- _class: lead -->", "<!-- _class: sources -->"]
    kinds = {token.type for slide in found for block in MarkdownIt().parse(slide) for token in block.children or []}
    assert kinds <= {"text", "softbreak", "link_open", "link_close"}
    assert not re.search(r":\w+:", made.partition("\n---\n")[2])


def test_a_long_sentence_goes_on_on_the_next_slide():
    text = " ".join(f"word{n}" for n in range(300))
    found = slides(deck(answer(sentence(text, citation())), HERE))
    said = [slide.split("\n\n- ")[1] for slide in found[1:-1]]
    assert len(said) > 2
    assert all(readable(part).endswith("…") for part in said[:-1])
    assert all(len(wrapped(part, LARGE.width)) <= LARGE.lines for part in said)


def test_a_long_quote_keeps_its_source_below_its_end():
    found = slides(deck(answer(sentence("Yes.", citation(words="word " * 1500))), HERE))
    assert len(found) > 3
    assert ["— [Talk s1" in slide for slide in found] == [False] * (len(found) - 1) + [True]
    assert FINE.lines > 1


@pytest.fixture
def marp(tmp_path, monkeypatch):
    """A marp command that does what a script says."""

    def install(script):
        command = tmp_path / "bin" / "marp"
        command.parent.mkdir()
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")

    return install


def test_marp_renders_without_settings_html_or_local_files(marp):
    marp('echo "$@" > deck.html; cat deck.md >> deck.html')
    words = "--config-file .marprc.json --no-html --no-stdin --output deck.html deck.md"
    assert rendered("# A deck\n", ".html").decode() == f"{words}\n# A deck\n"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param("echo 'no browser' >&2; exit 1", "no browser", id="it fails"),
        pytest.param("exit 0", "made no file", id="it makes nothing"),
    ],
)
def test_a_marp_that_fails_is_told(marp, script, told):
    marp(script)
    with pytest.raises(KBError, match=told):
        rendered("# A deck\n", ".pdf")


def test_without_marp_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    ready(".md")
    with pytest.raises(KBError, match=r"marp command.*not installed") as caught:
        ready(".pdf")
    assert "npm install" in caught.value.hint
