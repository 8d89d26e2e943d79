"""A scan and a markdown parser agree on links, headings, footnotes and code; where they differ is said here.

The parser knows no wikilinks, block ids, comments of Obsidian and maths, so these don't stand in what is compared.
`bench/markdown_agreement.py` compares the two on the examples of CommonMark's specification and on folders of pages.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markdown_parts import code_is_hidden, parsed, scanned

WORDS = (
    "words",
    "*some* **words**",
    "`[c](code.md)`",
    "`` ` [c](code.md) ``",
    "`[c]`(no.md)",
    "[a](a.md)",
    "[`a`](a-code.md#b)",
    '[a b](<b c.md> "title")',
    "[a [b] c](b_(c).md 'title')",
    "![image](image.png)",
    "[![image](image.png)](a.md)",
    "[name]",
    "[name][]",
    "[words][Name]",
    "[words][`code`]",
    "words [name]: [a](a.md)",
    "[unknown][nothing]",
    "[a] (a.md)",
    r"\[a](a.md)",
    r"[a\]](a.md)",
    r"\`[a](a.md)\`",
    r"[a](a\)b.md)",
    "[a](a%20b.md)",
    "[a](a&amp;b.md)",
    "<https://example.org/[a](a.md)>",
    "a ` lone tick",
    'words <b title="[a](a.md) >">',
    "words # no heading",
    "a | b",
    '[a](a.md "a \\" title")',
    "a[^1]",
    "a[^two][^1] b",
    "`[^1]`",
    "[^nowhere]",
)
BLOCKS = (
    "{0} {1}",
    "{0}\n{1}",
    "# {0}",
    "### {0} ###",
    "{0}\n===",
    "Heading {0}\n---",
    "Heading\n{0}\n  ===",
    "Heading\n===\n{0}\n---\nwords\n===",
    "- {0}\nwords\n===\nwords\n===",
    "# Heading\n    [c](code.md)\n",
    "- {0}\n\n      [c](code.md)\n\n  {1}",
    "1.  {0}\n\n        [c](code.md)",
    "---",
    "```\n{0}\n{1}\n```",
    "~~~~ text\n```\n{0}\n~~~\n~~~~",
    "    [c](code.md)\n    {0}",
    "- {0}\n- {1}",
    "1. {0}\n\n   {1}",
    "- {0}\n  - {1}\n\n    {0}",
    "- ```\n  {0}\n  ```\n- {1}",
    "> {0}\n> {1}",
    "> ```\n> {0}\n> ```\n> {1}",
    "> > {0}",
    "| {0} | b |\n| --- | --- |\n| c | d |",
    "<!-- {0} -->",
    "<!--\n{0}\n\n{1}\n-->",
    "<pre>\n[c](code.md)\n\n[c](code.md)\n</pre>",
)
DEFINITIONS = (
    '[name]: name.md#x\n[`code`]: <code name.md> "title"\n\n[^1]: A [note](note.md).\n\n[^two]: Two\n    lines.\n'
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    words = st.sampled_from(WORDS)
    made = st.builds(lambda block, *two: block.format(*two), st.sampled_from(BLOCKS), words, words)
    # A page that begins with --- would have front matter, and the parser leaves out notes that nothing refers to.
    return "\n\n".join(["Words[^1] and[^two].", *draw(st.lists(made, min_size=1, max_size=5)), DEFINITIONS])


@given(pages())
@settings(max_examples=200)
def test_links_headings_and_footnotes_are_the_parsers(text: str) -> None:
    assert scanned(text) == parsed(text)


@given(pages())
@settings(max_examples=100)
def test_what_the_parser_takes_for_code_is_hidden_and_nothing_else(text: str) -> None:
    # What defines a link is in no token.
    assert code_is_hidden(text.removesuffix(DEFINITIONS))


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        pytest.param("words\n[a]: b.md\n\n[a]", ["b.md"], [], id="a definition within a paragraph"),
        pytest.param("<div>\n[a](b.md)\n</div>", ["b.md"], [], id="text within a block of HTML, which Obsidian reads"),
        pytest.param("[[a]](b.md)", ["b.md"], ["b.md"], id="a link whose text has brackets: both"),
        pytest.param("[a $[b](c.md)$", [], ["c.md"], id="maths hide their text"),
        pytest.param("%%[b](c.md)%%", [], ["c.md"], id="a comment of Obsidian"),
        pytest.param("[[a]]", ["a"], [], id="a wikilink"),
        pytest.param("[a [b](c.md)](d.md)", ["c.md", "d.md"], ["c.md"], id="a link in a link counts twice"),
        pytest.param("[a]\n\n> [a]: b.md", [], ["b.md"], id="a definition within a quote"),
        pytest.param("<a@b.org>", [], ["mailto:a@b.org"], id="an address of a person"),
        pytest.param("<https://a.org/`b> `", [], ["https://a.org/`b"], id="a tick within an address"),
        pytest.param("a `b\n> [b](c.md)`", [], ["c.md"], id="a code span that goes on into a quote"),
        pytest.param(">     [a](b.md)", ["b.md"], [], id="code set in within a quote"),
        pytest.param("-     [a](b.md)", ["b.md"], [], id="code set in behind the mark of an item"),
    ],
)
def test_links_where_they_differ(text: str, ours: list[str], theirs: list[str]) -> None:
    assert (sorted(scanned(text).links), sorted(parsed(text).links)) == (ours, theirs)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        pytest.param("1. words\n\n   # Heading", [(1, "Heading")], [], id="set in below a list item"),
        pytest.param("---\nwords\n---", [], [(2, "words")], id="front matter"),
        pytest.param("`a\n---\nb`", [], [(2, "`a")], id="an underline within a code span"),
    ],
)
def test_headings_where_they_differ(text: str, ours: list[tuple[int, str]], theirs: list[tuple[int, str]]) -> None:
    assert (scanned(text).headings, parsed(text).headings) == (ours, theirs)
