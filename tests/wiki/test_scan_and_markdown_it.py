"""A scan and a markdown parser agree on links, headings and code; where they differ on purpose is said here.

Code is compared by the links in it: in code they are none, behind it they are.
The parser knows no wikilinks, block ids, comments of Obsidian and maths, so these don't stand in what is compared.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.markup import readable
from kb.wiki.scan import scan

PARSER = MarkdownIt("commonmark").enable("table")

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
)
BLOCKS = (
    "{0} {1}",
    "{0}\n{1}",
    "# {0}",
    "### {0} ###",
    "{0}\n===",
    "Heading {0}\n---",
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
DEFINITIONS = '[name]: name.md#x\n[`code`]: <code name.md> "title"\n'


@st.composite
def pages(draw: st.DrawFn) -> str:
    words = st.sampled_from(WORDS)
    made = st.builds(lambda block, *two: block.format(*two), st.sampled_from(BLOCKS), words, words)
    # A page that begins with --- would have front matter.
    return "\n\n".join(["Words.", *draw(st.lists(made, min_size=1, max_size=5)), DEFINITIONS])


def parsed_headings(text: str) -> list[tuple[int, str]]:
    """Those in quotes and lists are left to their text by a scan."""
    tokens = PARSER.parse(text)
    return [
        (int(token.tag[1]), words(tokens[at + 1].content))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def scanned_headings(text: str) -> list[tuple[int, str]]:
    return [(heading.level, words(heading.text)) for heading in scan("wiki/page.md", text).headings]


def words(text: str) -> str:
    return " ".join(readable(text).split())


def parsed_links(text: str) -> Counter[str]:
    return Counter(unquote(target) for target in targets(PARSER.parse(text)))


def targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        target = token.attrGet("src" if token.type == "image" else "href")
        if target is not None:
            yield str(target)
        yield from targets(token.children or [])


def scanned_links(text: str) -> Counter[str]:
    found = scan("wiki/page.md", text).links
    return Counter(link.target + (f"#{link.anchor}" if link.anchor else "") for link in found)


@given(pages())
@settings(max_examples=100)
def test_links_and_code_are_the_parsers(text: str) -> None:
    assert scanned_links(text) == parsed_links(text)


@given(pages())
@settings(max_examples=100)
def test_headings_are_the_parsers(text: str) -> None:
    assert scanned_headings(text) == parsed_headings(text)


@pytest.mark.parametrize(
    ("text", "scanned", "parsed"),
    [
        pytest.param("words\n[a]: b.md\n\n[a]", ["b.md"], [], id="a definition within a paragraph"),
        pytest.param("<div>\n[a](b.md)\n</div>", ["b.md"], [], id="text within a block of HTML, which Obsidian reads"),
        pytest.param("[[a]](b.md)", ["b.md"], ["b.md"], id="a link whose text has brackets: both"),
        pytest.param("[a $[b](c.md)$", [], ["c.md"], id="maths hide their text"),
        pytest.param("%%[b](c.md)%%", [], ["c.md"], id="a comment of Obsidian"),
        pytest.param("[[a]]", ["a"], [], id="a wikilink"),
        pytest.param("[a [b](c.md)](d.md)", ["c.md", "d.md"], ["c.md"], id="a link in a link counts twice"),
    ],
)
def test_where_they_differ(text: str, scanned: list[str], parsed: list[str]) -> None:
    assert (sorted(scanned_links(text)), sorted(parsed_links(text))) == (scanned, parsed)


def test_a_heading_set_in_below_a_list_item_is_a_heading_to_a_scan_alone() -> None:
    text = "1. words\n\n   # Heading"
    assert (scanned_headings(text), parsed_headings(text)) == ([(1, "Heading")], [])
