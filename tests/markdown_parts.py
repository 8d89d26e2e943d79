"""The parts of a markdown text, as a scan and as markdown-it-py find them: what the two are compared by."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kb.markup import readable
from kb.wiki.masking import mask
from kb.wiki.scan import scan

PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
_CODE = {"code_inline", "code_block", "fence"}
_HTML = {"html_inline", "html_block"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parts:
    links: Counter[str]
    """Targets with their anchors."""
    headings: list[tuple[int, str]]
    """Level and text."""
    notes: Counter[str]
    """Labels of the footnotes that are defined."""
    references: Counter[str]
    """Labels of the footnotes that are referred to, and defined."""

    def differs(self, other: "Parts") -> list[str]:
        """Names of the parts that are not the same."""
        return [name for name in self.__slots__ if getattr(self, name) != getattr(other, name)]


def scanned(text: str) -> Parts:
    page = scan("wiki/page.md", text)
    notes = Counter(_label(note.label) for note in page.footnotes)
    return Parts(
        Counter(link.target + (f"#{link.anchor}" if link.anchor else "") for link in page.links),
        [(heading.level, words(heading.text)) for heading in page.headings],
        Counter(dict.fromkeys(notes, 1)),
        Counter(_label(one.label) for one in page.references if _label(one.label) in notes),
    )


def parsed(text: str) -> Parts:
    notes: dict[str, dict[str, dict[str, int]]] = {}
    tokens = PARSER.parse(text, notes)
    return Parts(
        Counter(unquote(target) for target in _targets(tokens)),
        # Those in quotes and lists are left to their text by a scan.
        [
            (int(token.tag[1]), words(tokens[at + 1].content))
            for at, token in enumerate(tokens)
            if token.type == "heading_open" and token.level == 0
        ],
        Counter(_label(label.removeprefix(":")) for label in notes.get("footnotes", {}).get("refs", {})),
        Counter(_label(token.meta["label"]) for token in _every(tokens) if token.type == "footnote_ref"),
    )


def code_is_hidden(text: str) -> bool:
    """Whether a scan hides the words of all that the parser takes for code, and none else but those of HTML."""
    tokens = [*_every(PARSER.parse(text))]
    code = Counter(_WORD.findall(" ".join(token.content for token in tokens if token.type in _CODE)))
    html = Counter(_WORD.findall(" ".join(token.content for token in tokens if token.type in _HTML)))
    # The word behind a fence's marks is no content.
    html += Counter(_WORD.findall(" ".join(token.info for token in tokens if token.type == "fence")))
    hidden = Counter(_WORD.findall(text)) - Counter(_WORD.findall(mask(text).text))
    return code <= hidden and not hidden - code - html


def words(text: str) -> str:
    return " ".join(readable(text).split())


def _label(label: str) -> str:
    return label.casefold()


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in _every(tokens):
        target = token.attrGet("src" if token.type == "image" else "href")
        if target is not None:
            yield str(target)


def _every(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or [])
