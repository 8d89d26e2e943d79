"""What a scan finds in a page, and where; and what only looks like markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.wiki.page import Cited, Page
from kb.wiki.scan import scan

CONCEPT = """\
---
type: Concept
title: Geely
aliases: [Geely Auto]
generated: {by: kb}
---
# Geely

> [!note] Quoted, not written
> Every line below is a source's own words.

## Thread: who built it?

[Source](../sources/ev-thread.md)

- Geely is the third largest automaker in China.[^ev-1]
- **Amy Hood:** Revenue of [Azure](azure.md) grew 5 %. Good.[^call-1]

## Related

[BYD](byd.md) · [state-owned enterprises](state-owned-enterprises.md)

[^ev-1]: "Geely - the third" — [Thread: who?](../sources/ev%20thread.md#^k3f9a2c71)
[^call-1]: "grew 5 %" — [Call, 12:34](#^k81d0e4b2-2); "Good" — [Call \\[2\\]](../sources/call.md#^k00000001)
"""


def page(body: str) -> Page:
    return scan("wiki/page.md", body)


def parts(page: Page) -> list[object]:
    names = "text values error first_line headings links references footnotes blocks sentences comments"
    return [getattr(page, name) for name in names.split()]


def test_everything_of_a_concept_page_has_its_place() -> None:
    found = scan("wiki/concepts/geely.md", CONCEPT)
    assert (found.type, found.title, found.strings("aliases"), found.generated) == (
        "Concept",
        "Geely",
        ("Geely Auto",),
        True,
    )
    assert [(h.level, h.text, h.line) for h in found.headings] == [
        (1, "Geely", 7),
        (2, "Thread: who built it?", 12),
        (2, "Related", 19),
    ]
    assert [(link.target, link.line, link.column) for link in found.links if not link.cites] == [
        ("../sources/ev-thread.md", 14, 1),
        ("azure.md", 17, 28),
        ("byd.md", 21, 1),
        ("state-owned-enterprises.md", 21, 17),
    ]
    assert [(r.label, r.line, r.column) for r in found.references] == [("ev-1", 16, 49), ("call-1", 17, 61)]


def test_a_footnote_says_which_words_of_which_block_it_cites() -> None:
    first, second = scan("wiki/concepts/geely.md", CONCEPT).footnotes
    assert first.line == 23
    assert first.citations == (Cited("Geely - the third", "Thread: who?", "../sources/ev thread.md", "k3f9a2c71"),)
    assert second.citations == (
        Cited("grew 5 %", "Call, 12:34", "", "k81d0e4b2-2"),
        Cited("Good", "Call [2]", "../sources/call.md", "k00000001"),
    )


def test_sentences_stand_outside_the_exempt_places_with_their_footnotes() -> None:
    found = scan("wiki/concepts/geely.md", CONCEPT).sentences
    assert [(s.text, s.labels, s.later, s.line, s.column) for s in found] == [
        ("Geely is the third largest automaker in China.", ("ev-1",), (), 16, 3),
        ("Revenue of [Azure](azure.md) grew 5 %.", (), ("call-1",), 17, 17),
        ("Good.", ("call-1",), (), 17, 56),
    ]


@pytest.mark.parametrize(
    ("written", "target", "anchor", "shown"),
    [
        pytest.param("[a](b.md)", "b.md", "", "a", id="plain"),
        pytest.param("[a](b.md#c)", "b.md", "c", "a", id="anchor"),
        pytest.param("[a](#c)", "", "c", "a", id="its own page"),
        pytest.param("[a](b%20c.md#%C3%A9)", "b c.md", "é", "a", id="percent-encoded"),
        pytest.param("[a](<b c.md>)", "b c.md", "", "a", id="angle brackets"),
        pytest.param('[a](b.md "a (title)")', "b.md", "", "a", id="with a title"),
        pytest.param("[a](b_(c).md)", "b_(c).md", "", "a", id="parentheses"),
        pytest.param(r"[a](b\_c.md)", "b_c.md", "", "a", id="escaped"),
        pytest.param("[a](x.md?b=1&amp;c=2)", "x.md?b=1&c=2", "", "a", id="entity"),
        pytest.param("[a [b] c](d.md)", "d.md", "", "a [b] c", id="brackets in the text"),
        pytest.param("[[1]](d.md)", "d.md", "", "[1]", id="a clipped reference is no wikilink"),
        pytest.param("[a][r]\n\n[r]: b.md#c", "b.md", "c", "a", id="reference"),
        pytest.param("[R][]\n\n[r]: <b c.md> 'title'", "b c.md", "", "R", id="collapsed reference"),
        pytest.param("[r]\n\n[r]: b.md", "b.md", "", "r", id="shortcut reference"),
        pytest.param("<https://b.c/#d>", "https://b.c/", "d", "https://b.c/#d", id="autolink"),
        pytest.param("[[b]]", "b", "", "b", id="wikilink"),
        pytest.param("[[b|a]]", "b", "", "a", id="wikilink with shown text"),
        pytest.param("[[b#c#d|a]]", "b", "d", "a", id="wikilink to a heading under a heading"),
        pytest.param("[[#^k1]]", "", "^k1", "#^k1", id="wikilink to a block of its own page"),
        pytest.param("| x | [[b\\|a]] |", "b", "", "a", id="wikilink in a table"),
        pytest.param("[[吉利汽车]]", "吉利汽车", "", "吉利汽车", id="another script"),
        pytest.param("- [ ] [a](b.md)", "b.md", "", "a", id="in a task"),
        pytest.param("> > [a](b.md)", "b.md", "", "a", id="in a nested quote"),
        pytest.param("==**[a](b.md)**==", "b.md", "", "a", id="in a highlight"),
        pytest.param("- a\n\n    [a](b.md)", "b.md", "", "a", id="indented in a list"),
        pytest.param("costs $5 [a](b.md) or $6", "b.md", "", "a", id="between prices"),
        pytest.param("100%% of [a](b.md)", "b.md", "", "a", id="after a lone comment mark"),
        pytest.param("a ` tick [a](b.md)", "b.md", "", "a", id="after a lone tick"),
        pytest.param("#tag/nested [a](b.md)", "b.md", "", "a", id="after a tag"),
        pytest.param("```\ncode\n```\n[a](b.md)", "b.md", "", "a", id="below a fence"),
    ],
)
def test_a_link_is_read(written: str, target: str, anchor: str, shown: str) -> None:
    assert [(link.target, link.anchor, link.text) for link in page(written).links] == [(target, anchor, shown)]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("```\n[a](b.md)\n```", id="fence"),
        pytest.param("~~~~ text\n[[b]]\n~~~\n[[c]]\n~~~~", id="a fence holds shorter fences"),
        pytest.param("```\n[[b]]", id="a fence without end"),
        pytest.param("- ```\n  [[b]]\n  ```", id="fence in a list"),
        pytest.param("> ```\n> [[b]]\n> ```", id="fence in a quote"),
        pytest.param("`[[b]]`", id="inline code"),
        pytest.param("``a ` [[b]]``", id="inline code with a tick"),
        pytest.param("`two\nlines [[b]]`", id="inline code over two lines"),
        pytest.param("text\n\n    [[b]]\n\n\t[[c]]", id="indented code"),
        pytest.param("<!-- [[b]] -->", id="comment"),
        pytest.param("<!--\n\n[[b]]\n\n-->", id="comment over paragraphs"),
        pytest.param("%%[[b]]%%", id="Obsidian's comment"),
        pytest.param("%%\n\n[[b]]\n\n%%", id="Obsidian's comment over paragraphs"),
        pytest.param("$x_{[[b]]}$", id="maths"),
        pytest.param("$$\n[[b]]\n$$", id="display maths"),
        pytest.param(r"\[a](b.md) and \[[b]]", id="escaped brackets"),
        pytest.param("<pre>\n[[b]]\n</pre>", id="preformatted HTML"),
        pytest.param('<img alt="[a](b.md)">', id="an attribute"),
        pytest.param("[a] (b.md)", id="a space between"),
        pytest.param("[a\n\nb](c.md)", id="two paragraphs"),
        pytest.param("- [ ] task\n- [x] done", id="tasks"),
        pytest.param("[a][undefined]", id="a name that nothing defines"),
        pytest.param("[[]] and [[ ]", id="empty brackets"),
        pytest.param("a[0][1] = b[2]", id="subscripts"),
    ],
)
def test_what_only_looks_like_a_link_is_none(written: str) -> None:
    assert page(written).links == ()


@pytest.mark.parametrize(
    ("written", "identifier", "markdown", "line"),
    [
        pytest.param("One\ntwo ^k1\n", "k1", "One\ntwo", 1, id="paragraph"),
        pytest.param("# H\nOne ^k1\n", "k1", "One", 2, id="right below a heading"),
        pytest.param("- a\n- b\n  c ^k1\n", "k1", "- b\n  c", 2, id="list item"),
        pytest.param("- a\n- b\n\n^k1\n", "k1", "- a\n- b", 1, id="list, id below"),
        pytest.param("| a |\n|---|\n| b |\n\n^k1\n", "k1", "| a |\n|---|\n| b |", 1, id="table, id below"),
        pytest.param("```\na\n\nb ^no\n```\n\n^k1\n", "k1", "```\na\n\nb ^no\n```", 1, id="listing with a blank line"),
        pytest.param("> a\n> b\n^k1\n", "k1", "> a\n> b", 1, id="quote, id on the next line"),
        pytest.param("x\n\nOne ^k81d0e4b2-2", "k81d0e4b2-2", "One", 3, id="second block of the same words"),
        pytest.param("One ^k0 \r\n\r\nTwo ^k1  \r\n", "k1", "Two", 3, id="Windows line ends"),
    ],
)
def test_a_block_is_found_by_its_id(written: str, identifier: str, markdown: str, line: int) -> None:
    block = page(written).block_by_id[identifier]
    assert (block.markdown, block.line) == (markdown, line)


@pytest.mark.parametrize(
    "written",
    ["x^2 ^", "a x^2", "`One ^k1`", "```\nOne ^k1\n```", "One ^k1 two", "$a ^k1$"],
)
def test_a_caret_elsewhere_is_no_block_id(written: str) -> None:
    assert page(written).blocks == ()


@pytest.mark.parametrize(
    ("written", "headings"),
    [
        pytest.param("# A #\n", [(1, "A", 1)], id="closing signs"),
        pytest.param("#tag\n#\n", [(1, "", 2)], id="a tag is none, a bare sign is one"),
        pytest.param("A\n===\n\nB\n---\n", [(1, "A", 1), (2, "B", 4)], id="underlined"),
        pytest.param("- a\n---\n\n***\n", [], id="rules"),
        pytest.param("```\n# A\n```\n\\# B\n", [], id="in code, escaped"),
        pytest.param("---\na: 1\n---\n\n## `A` B\n", [(2, "`A` B", 5)], id="below front matter"),
    ],
)
def test_headings_are_read(written: str, headings: list[tuple[int, str, int]]) -> None:
    assert [(h.level, h.text, h.line) for h in page(written).headings] == headings


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        pytest.param("A is b.[^1] C is d.", [("A is b.", "1"), ("C is d.", "")], id="one of two"),
        pytest.param("A is b,[^1] c is d.[^2]", [("A is b, c is d.", "12")], id="a mark within"),
        pytest.param("A is b[^1].", [("A is b.", "1")], id="the mark before the stop"),
        pytest.param("A is b. [^1] [^2]", [("A is b.", "12")], id="marks after a space"),
        pytest.param("A is b.[^1] and more", [("A is b.", "1"), ("and more", "")], id="words after the last mark"),
        pytest.param(
            "The U.S. Congress met Mr. Smith.[^1]", [("The U.S. Congress met Mr. Smith.", "1")], id="abbreviated"
        ),
        pytest.param("It was 3.5 %, e.g. in A.md.[^1]", [("It was 3.5 %, e.g. in A.md.", "1")], id="points inside"),
        pytest.param("甲是乙。[^1]丙是丁。", [("甲是乙。", "1"), ("丙是丁。", "")], id="without spaces"),
        pytest.param("A is\nb.[^1]\nC.[^2]", [("A is\nb.", "1"), ("C.", "2")], id="over lines"),
        pytest.param("- A.[^1]\n1. B\n- [ ] C", [("A.", "1"), ("B", ""), ("C", "")], id="items"),
        pytest.param("A. <!-- kb: allow CIT001 --> ^k1", [("A.", "")], id="comments and ids are not part of it"),
        pytest.param("<!-- x -->\nA.", [("A.", "")], id="a comment above"),
        pytest.param("| A | B |\n|---|---|\n| c | d[^1] |", [("| c | d |", "1")], id="a row, not the table's head"),
        pytest.param("[A](a.md) · [[B]], ![c](d.png)", [], id="only links"),
        pytest.param("> [!note] A\n> B.\n\n---\n\n# C\n\n```\nD.\n```\n", [], id="exempt places"),
        pytest.param("## Text\n\nA.\n\n### B\n\nC.\n\n## D\n\nE.", [("E.", "")], id="exempt sections"),
        pytest.param("## Key passages\n\n- A.[^1]\n\n## Quoted in\n\nB.", [("A.", "1")], id="key passages"),
    ],
)
def test_sentences_are_read_with_the_labels_of_their_footnotes(written: str, sentences: list[tuple[str, str]]) -> None:
    assert [(s.text, "".join(s.labels)) for s in page(written).sentences] == sentences


def test_brackets_before_a_footnote_are_no_link_to_it() -> None:
    found = page("It is [...][^1] so.\n\n[^1]: a\n")
    assert ([r.label for r in found.references], found.links) == (["1"], ())


def test_broken_front_matter_is_a_value_with_its_line() -> None:
    found = page("---\ntype: Note\na: b: c\n---\n# A\n")
    assert found.error is not None
    assert (found.error.line, found.values, found.headings[0].line) == (3, {}, 5)


def test_wikilinks_in_quoted_properties_are_links() -> None:
    (link,) = page('---\nup: "[[Parent|P]]"\nlist: [[x]]\n---\n').links
    assert (link.target, link.text, link.line, link.column) == ("Parent", "P", 2, 6)


def test_comments_are_kept_with_the_line_they_end_on() -> None:
    assert [(c.text, c.line) for c in page("a <!-- b\nc -->\n%% d %%\n").comments] == [("b\nc", 2), ("d", 3)]


def test_a_footnote_may_go_on_below() -> None:
    found = page("a[^1]\n\n[^1]: one\n    two\n\n    three\n[^2]: four\n\nfive\n").footnotes
    assert [(f.label, f.text, f.line) for f in found] == [("1", "one\n    two\n\n    three", 3), ("2", "four", 7)]


@given(st.text(st.sampled_from("[]()^!`$%<>-#|\\~:. \n\tab1"), max_size=80))
def test_no_text_breaks_the_scan_and_every_place_is_inside_it(text: str) -> None:
    found = page(text)
    lines = found.text.split("\n")
    for at in (*found.links, *found.references, *found.sentences):
        assert 1 <= at.column <= len(lines[at.line - 1])


@given(st.text(st.sampled_from("[]()^!`$%<>-#|\\~:. \nab1"), max_size=80))
def test_windows_line_ends_change_nothing(text: str) -> None:
    assert parts(page(text.replace("\n", "\r\n"))) == parts(page(text))
