"""The HTML of a document to its blocks; what no reader sees is counted and left out."""

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from kb.knowledge import BlockKind
from kb.markup import escape, fold
from kb.readers.blocks import Draft
from kb.readers.paragraphs import LONGEST_OF_PROSE, Piece, divided

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NO_TEXT = frozenset("head script style template svg math noscript iframe object audio video select rt rp nav".split())
_BREAKS = frozenset(
    "address article aside blockquote body dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hr html li main ol p pre section summary table td th tr ul caption tbody thead tfoot".split()
)
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.I,
)
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§a-z]|↑|↩︎?)[\])]?")
_SKIPPED_TYPES = frozenset("cover titlepage copyright-page toc landmarks page-list pagebreak noteref".split())
_MOST_DEEP = 2000
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMERIC = re.compile(r"[\d+\-−=()n]+")
_NO_TAG = re.compile(r"<(?![A-Za-z/!?][^<>]*>)")


def raised(text: str) -> str:
    """An exponent: without its height 10⁻⁴ would be 10-4, another number."""
    return text.translate(_RAISED) if _NUMERIC.fullmatch(text) else text


def lowered(text: str) -> str:
    return text.translate(_LOWERED) if _NUMERIC.fullmatch(text.replace("n", "?")) else text


def elements(html: str) -> "Elements":
    """All of a page, read."""
    found = Elements()
    # What opens no tag is a sign of its own; left to the parser, each would be looked for to the end of the file.
    found.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    found.close()
    return found


def _without_comments(html: str) -> str:
    parts = html.split("<!--")
    kept = [parts[0]]
    for part in parts[1:]:
        comment, closed, rest = part.partition("-->")
        kept.append(rest if closed else f"&lt;!--{comment}")
    return "".join(kept)


class Elements(HTMLParser):
    """The blocks of the HTML that it is fed; they are complete once it is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.drafts: list[Draft] = []
        self.hidden = 0
        """Words that a style or an attribute hides."""
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._skipped: tuple[int, bool] | None = None
        """How deep the element is that is left out, and whether it was hidden."""
        self._words: list[str] = []
        self._link: list[str] | None = None
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag)
            return
        if self._skipped is None:
            if tag in _BREAKS:
                self._before(tag)
            self._skip(tag, {name: value or "" for name, value in attrs})
        if len(self._open) < _MOST_DEEP:
            self._open.append(tag)
            self._count[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In XHTML <p/> is an empty paragraph, in HTML one that stays open.
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._count[tag] or tag in _VOID:
            return
        if self._skipped is None and tag in _BREAKS:
            self._flush()
            self._after(tag)
        while self._open:
            closed = self._open.pop()
            self._count[closed] -= 1
            if closed == tag:
                break
        if self._skipped and len(self._open) <= self._skipped[0]:
            self._skipped = None
        if tag == "a" and self._link is not None:
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            self.hidden += len(data.split()) if self._skipped[1] else 0
        else:
            high = raised(data) if self._count["sup"] and self._link is None else data
            shown = lowered(high) if self._count["sub"] and self._link is None else high
            (self._words if self._link is None else self._link).append(shown)

    def close(self) -> None:
        super().close()
        self._end_link()
        self._flush()
        self._end_table()

    def _void(self, tag: str) -> None:
        if self._skipped is None and tag in ("br", "hr", "wbr"):
            self._words.append("" if tag == "wbr" else "\n")

    def _skip(self, tag: str, given: Mapping[str, str]) -> None:
        types = set(given.get("epub:type", "").split())
        hidden = "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None
        if tag in _NO_TEXT or hidden or types & _SKIPPED_TYPES:
            self._skipped = (len(self._open), hidden and tag not in _NO_TEXT)
        elif tag == "a" and given.get("href", "").rpartition("#")[2] and "#" in given["href"]:
            self._link = []

    def _end_link(self) -> None:
        """A link inside the document that is only a mark, such as that of a footnote, is no word of the text."""
        words = "".join(self._link or ())
        if not _MARK.fullmatch(words.strip()):
            self._words.append(words)
        self._link = None

    def _before(self, tag: str) -> None:
        self._flush()
        if tag in ("ol", "ul"):
            self._numbers.append(0)
        elif tag == "li" and self._numbers:
            self._numbers[-1] += 1
        elif tag == "tr" and self._count["table"]:
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._rows[-1].append("")
        if tag == "p" and self._open and self._open[-1] == "p":
            self._count[self._open.pop()] -= 1

    def _after(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        elif tag == "table" and self._count["table"] == 1:
            self._end_table()

    def _flush(self) -> None:
        """What was said since the last break is a block."""
        if self._link is not None:
            self._end_link()
        raw = "".join(self._words)
        self._words = []
        if not raw.strip():
            return
        if self._count["table"] and self._rows and (self._count["td"] or self._count["th"]):
            self._cell(fold(raw))
        elif self._count["pre"]:
            self._listing(raw.strip("\n"))
        else:
            self._prose(fold(raw))

    def _cell(self, words: str) -> None:
        """A second paragraph of one cell goes on in it."""
        row = self._rows[-1]
        row[-1:] = [f"{row[-1]} {words}".strip() if row else words]

    def _prose(self, text: str) -> None:
        heading = next((tag for tag in reversed(self._open[-4:]) if re.fullmatch("h[1-6]", tag)), "")
        if heading:
            self.drafts.append(Draft(text, (1, 1), "heading", escape(text), level=int(heading[1])))
        elif self._count["li"]:
            ordered = next((tag for tag in reversed(self._open) if tag in ("ol", "ul")), "ul") == "ol"
            mark = f"{self._numbers[-1]}." if ordered and self._numbers else "-"
            self.drafts.append(Draft(text, (1, 1), "item", f"{mark} {escape(text)}"))
        else:
            quoted: BlockKind = "quote" if self._count["blockquote"] else "paragraph"
            for paragraph in divided([Piece(text, 1)], LONGEST_OF_PROSE):
                markdown = f"> {escape(paragraph.text)}" if quoted == "quote" else ""
                self.drafts.append(Draft(paragraph.text, (1, 1), quoted, markdown))

    def _listing(self, text: str) -> None:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        self.drafts.append(Draft(text, (1, 1), "code", f"{fence}\n{text}\n{fence}"))

    def _end_table(self) -> None:
        rows = [row for row in self._rows if any(row)]
        self._rows = []
        if rows:
            self.drafts.append(table(rows))


def table(rows: list[list[str]]) -> Draft:
    """The first row is its head; short rows end in empty cells."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    shown = ["| " + " | ".join(escape(cell).replace("|", "\\|") for cell in row) + " |" for row in filled]
    markdown = "\n".join([shown[0], "|" + " --- |" * width, *shown[1:]])
    return Draft(" ".join(cell for row in rows for cell in row if cell), (1, 1), "table", markdown)
