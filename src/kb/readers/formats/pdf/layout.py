"""Printed lines to blocks: wrapped lines joined to paragraphs, headings known by their size, hyphens taken out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.formats.pdf.printed import SOFT, Printed
from kb.readers.paragraphs import LONGEST_OF_PROSE, Piece, divided, fold

_HEADING_SIZE = 1.12
_MOST_IN_HEADING = 20
_ITEM = re.compile(r"(?P<mark>[•◦▪‣·●○■□➢✓–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,5}\.)\s+[^\W\d_]")
_TERMINAL = re.compile(r"[.?!:。！？][\"'”’)\]\d]*$")
_CJK_END = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]$")
_WORD_END = re.compile(r"[^\W_]+$")
_WORD_START = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEADERS = re.compile(r"(?:[ \t]?[.…·]){5,}[ \t]*[\divxlc]{0,6}\s*$", re.I)
"""A line of a table of contents: it only says where to turn."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BEFORE_HYPHENS = frozenset(("self", "well", "non", "cross"))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


@dataclass
class _Unit:
    """Lines that belong together."""

    kind: str
    lines: list[Printed] = field(default_factory=list)


@dataclass(frozen=True)
class _Measures:
    """What is usual in a document."""

    body: float
    """Size of most letters."""
    leading: float
    """From one line to the next."""
    words: Counter[str]
    sizes: tuple[float, ...]
    """Of headings, largest first."""

    @classmethod
    def of(cls, lines: Sequence[Printed]) -> "_Measures":
        letters: Counter[float] = Counter()
        for line in lines:
            letters[_rounded(line.size)] += len(line.text)
        body = max(letters, key=lambda size: letters[size]) if letters else 10.0
        steps = [one.bottom - two.bottom for one, two in pairwise(lines) if one.page == two.page]
        usual = [step for step in steps if 0.8 * body <= step <= 2.2 * body]
        sizes = sorted({_rounded(line.size) for line in lines if line.size >= _HEADING_SIZE * body}, reverse=True)
        return cls(body, median(usual) if usual else 1.2 * body, _words(lines), tuple(sizes))


def _words(lines: Sequence[Printed]) -> Counter[str]:
    """How often the document has each word; what a line's end cuts in two is none."""
    found: Counter[str] = Counter()
    cut = False
    for line in lines:
        words = _WORDS.findall(line.text.lower())
        last = line.text.rstrip().endswith((SOFT, "-"))
        found.update(words[int(cut) : len(words) - int(last)])
        cut = last
    return found


def drafts(lines: Sequence[Printed]) -> Iterator[Draft]:
    """The blocks, each with the page it begins on."""
    measures = _Measures.of(lines)
    for unit in _units(lines, measures):
        yield from _blocks(unit, measures)


def largest(lines: Sequence[Printed]) -> str:
    """The largest words of the first page, where they stand out and are no ornament; else nothing."""
    body = _Measures.of(lines).body
    first = [line for line in lines if line.page == lines[0].page and len(line.text.strip()) > 3]
    size = max((line.size for line in first), default=0.0)
    if size < _HEADING_SIZE * body:
        return ""
    at = next(at for at, line in enumerate(first) if line.size == size)
    run = []
    for line in first[at:]:
        if abs(line.size - size) > 0.05 * size:
            break
        run.append(line)
    title = fold(_joined(run, Counter()))
    return title if len(title.split()) <= 30 and not _NUMBERED.match(title) else ""


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _units(lines: Sequence[Printed], measures: _Measures) -> Iterator[_Unit]:
    """Lines that go on in the next one, together."""
    unit: _Unit | None = None
    lines = [line for line in lines if not _LEADERS.search(line.text)]
    for at, line in enumerate(lines):
        kind = _kind(lines, at, measures)
        if unit and unit.kind == kind and _goes_on(unit, lines, at, measures):
            unit.lines.append(line)
            continue
        if unit:
            yield unit
        unit = _Unit(kind, [line])
    if unit:
        yield unit


def _kind(lines: Sequence[Printed], at: int, measures: _Measures) -> str:
    line = lines[at]
    if line.mono:
        return "code"
    if _is_row(lines, at):
        return "table"
    return "heading" if _is_heading(line, measures) else "paragraph"


def _is_row(lines: Sequence[Printed], at: int) -> bool:
    """Whether a line of cells stands beside another one, or is of many."""
    cells = lines[at].text.count("\t")
    beside = [lines[near].text.count("\t") for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return cells > 0 and any(beside) and cells + max(beside) > 2


def _is_heading(line: Printed, measures: _Measures) -> bool:
    text = line.text.strip()
    if len(text.split()) > _MOST_IN_HEADING or not any(char.isalpha() for char in text) or text.endswith((",", SOFT)):
        return False
    if line.size >= _HEADING_SIZE * measures.body:
        return True
    return line.bold and line.size >= 0.95 * measures.body and not _TERMINAL.search(text) and len(text) < 100


def _goes_on(unit: _Unit, lines: Sequence[Printed], at: int, measures: _Measures) -> bool:
    """Whether a line of the same kind belongs to the lines before it."""
    before, line = lines[at - 1], lines[at]
    down = before.bottom - line.bottom
    same_page = before.page == line.page
    if same_page and abs(down) < 0.4 * before.size and unit.kind != "table":
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    if unit.kind in ("code", "table"):
        return same_page and 0 < down < 2 * measures.leading
    step = max(measures.leading, 1.25 * line.size) if unit.kind == "heading" else measures.leading
    if unit.kind == "heading":
        return same_page and 0 < down < 1.4 * step and not _NUMBERED.match(line.text.strip())
    if before.text.endswith(SOFT):
        return True
    if _ITEM.match(line.text.lstrip()):
        return False
    if not same_page or not 0 < down < 1.3 * step:
        return _is_open(before) and (not same_page or down < 0)
    return not _indented(unit, line) and not _falls_short(lines, at)


def _is_open(line: Printed) -> bool:
    """Whether a sentence goes on after the line, so that what stands in the next column is its end."""
    return not _TERMINAL.search(line.text.strip())


def _indented(unit: _Unit, line: Printed) -> bool:
    """Whether a line begins further in, or further out, than the paragraph above it allows."""
    before, slack = unit.lines[-1], 0.6 * line.size
    further = _start(line) - _start(before)
    if abs(further) < slack or before.left > line.right or line.left > before.right:
        return False
    if len(unit.lines) == 1:
        # Below the first line: an item's text hangs, a paragraph's goes back to the margin.
        hangs = _ITEM.match(before.text.lstrip()) is not None
        return further > 0 if not hangs else further < 0
    return True


def _start(line: Printed) -> float:
    """How far from the margin its words begin; to the right where they run to the left."""
    return -line.right if len(_RIGHT_TO_LEFT.findall(line.text)) * 2 > len(line.text) else line.left


def _end(line: Printed) -> float:
    return -line.left if _start(line) == -line.right else line.right


def _falls_short(lines: Sequence[Printed], at: int) -> bool:
    """Whether the line above ends a sentence although the next word would still have fitted on it."""
    before, line = lines[at - 1], lines[at]
    if not _TERMINAL.search(before.text.strip()):
        return False
    beside = (_end(one) for one in _near(lines, at - 1) if one.left < before.right and one.right > before.left)
    width = (line.right - line.left) / max(1, len(line.text))
    first = line.text.split(None, 1)[0] if line.text.strip() else ""
    return _end(before) + (len(first) + 4) * width < max(beside, default=_end(before))


def _near(lines: Sequence[Printed], at: int) -> Sequence[Printed]:
    """The lines drawn shortly before and after a line, of the same page and size."""
    line = lines[at]
    near = lines[max(0, at - 12) : at + 12]
    return [one for one in near if one.page == line.page and abs(one.size - line.size) < 0.1 * line.size]


def _blocks(unit: _Unit, measures: _Measures) -> Iterator[Draft]:
    first = unit.lines[0]
    page = first.page
    if unit.kind == "code":
        yield _listing(unit.lines, page)
    elif unit.kind == "table":
        yield _table(unit.lines, page)
    elif unit.kind == "heading":
        text = fold(_joined(unit.lines, measures.words))
        size = _rounded(first.size)
        level = measures.sizes.index(size) + 1 if size in measures.sizes else len(measures.sizes) + 1
        yield Draft(text, (1, 1), "heading", escape(text), level=min(level, 6), page=page)
    else:
        yield from _paragraphs(unit.lines, measures, page)


def _paragraphs(lines: Sequence[Printed], measures: _Measures, page: int) -> Iterator[Draft]:
    text = fold(_joined(lines, measures.words))
    item = _ITEM.match(text)
    if item and len(text) > item.end():
        words = text[item.end() :]
        mark = item["mark"] if item["mark"][:1].isdigit() else "-"
        yield Draft(words, (1, 1), "item", f"{mark} {escape(words)}", page=page)
        return
    for paragraph in divided([Piece(text, 1)], LONGEST_OF_PROSE):
        yield Draft(paragraph.text, (1, 1), page=page)


def _listing(lines: Sequence[Printed], page: int) -> Draft:
    """Lines of one width of letters, with the white space that their places show."""
    margin = min(line.left for line in lines)
    rows = []
    for line in lines:
        width = (line.right - line.left) / max(1, len(line.text)) or 1
        text = line.text.replace("\t", "    ").replace(SOFT, "-").rstrip()
        rows.append(" " * min(40, round((line.left - margin) / width)) + text.lstrip())
    text = "\n".join(rows)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return Draft(text, (1, 1), "code", f"{fence}\n{text}\n{fence}", page=page)


def _table(lines: Sequence[Printed], page: int) -> Draft:
    """Cells as they stand; a table in markdown only where every row has as many of them."""
    rows = [[fold(cell.replace(SOFT, "")) for cell in line.text.split("\t")] for line in lines]
    text = " ".join(cell for row in rows for cell in row if cell)
    if len({len(row) for row in rows}) > 1 or len(rows) < 2:
        return Draft(text, (1, 1), "table", page=page)
    shown = [" | ".join(escape(cell).replace("|", "\\|") for cell in row) for row in rows]
    rule = " | ".join(["---"] * len(rows[0]))
    markdown = "\n".join(f"| {row} |" for row in [shown[0], rule, *shown[1:]])
    return Draft(text, (1, 1), "table", markdown, page=page)


def _joined(lines: Sequence[Printed], words: Counter[str]) -> str:
    """The words of wrapped lines; a hyphen at a line's end goes unless the document writes the word with it."""
    text = ""
    for line in lines:
        following = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], line.text.replace("\t", " "))
        if text.endswith((SOFT, "-", "\u2010")) and _WORD_START.match(following.lstrip()):
            text = _unbroken(text, following.lstrip(), words)
        elif _CJK_END.search(text.rstrip()) and following[:1] > "\u2e7f":
            text = text.rstrip() + following.lstrip()
        else:
            text = f"{text.rstrip()} {following.lstrip()}"
    return text.strip().replace(SOFT, "-")


def _unbroken(text: str, following: str, words: Counter[str]) -> str:
    text = text[:-1]
    head, tail = _WORD_END.search(text), _WORD_START.match(following)
    if not head or not tail:
        return f"{text}-{following}"
    whole, hyphenated = f"{head.group()}{tail.group()}".lower(), f"{head.group()}-{tail.group()}".lower()
    both = words[head.group().lower()] and words[tail.group().lower()] and not words[whole]
    compound = both or head.group().lower() in _BEFORE_HYPHENS
    keeps = words[hyphenated] > words[whole] or compound or not tail.group()[0].islower()
    return f"{text}-{following}" if keeps else f"{text}{following}"
