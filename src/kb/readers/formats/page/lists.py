"""A list to blocks: one, or several where it is long, cut between its outer items."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from kb.readers.blocks import Draft
from kb.readers.paragraphs import LONGEST_OF_SPEECH, size
from kb.readers.formats.page.elements import line
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.inline import Node, inline, nodes_of

_LISTS = frozenset(("ul", "ol", "dl", "menu"))
_NEVER_INSIDE = ("h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "blockquote", "article", "section", "figure")
_MOST_PARAGRAPHS = 1
_FIRST_OF_PROSE = 120


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    markdown: str
    linked: int
    lines: tuple[int, int]
    outer: bool


def is_plain_list(element: Element) -> bool:
    """Whether its items are lines; where they hold headings, listings or paragraphs each, those are pieces."""
    if next(element.iter(*_NEVER_INSIDE), None) is not None:
        return False
    return all(sum(1 for _ in item.iter("p")) <= _MOST_PARAGRAPHS for item in element.iter("li", "dd"))


def list_drafts(element: Element, notes: Mapping[Element, str]) -> Iterator[tuple[Draft, int]]:
    """The list's blocks, each with the number of its characters that lead elsewhere."""
    run: list[_Item] = []
    words = 0
    for item in _items(element, notes, 0):
        if item.outer and run and words + size(item.text) > LONGEST_OF_SPEECH:
            yield _draft(run)
            run, words = [], 0
        run.append(item)
        words += size(item.text)
    if run:
        yield _draft(run)


def _draft(items: list[_Item]) -> tuple[Draft, int]:
    # Items stand apart, so that no sentence runs from one into the next.
    text = "\n\n".join(item.text for item in items)
    lines = min(item.lines[0] for item in items), max(item.lines[1] for item in items)
    draft = Draft(text, lines, "item", "\n".join(item.markdown for item in items))
    return draft, sum(item.linked for item in items)


def _items(element: Element, notes: Mapping[Element, str], depth: int) -> Iterator[_Item]:
    number = _start(element)
    for child in element:
        if child.tag in _LISTS:
            yield from _items(child, notes, depth + 1)
            continue
        if child.tag == "div" and element.tag == "dl":
            yield from _items(child, notes, depth)
            continue
        given = child.get("value") or ""
        number = int(given) if given.isdecimal() and len(given) < 9 else number
        mark = f"{number}. " if element.tag == "ol" else "- "
        own, inner = _split(child)
        words = inline(own, notes)
        if words.text:
            number += 1
            first = line(child)
            last = first + sum(_lines(node) for node in own)
            yield _Item(words.text, "   " * depth + mark + words.markdown, words.linked, (first, last), depth == 0)
        for nested in inner:
            yield from _items(nested, notes, depth + 1)


def _lines(node: Node) -> int:
    return (node if isinstance(node, str) else words_of(node)).count("\n")


def _split(item: Element) -> tuple[list[Node], list[Element]]:
    """The nodes of an item that are its own line, with spaces where boxes end, and the lists inside it."""
    own: list[Node] = []
    inner: list[Element] = []
    for node in nodes_of(item):
        if isinstance(node, str):
            own.append(node)
        elif node.tag in _LISTS:
            inner.append(node)
        elif next(node.iter(*_LISTS), None) is not None:
            deeper = _split(node)
            own += deeper[0]
            inner += deeper[1]
        elif node.tag in ("div", "p"):
            own += [" ", *nodes_of(node), " "]
        else:
            own.append(node)
    return own, inner


def _start(element: Element) -> int:
    given = element.get("start") or "1"
    return int(given) if given.isdecimal() and len(given) < 9 else 1
