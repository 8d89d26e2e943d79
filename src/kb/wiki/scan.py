"""A markdown page into its parts: front matter, headings, links, footnotes, blocks and sentences, each with its place.

A scanner of lines and regular expressions and not a markdown parser: it knows what wikilinks, callouts, block ids
and comments are, keeps exact places, and reads a wiki of thousands of pages in seconds.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from kb.wiki.blocks import blocks, headings
from kb.wiki.body import Body
from kb.wiki.footnotes import footnotes
from kb.wiki.frontmatter import FrontMatterError, Value, parse, split
from kb.wiki.links import brackets, quoted_wikilinks
from kb.wiki.page import Comment, Page
from kb.wiki.sentences import sentences

_LINE_ENDS = re.compile(r"\r\n?")


def scan(path: str, text: str) -> Page:
    """Takes a page apart. Never fails: what can't be read stands in `Page.error`."""
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    text = text.removeprefix("\ufeff")
    front, rest, first_line = split(text)
    values, error = _values(front)
    body = Body.of(rest, first_line)
    notes, ranges = footnotes(body)
    found = brackets(body, ranges)
    heads = headings(body)
    return Page(
        path=path,
        text=text,
        values=values,
        error=error,
        first_line=first_line,
        headings=heads,
        # Obsidian's graph follows properties too; without them a page could look like an orphan.
        links=quoted_wikilinks(front or "") + found.links,
        references=found.references,
        footnotes=notes,
        blocks=blocks(body),
        sentences=sentences(body, heads, ranges),
        comments=tuple(
            Comment(body.text[start:end].strip("<!->% \t\n"), body.line(end)) for start, end in body.comments
        ),
    )


def _values(front: str | None) -> tuple[Mapping[str, Value], FrontMatterError | None]:
    parsed = parse(front) if front is not None else {}
    if isinstance(parsed, FrontMatterError):
        return {}, replace(parsed, line=parsed.line + 1)
    return parsed, None
