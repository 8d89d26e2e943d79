"""An answer as a page: its words, footnotes that quote, links that lead there."""

from pathlib import Path

import pytest
from answered import NASTY, answer, citation, sentence
from markdown_it import MarkdownIt

from kb.forms.form import Place
from kb.forms.markdown import page
from kb.markup import fold, readable

TOP = Path("/w")


def link(path, block):
    return f"../{path}#^{block}"


def test_each_sentence_has_its_marks_and_each_mark_its_quote():
    one, two = citation("s1", "it cost 5"), citation("s2", "it opened")
    made = page(answer(sentence("It cost 5.", one), sentence("Both.", two, one), question="So?"), link)
    assert made == (
        "# So?\n\nIt cost 5.[^1]\nBoth.[^2][^1]\n\n"
        "## Pages used\n\n[Talk s1](../sources/s1.md#^) · [Talk s2](../sources/s2.md#^)\n\n"
        '[^1]: "it cost 5" — [Talk s1, Ada, 0:12](../sources/s1.md#^k00000001)\n'
        '[^2]: "it opened" — [Talk s2, Ada, 0:12](../sources/s2.md#^k00000001)\n'
    )


def test_quoted_sentences_are_a_list_with_their_speakers():
    said = sentence("It cost 5.", citation(words="It cost 5."), speaker="Ada")
    assert "\n- **Ada:** It cost 5.[^1]\n" in page(answer(said), link)


def test_where_sources_disagree_is_said_with_both_marks():
    sides = sentence("It was 5.", citation("s1")), sentence("It was 6.", citation("s2"))
    made = page(answer(*sides, clashes=[("How many?", sides)]), link)
    assert "> [!IMPORTANT]\n> - Sources disagree: How many? [^1] against [^2]\n" in made


def test_the_title_is_the_question():
    assert page(answer(sentence("Yes."), question="Is\nit so?"), link).startswith("# Is it so?\n\n")


@pytest.mark.parametrize(
    ("file", "target"),
    [
        pytest.param("/w/notes/x.md", "../wiki/sources/s 1.md", id="in a folder of the workspace"),
        pytest.param("/w/x.md", "wiki/sources/s 1.md", id="at its top"),
        pytest.param("/elsewhere/x.md", "wiki/sources/s 1.md", id="outside"),
        pytest.param(None, "wiki/sources/s 1.md", id="printed"),
    ],
)
def test_links_are_relative_to_where_the_file_lies(file, target):
    place = Place(TOP / "wiki", Path(file) if file else None)
    assert place.link("sources/s 1.md", "k1") == target.replace(" ", "%20") + "#^k1"


@pytest.mark.parametrize("words", NASTY)
def test_words_show_as_they_are_and_do_nothing(words):
    made = page(answer(sentence(words, citation(words=words)), question=words), link)
    tokens = [token for block in MarkdownIt().enable("table").parse(made) for token in [block, *(block.children or [])]]
    kinds = {token.type for token in tokens} - {"inline", "text", "softbreak", "text_special"}
    assert not {one for one in kinds if one.startswith(("html", "image", "hr", "code", "fence", "table", "em_"))}
    assert readable(made.splitlines()[0]) == fold(words)
