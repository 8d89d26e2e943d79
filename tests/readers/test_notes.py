"""Markdown notes and clipped pages."""

import pytest

from kb.knowledge import Block, Reading
from kb.markup import readable
from kb.readers import clipping, note
from kb.readers.reader import File, Line

NOTE = """# The title

A *first* paragraph
over two lines.[^1]

## Lists and `code`

1. one item
2. another

   with its own paragraph
- [ ] a task

- the last item after a blank line

```python
x = 1

# not a heading
```

| a | b |
|---|---|
| 1 | 2 |

> Said by
somebody.

    indented code

Underlined
---

[^1]: The note.
"""


def file(text: str) -> File:
    return File("a.md", tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1)))


def read(text: str) -> Reading:
    (reading,) = note.read(file(text))
    return reading


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def test_every_part_of_a_note_is_one_block() -> None:
    assert kinds(NOTE) == [
        ("heading", "The title"),
        ("paragraph", "A first paragraph over two lines."),
        ("heading", "Lists and code"),
        ("item", "one item\n\nanother with its own paragraph\n\na task\n\nthe last item after a blank line"),
        ("code", "x = 1\n\n# not a heading"),
        ("table", "a b 1 2"),
        ("quote", "Said by somebody."),
        ("code", "indented code"),
        ("heading", "Underlined"),
        ("paragraph", "The note."),
    ]


def test_the_markdown_of_a_block_is_the_source_s_own() -> None:
    lines = NOTE.split("\n")
    for block in read(NOTE).blocks:
        first, last = block.place.lines
        assert block.markdown in "\n".join(lines[first - 1 : last])


def test_the_words_of_a_block_are_those_that_its_markdown_shows() -> None:
    for block in read(NOTE).blocks:
        assert block.kind == "code" or block.text.split() == readable(block.markdown).split()


def test_no_word_of_a_note_is_lost() -> None:
    shown = " ".join(block.text for block in read(NOTE).blocks)
    assert set(readable(NOTE).split()) <= {*shown.split(), "2."}


def test_a_rule_does_not_divide_a_note() -> None:
    assert kinds("# A\n\nOne.\n\n---\n\nTwo.") == [("heading", "A"), ("paragraph", "One."), ("paragraph", "Two.")]


def test_a_long_list_is_cut_between_its_items() -> None:
    items = [f"- item {at} " + "word " * 28 for at in range(12)]
    blocks = read("# A\n\n" + "\n".join(items)).blocks[1:]
    assert len(blocks) == 3 and all(block.markdown.startswith("- item") for block in blocks)


def test_a_fence_in_a_list_belongs_to_it() -> None:
    (block,) = read("- do this\n\n  ```\n  - x\n\n  y\n  ```\n- then that").blocks
    assert block.kind == "item"


def test_front_matter_is_not_text_but_says_what_the_note_is() -> None:
    reading = read(
        '---\ntitle: "A: b"\nauthor:\n  - "[[Ann Lee]]"\n  - Bo\ndate: 2024-05-06\nurl: https://a.b/c\n---\nText.'
    )
    assert (reading.title, reading.author, reading.published) == ("A: b", ("Ann Lee", "Bo"), "2024-05-06")
    assert (reading.url, [block.text for block in reading.blocks]) == ("https://a.b/c", ["Text."])


@pytest.mark.parametrize(
    ("head", "title", "warned"),
    [
        pytest.param("1: one\ntrue: two\n[a]: b\ntitle: T", "T", True, id="keys that are no strings"),
        pytest.param("title: S\ntitle: T", "T", False, id="duplicate keys"),
        pytest.param("\ttitle: T\n\t- x", "T", True, id="nothing but tabs"),
        pytest.param("title: T\n\tbad: [", "T", True, id="tabs"),
        pytest.param('title: T\nauthor: "open', "T", True, id="an open quote"),
        pytest.param("title: T\nx: *nowhere", "T", True, id="an unknown alias"),
        pytest.param("title: T\nx: " + "[" * 5000, "T", True, id="a thousand brackets"),
        pytest.param("title: T\ndate: 2024-99-99", "T", False, id="an impossible date"),
    ],
)
def test_broken_front_matter_loses_nothing(head: str, title: str, warned: bool) -> None:
    reading = read(f"---\n{head}\n---\nText.\n")
    assert (reading.title, bool(reading.warnings)) == (title, warned)
    assert reading.blocks[-1].text == "Text."


def test_front_matter_that_is_never_closed_is_text_with_a_warning() -> None:
    reading = read("---\ntitle: T\n\nText.\n")
    assert reading.warnings and [block.text for block in reading.blocks] == ["title: T", "Text."]


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert kinds("---\nJust words\n---\nText.")[-1] == ("paragraph", "Text.")


CLIPPED = """---
title: "T"
source: "https://a.b/c?d=e"
author:
  - "[[Ann]]"
published: 2025-04-07
created: 2025-04-08
---
"""


def test_a_clipped_page_keeps_where_it_came_from() -> None:
    page = file(CLIPPED + "Body.[^1] ![](https://a.b/i.png)\n\n[^1]: Note.")
    (reading,) = clipping.read(page)
    assert clipping.recognise(page) and (reading.url, reading.published) == ("https://a.b/c?d=e", "2025-04-07")
    assert [block.text for block in reading.blocks] == ["Body.", "Note."]


def block_of(text: str) -> Block:
    return read(text).blocks[0]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param("In\n1986. It was.", "paragraph", "In 1986. It was.", id="a year does not begin a list"),
        pytest.param("a | b", "paragraph", "a | b", id="a pipe alone is no table"),
        pytest.param("```\nopen to the end", "code", "open to the end", id="a fence that is never closed"),
        pytest.param("<details>\n<b>x</b>\n</details>", "paragraph", "x", id="html shows its text"),
        pytest.param("> [!note] Hint\n> text", "quote", "Hint text", id="a callout"),
    ],
)
def test_odd_markdown_is_read_as_it_shows(text: str, kind: str, words: str) -> None:
    assert (block_of(text).kind, block_of(text).text) == (kind, words)


def test_preformatted_html_stays_one_block_across_blank_lines() -> None:
    text = "# Note\n\n<blockquote>\n<pre>one\n\ntwo\n\nthree</pre>\n</blockquote>\n\nAfter it.\n"
    assert [words.split() for _, words in kinds(text)] == [["Note"], ["one", "two", "three"], ["After", "it."]]
