"""A tree to its pieces in reading order: paragraphs, headings, lists, tables, listings, descriptions of pictures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.page.elements import place
from kb.readers.formats.page.inline import Node, inline, nodes_of
from kb.readers.formats.page.letters import is_letter, letter_drafts
from kb.readers.formats.page.listings import listing
from kb.readers.formats.page.lists import is_plain_list, list_drafts
from kb.readers.formats.page.tables import is_layout, table_drafts

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot"
    " th thead tr ul caption colgroup".split()
)
_STYLES = frozenset(("font", "span", "small", "big"))
_UNNAMED = re.compile(
    r"(?i)(?:refer to caption|image|photo|picture|img|logo|icon|avatar|thumbnail|untitled|placeholder)?[\s\d._-]*\Z"
)
_FILE = re.compile(r"(?i).+\.(?:jpe?g|png|gif|webp|svg|avif)\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A draft and where in the tree it stands."""

    draft: Draft
    within: Element
    """The nearest element around it that is a block."""
    linked: int = 0
    """How many of its characters lead elsewhere."""


def pieces(root: Element, notes: Mapping[Element, str], labels: Mapping[Element, str]) -> Iterator[Piece]:
    """All pieces below `root`. `notes` are the marks of footnotes, `labels` the elements that hold them."""
    walker = _Walker(notes, labels)
    return walker.below(root, "")


class _Walker:
    """Goes down the tree; what stands between two blocks becomes a paragraph of its own."""

    def __init__(self, notes: Mapping[Element, str], labels: Mapping[Element, str]) -> None:
        self._notes = notes
        self._labels = labels
        self._blocks: dict[Element, bool] = {}
        self._places: dict[Element, tuple[int, tuple[int, int]]] = {}

    def below(self, element: Element, quoted: str) -> Iterator[Piece]:
        run: list[Node] = []
        for node in nodes_of(element):
            if not isinstance(node, str) and self._is_block(node):
                yield from self._paragraphs(run, element, quoted)
                run = []
                yield from self._block(node, quoted)
            else:
                run.append(node)
        yield from self._paragraphs(run, element, quoted)

    def _is_block(self, element: Element) -> bool:
        if element not in self._blocks:
            inner = any(self._is_block(child) for child in element)
            self._blocks[element] = inner or element.tag in _BLOCKS
        return self._blocks[element]

    def _block(self, element: Element, quoted: str) -> Iterator[Piece]:
        tag = element.tag
        if element in self._labels:
            yield from self._note(element)
        elif tag in _HEADINGS:
            words = inline([element], self._notes)
            draft = Draft(words.text, place(element), "heading", words.markdown, level=_HEADINGS[str(tag)])
            yield Piece(draft, element, words.linked)
            yield from _pictures(element, words.text)
        elif tag == "pre" and is_letter(element):
            yield from (Piece(draft, element) for draft in letter_drafts(element))
        elif tag == "pre":
            draft_of_code = listing(element)
            if draft_of_code is not None:
                yield Piece(draft_of_code, element)
        elif tag in ("ul", "ol", "dl", "menu") and is_plain_list(element) and not self._holds_label(element):
            listed = list(list_drafts(element, self._notes))
            yield from (Piece(draft, element, linked) for draft, linked in listed)
            yield from _pictures(element, " ".join(draft.text for draft, _ in listed))
        elif tag == "table" and not is_layout(element):
            yield from (Piece(draft, element, linked) for draft, linked in table_drafts(element, self._notes))
        else:
            yield from self.below(element, "> " if _quotes(element) else quoted)

    def _holds_label(self, element: Element) -> bool:
        return bool(self._labels) and any(one in self._labels for one in element.iterdescendants())

    def _note(self, element: Element) -> Iterator[Piece]:
        """A footnote: its first paragraph bears the label, the rest belongs to it."""
        label = f"[^{self._labels[element]}]: "
        for piece in self.below(element, ""):
            draft = piece.draft
            if label and draft.kind in ("paragraph", "quote"):
                draft, label = replace(draft, kind="paragraph", markdown=label + draft.markdown), ""
            yield replace(piece, draft=draft, within=element)

    def _paragraphs(self, run: Sequence[Node], within: Element, quoted: str) -> Iterator[Piece]:
        """The paragraphs of a run of inline nodes: two line breaks in a row part them."""
        for part in _parted(run):
            words = inline(part, self._notes)
            if words.text:
                kind = "quote" if quoted else "paragraph"
                draft = Draft(words.text, self._lines_of(part, within), "quote", quoted + words.markdown)
                yield Piece(draft if kind == "quote" else replace(draft, kind="paragraph"), within, words.linked)
            for node in part:
                if not isinstance(node, str):
                    yield from _pictures(node, words.text)

    def _lines_of(self, run: Sequence[Node], within: Element) -> tuple[int, int]:
        if within not in self._places:
            self._places[within] = len(within), place(within)
        children, whole = self._places[within]
        places = [place(node) for node in run if not isinstance(node, str)]
        if places and len(places) + 1 < children:
            return min(first for first, _ in places), max(last for _, last in places)
        return whole


def _quotes(element: Element) -> bool:
    # Papers set their own summary as if they quoted it.
    return element.tag == "blockquote" and "abstract" not in (element.get("class") or "").split()


def _opened(run: Sequence[Node]) -> Iterator[Node]:
    """The nodes, and those inside elements that only style several paragraphs."""
    for node in run:
        if not isinstance(node, str) and node.tag in _STYLES and sum(1 for _ in node.iter("br")) > 1:
            yield from _opened(nodes_of(node))
        else:
            yield node


def _parted(run: Sequence[Node]) -> Iterator[list[Node]]:
    part: list[Node] = []
    breaks = 0
    for node in _opened(run):
        if not isinstance(node, str) and node.tag == "br":
            breaks += 1
        elif node.strip() if isinstance(node, str) else len(node) or node.text or node.tag == "img":
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(node)
    yield part


def _pictures(element: Element, caption: str) -> Iterator[Piece]:
    """What the page's author wrote in the place of each picture, unless the words beside it say the same."""
    for picture in element.iter("img"):
        alt = " ".join((picture.get("alt") or "").split())
        if len(alt.split()) < 2 and len(alt) < 12:
            continue
        if _UNNAMED.match(alt) or _FILE.match(alt) or alt.casefold() in caption.casefold():
            continue
        yield Piece(Draft(alt, place(picture), "paragraph", escape(alt)), picture)
