"""A markdown page into its parts: front matter, headings, links, footnotes, blocks and sentences, each with its place.

A scanner of lines and regular expressions and not a markdown parser: it knows what wikilinks, callouts, block ids
and comments are, keeps exact places, and reads a wiki of thousands of pages in seconds.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from kb.wiki.blocks import blocks, headings
from kb.wiki.body import Body
from kb.wiki.footnotes import footnotes
from kb.wiki.frontmatter import FrontMatterError, Split, Value, parse, split
from kb.wiki.links import Brackets, brackets, quoted_wikilinks
from kb.wiki.page import Block, Comment, Footnote, Heading, Link, Page, Reference, Sentence

_LINE_ENDS = re.compile(r"\r\n?")


def scan(path: str, text: str) -> Page:
    """The page, whose parts are made when they are asked for. Never fails: what can't be read stands in `error`."""
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _Scanned(path, text.removeprefix("\ufeff"))


class _Scanned(Page):
    """A page with its text."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path)
        self._text = text

    @property
    def text(self) -> str:
        return self._text

    @cached_property
    def values(self) -> Mapping[str, Value]:
        return {} if isinstance(self._front, FrontMatterError) else self._front

    @cached_property
    def error(self) -> FrontMatterError | None:
        front = self._front
        return replace(front, line=front.line + 1) if isinstance(front, FrontMatterError) else None

    @property
    def first_line(self) -> int:
        return self._split.line

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return headings(self._body)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        # Obsidian's graph follows properties too; without them a page could look like an orphan.
        return quoted_wikilinks(self._split.yaml or "") + self._brackets.links

    @property
    def references(self) -> tuple[Reference, ...]:
        return self._brackets.references

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        return self._notes[0]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return blocks(self._body)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        # Loaded where it is needed: most of what is scanned is looked at for other things.
        from kb.wiki.sentences import sentences

        return sentences(self._body, self.headings, self._notes[1])

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        body = self._body
        return tuple(Comment(body.text[start:end].strip("<!->% \t\n"), body.line(end)) for start, end in body.comments)

    @cached_property
    def _split(self) -> Split:
        return split(self._text)

    @cached_property
    def _front(self) -> Mapping[str, Value] | FrontMatterError:
        return parse(self._split.yaml) if self._split.yaml is not None else {}

    @cached_property
    def _body(self) -> Body:
        return Body(self._split.body, self._split.line)

    @cached_property
    def _notes(self) -> tuple[tuple[Footnote, ...], tuple[tuple[int, int], ...]]:
        return footnotes(self._body)

    @cached_property
    def _brackets(self) -> Brackets:
        return brackets(self._body, self._notes[1])
