"""Text and inline elements to the words that they show and the markdown that shows them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from kb.markup import escape, fold, readable
from kb.readers.elements import lowered, raised
from kb.readers.formats.page.tree import FORMULA

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~"}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_WEB = re.compile(r"https?://[^\s()<>]+\Z", re.I)
_OPENS = re.compile(r"\[\[|[`<]|\$\$|%%|(?<=[^\\])\$(?=.)")
_HEIGHTS = {"sup": raised, "sub": lowered}
_UNREAD = frozenset(("rt", "rp"))
_LONGEST_EMOJI = 4
_CJK_BREAK = re.compile(
    "(?<=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f])\\s+(?=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f])"
)

Node = Element | str


@dataclass(frozen=True, slots=True)
class Inline:
    """One line of words."""

    text: str
    markdown: str
    linked: int = 0
    """How many of its characters lead elsewhere."""


@dataclass(slots=True)
class Rendered:
    """What several nodes of a line come to, before it is known whether the markdown says the same."""

    text: str = ""
    markdown: str = ""
    linked: int = 0


def inline(nodes: Sequence[Node], notes: Mapping[Element, str]) -> Inline:
    """The words of nodes that stand on one line. `notes` are the marks of footnotes, with their labels."""
    made = Rendered()
    for node in nodes:
        _add(made, node, notes)
    text = _folded(made.text)
    markdown = fold(made.markdown)
    if not text or _folded(readable(markdown)) != text or (text == markdown and "$" not in text):
        markdown = escape(text, addresses=True)
    return Inline(text, markdown, min(made.linked, len(text)))


def _folded(text: str) -> str:
    # Line ends between characters of these scripts are an editor's, not the author's.
    return fold(_CJK_BREAK.sub(lambda gap: "" if "\n" in gap.group() else " ", text))


def _add(made: Rendered, node: Node, notes: Mapping[Element, str]) -> None:
    if isinstance(node, str):
        made.text += node
        made.markdown += _spaced(node, escape(node, addresses=True))
        return
    if node in notes:
        made.markdown += f"[^{notes[node]}]" if notes[node] else ""
        return
    if node.tag == "br":
        made.text += "\n"
        made.markdown += " "
    elif node.tag == "img":
        alt = node.get("alt") or ""
        if 0 < len(alt) <= _LONGEST_EMOJI and not alt.isalnum():
            _add(made, alt, notes)
    elif node.tag not in _UNREAD and isinstance(node.tag, str):
        _wrap(made, node, notes)


def _wrap(made: Rendered, element: Element, notes: Mapping[Element, str]) -> None:
    inner = Rendered()
    for node in nodes_of(element):
        _add(inner, node, notes)
    if element.tag in _HEIGHTS:
        # Without its height 10⁻⁴ would be 10-4, another number.
        shown = _HEIGHTS[str(element.tag)](inner.text)
        inner = inner if shown == inner.text else Rendered(shown, shown)
    made.text += inner.text
    made.linked += len(fold(inner.text)) if element.tag == "a" and element.get("href") else inner.linked
    words = inner.markdown.strip()
    if words and element.get("class") == FORMULA and not _OPENS.search(inner.text):
        made.markdown += _spaced(inner.text, fold(inner.text))
    elif words and element.tag in _CODE and "`" not in inner.text:
        made.markdown += _spaced(inner.text, f"`{fold(inner.text)}`")
    elif words and element.tag in _MARKS:
        mark = _MARKS[element.tag]
        made.markdown += _spaced(inner.markdown, f"{mark}{words}{mark}")
    elif words and element.tag == "a" and _WEB.match(element.get("href") or ""):
        made.markdown += _spaced(inner.markdown, f"[{words}]({element.get('href')})")
    else:
        made.markdown += inner.markdown


def _spaced(original: str, shown: str) -> str:
    """`shown` with the white space that stood around the original."""
    if not original.strip():
        return " " if original else ""
    return " " * original[:1].isspace() + shown.strip() + " " * original[-1:].isspace()


def nodes_of(element: Element) -> list[Node]:
    """What stands directly in an element, in order."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        nodes.append(child)
        if child.tail:
            nodes.append(child.tail)
    return nodes
