"""Markdown and the words it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.markup import escape, fold, readable

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.text(st.sampled_from(list("ab1 *_`~=%$#<>&;[]()!^\\-+.|:/hé中\n")), max_size=40)
MARKS = (
    "**·_·~~·[a](b)·[[x|y]]·![[e]]·[^1]·[^1]: ·<b>·<!-- c -->·&amp;·&copy·# ·1. ·- ·> ·```·~~~·`·\\·$x$·%%·==·"
    " ^k0123abcd·https://a.b/c_d_e*·---·#tag· ·| a |·[x] ·[!note] ·word·snake_case·C#·~40·$20B·&#35;·<https://x.y>"
)
FRAGMENTS = st.sampled_from(MARKS.split("·"))
WORDS = st.one_of(TRICKY, st.lists(FRAGMENTS, max_size=8).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("**bold**, *it*, __b__, _i_, ***both***", "bold, it, b, i, both", id="emphasis goes"),
        pytest.param("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", id="marks inside words stay"),
        pytest.param("~~old~~ ==new==", "old new", id="struck and marked words stay"),
        pytest.param('[the *paper*](https://a.b/c_(d) "t") says', "the paper says", id="a link gives its text"),
        pytest.param("[![alt](i.png)](https://a.b)", "alt", id="an image in a link gives its description"),
        pytest.param("see [it][ref] and a[0][1]", "see it and a[0][1]", id="reference links, not indices"),
        pytest.param(
            "[[Page]], [[Page#Part]], [[p|shown]], ![[e.png]]", "Page, Page > Part, shown, e.png", id="wikilinks"
        ),
        pytest.param("A fact.[^a-1] More.[^2]", "A fact. More.", id="footnote references go"),
        pytest.param("[^1]: The note.", "The note.", id="a footnote gives its words"),
        pytest.param("[ref]: https://a.b/c_d_", "ref: https://a.b/c_d_", id="a link's address keeps its name"),
        pytest.param("run `a_*b*` and ``x ` y``", "run a_*b* and x ` y", id="code spans give their content"),
        pytest.param("a <b>x</b><!-- no --><br/>c <https://d.e>", "a x c https://d.e", id="tags and comments go"),
        pytest.param(r"\*not\* &amp; &lt;b&gt; &nosuch;", "*not* & <b> &nosuch;", id="escapes and entities"),
        pytest.param("## A *title* ##", "A title", id="a heading's hashes go"),
        pytest.param("Title\n=====", "Title", id="an underlined heading"),
        pytest.param("- [x] one\n- two\n  1. three", "one two three", id="list markers go"),
        pytest.param("1986. A great year.", "1986. A great year.", id="a year is no list marker"),
        pytest.param("> [!note] Title\n> said *so*\n>> twice", "Title said so twice", id="quotations"),
        pytest.param("| a | b |\n|---|:-:|\n| 1 | x \\| y |", "a b 1 x | y", id="tables"),
        pytest.param("A fact. ^k0123abcd-2", "A fact.", id="a block's id goes"),
        pytest.param(
            "a\n```python\nx = 1\n\n  y_ = `2`\n```\nb", "a\nx = 1\n\n  y_ = `2`\nb", id="fences keep their lines"
        ),
        pytest.param("see https://a.b/_x_/y_z. Now", "see https://a.b/_x_/y_z. Now", id="bare addresses stay whole"),
        pytest.param("东京\n大阪", "东京大阪", id="wrapped Chinese is joined without a space"),
        pytest.param(r"so $a\,b_i*c_j* \\ d$ is", r"so $a\,b_i*c_j* \\ d$ is", id="a formula gives its source"),
        pytest.param(r"$$\{a\}$$", r"$$\{a\}$$", id="a formula on its own too"),
        pytest.param(r"\$a *b*$ and $5 *or* $6", "$a b$ and $5 or $6", id="prices are no formula"),
        pytest.param("  two\n\n\twords ", "two words", id="white space is folded"),
    ],
)
def test_markdown_reads_as_the_words_it_shows(markdown: str, shown: str) -> None:
    assert readable(markdown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Costs ~40 % more: $20B, in 2024. (See p. 3-4.)",
        'snake_case, C#, 5 * 3, a < b, AT&T, [inaudible], #1, x^2, it\'s "so" - and - so',
        "- not a list? No: a dash"[2:],
        "Item 1. of 2",
    ],
)
def test_ordinary_words_need_no_escape(text: str) -> None:
    assert escape(text) == text


def test_an_address_is_words_unless_it_may_be_a_link() -> None:
    text = "see https://example.org/a_b_(c)?d=e&f=g#h, www.example.org and obsidian://open"
    assert escape(text) == r"see https\://example.org/a_b_(c)?d=e&f=g#h, www\.example.org and obsidian\://open"
    assert escape("see https://example.org/a_b_*c*", addresses=True) == "see https://example.org/a_b_\\*c*"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("#tag and # heading", r"\#tag and # heading", id="a tag"),
        pytest.param("# heading", r"\# heading", id="a heading"),
        pytest.param("1. one", r"1\. one", id="a numbered item"),
        pytest.param("- one", r"\- one", id="an item"),
        pytest.param("[a](b) [[c]] [^d]", r"[a\](b) \[\[c]] \[^d]", id="links and notes"),
        pytest.param("*so* _so_ `so` <b> &amp;", r"\*so* \_so_ \`so\` \<b> \&amp;", id="marks that would open"),
        pytest.param("ends in ^k0123abcd", r"ends in \^k0123abcd", id="a block id"),
        pytest.param(r"$a\,b$ and $$5", r"$a\\,b\$ and $\$5", id="a formula"),
        pytest.param("---", r"\---", id="a rule or front matter"),
    ],
)
def test_what_would_open_markup_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@given(WORDS)
def test_escaped_words_read_back_as_they_were(text: str) -> None:
    assert readable(escape(text)) == fold(text)


@given(st.one_of(TRICKY, st.lists(FRAGMENTS, max_size=8).map("".join)).filter(lambda text: "http" not in text))
def test_a_commonmark_parser_shows_exactly_the_escaped_words(text: str) -> None:
    tokens = COMMONMARK.parse(escape(text))
    assert [token.type for token in tokens] == (["paragraph_open", "inline", "paragraph_close"] if fold(text) else [])
    children = tokens[1].children or [] if tokens else []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == fold(text)


@given(WORDS, WORDS)
def test_escaped_words_open_nothing_in_what_follows_them(one: str, two: str) -> None:
    assert readable(f"a {escape(one)} {escape(two)}".strip()) == fold(f"a {one} {two}")


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "](",
        "*a ",
        "a*",
        "`",
        "` ``",
        "<!--",
        "<a ",
        "&",
        "[[",
        "**_",
        "> ",
        "| ",
        "\\",
        "https://",
        "~~",
        "- ",
        '](a "',
    ],
)
def test_hostile_repetition_keeps_its_words_and_does_not_hang(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert readable(escape(text)) == fold(text)
