"""A passage with marks becomes one line around its matches."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kb.search.snippet import Snippet, also, cut, unmark
from kb.spans import Span


def matched(snippet):
    return [snippet.text[start:end] for start, end in snippet.matches]


def test_marks_become_spans():
    assert unmark("a <fox> and a <hen>", "<", ">") == Snippet("a fox and a hen", (Span(2, 5), Span(12, 15)))


def test_a_short_text_stays_whole():
    assert cut(unmark("a <fox>", "<", ">")).text == "a fox"


def test_the_window_is_where_different_matches_meet():
    text = unmark("<fox> " + "word " * 100 + "<fox> <hen> " + "word " * 100, "<", ">")
    assert matched(cut(text)) == ["fox", "hen"]


def test_words_are_not_cut_and_ellipses_say_what_is():
    snippet = cut(unmark("word " * 100 + "<fox> " + "word " * 100, "<", ">"))
    assert set(snippet.text.strip("…").split()) == {"word", "fox"}
    assert snippet.text[0] == snippet.text[-1] == "…"


def test_a_snippet_is_one_line():
    assert cut(Snippet("one\n\ntwo\tthree")).text == "one  two three"


def test_it_knows_where_its_first_match_stood():
    text = unmark("word " * 100 + "<fox>", "<", ">")
    assert text.text[cut(text).at :] == "fox"


@given(st.text(), st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_matches_hold_the_words_they_held(text, starts, width):
    spans = tuple(Span(at, at + 1) for at in sorted(set(starts)) if at < len(text) and not text[at].isspace())
    whole = Snippet(text, spans)
    assert set(matched(cut(whole, width))) <= set(matched(whole))


def test_matches_that_overlap_become_one():
    whole = Snippet("co-operate now", (Span(0, 2), Span(3, 10)))
    assert matched(also(whole, [Span(0, 10), Span(11, 14)])) == ["co-operate", "now"]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5))), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)))
)
def test_further_matches_cover_what_they_covered(one, other):
    first, further = ([Span(at, at + size) for at, size in spans] for spans in (one, other))
    spans = also(Snippet("x" * 15, tuple(first)), further).matches
    assert {at for span in spans for at in range(*span)} == {at for span in first + further for at in range(*span)}
    assert all(before.end <= after.start for before, after in pairwise(spans))
