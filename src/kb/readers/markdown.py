"""Markdown to blocks as it stands: one for each paragraph, list, table, quotation and listing."""

import re
from collections.abc import Callable, Iterator, Sequence

from kb.knowledge import BlockKind
from kb.markup import readable
from kb.readers.blocks import Draft
from kb.readers.paragraphs import LONGEST_OF_PROSE, LONGEST_OF_SPEECH, size
from kb.readers.reader import Line
from kb.sentences import sentences

FENCE = re.compile(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})")
HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
RULE = re.compile(r"[ ]{0,3}(?:-[ \t]*){3,}$|[ ]{0,3}(?:\*[ \t]*){3,}$|[ ]{0,3}(?:_[ \t]*){3,}$")
ITEM = re.compile(r"[ ]{0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
TABLE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INNER_FENCE = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r"[ ]{0,3}>")
_HTML = re.compile(r"[ ]{0,3}<(?:[A-Za-z][\w-]*[\s/>]|/[A-Za-z]|!--)")
_VERBATIM = re.compile(r"[ ]{0,3}<(pre|script|style|textarea)(?=[\s>])", re.I)
_INDENTED = re.compile(r"(?: {4}|\t)")
_NOTE = re.compile(r"[ ]{0,3}\[\^?[^\]\n]+\]:")


def drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    """The blocks of markdown; rules are dropped, they hold no words."""
    at = 0
    while at < len(lines):
        text = lines[at].text
        if not text.strip() or (RULE.match(text) and not ITEM.match(text[:2])) or RULE.match(text):
            at += 1
            continue
        kind, end = _extent(lines, at)
        yield from _blocks(kind, lines[at:end])
        at = end


def _extent(lines: Sequence[Line], at: int) -> tuple[BlockKind, int]:
    """What the block that begins here is, and where it ends."""
    text = lines[at].text
    if fence := FENCE.match(text):
        return "code", _fenced(lines, at, fence[1])
    if HEADING.match(text):
        return "heading", at + 1
    if _INDENTED.match(text):
        return "code", _while_indented(lines, at)
    if _QUOTE.match(text):
        return "quote", _until(lines, at, _ends_quote)
    if ITEM.match(text):
        return "item", _list(lines, at)
    if "|" in text and at + 1 < len(lines) and "|" in lines[at + 1].text and TABLE.match(lines[at + 1].text):
        return "table", _until(lines, at, lambda line: "|" not in line)
    if text.lstrip().startswith("$$") and text.strip() != text.strip().rstrip("$") + "$$$$":
        return "paragraph", _until(lines, at, lambda line: False)
    if _NOTE.match(text):
        return "paragraph", _note(lines, at)
    return _paragraph(lines, at)


def _fenced(lines: Sequence[Line], at: int, mark: str) -> int:
    closing = re.compile(rf"[ ]{{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*$")
    return next((end + 1 for end in range(at + 1, len(lines)) if closing.match(lines[end].text)), len(lines))


def _while_indented(lines: Sequence[Line], at: int) -> int:
    end = at
    for after in range(at, len(lines)):
        if _INDENTED.match(lines[after].text):
            end = after + 1
        elif lines[after].text.strip():
            break
    return end


def _until(lines: Sequence[Line], at: int, stops: Callable[[str], object]) -> int:
    """The first line after `at` that is blank or stops the block."""
    ends = range(at + 1, len(lines))
    return next((end for end in ends if not lines[end].text.strip() or stops(lines[end].text)), len(lines))


def _ends_quote(line: str) -> bool:
    return not _QUOTE.match(line) and _interrupts(line)


def _interrupts(line: str) -> bool:
    """Whether a line ends the paragraph above it."""
    return bool(FENCE.match(line) or HEADING.match(line) or _QUOTE.match(line) or RULE.match(line) or _opens_list(line))


def _opens_list(line: str) -> bool:
    """Whether a line in the middle of a paragraph begins a list: of numbers only 1 does, as "in\\n1986. It" shows."""
    item = ITEM.match(line)
    marker = item.group().strip() if item else ""
    return bool(marker) and line.strip() != marker and (marker[0] in "-+*" or marker[:-1] == "1")


def _list(lines: Sequence[Line], at: int) -> int:
    """Where the list ends: at a line after a blank one that is neither indented nor an item, or at another block."""
    end = at + 1
    fence = ""
    for after in range(at, len(lines)):
        text = lines[after].text
        belongs = bool(fence) or ITEM.match(text) is not None or text[:1] in (" ", "\t")
        mark = _INNER_FENCE.match(text) if belongs else None
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if text.strip():
            stranger = not belongs and (end < after or _interrupts(text))
            if stranger or (RULE.match(text) and not fence):
                break
            end = after + 1
    return end


def _note(lines: Sequence[Line], at: int) -> int:
    """A footnote with the indented lines that belong to it."""
    end = at + 1
    for after in range(at + 1, len(lines)):
        text = lines[after].text
        if text.strip() and not _INDENTED.match(text) and (end < after or _NOTE.match(text) or _interrupts(text)):
            break
        if text.strip():
            end = after + 1
    return end


def _paragraph(lines: Sequence[Line], at: int) -> tuple[BlockKind, int]:
    end = _behind_verbatim(lines, at)
    while end < len(lines):
        text = lines[end].text
        if _UNDERLINE.match(text):
            return "heading", end + 1
        if not text.strip() or _interrupts(text):
            return "paragraph", end
        end = _behind_verbatim(lines, end)
    return "paragraph", len(lines)


def _behind_verbatim(lines: Sequence[Line], at: int) -> int:
    """The next line; behind an html element in which nothing is markdown, not even a blank line, where one opens."""
    opening = _VERBATIM.match(lines[at].text)
    if opening is None:
        return at + 1
    closing = f"</{opening[1].lower()}>"
    return next((end + 1 for end in range(at, len(lines)) if closing in lines[end].text.lower()), at + 1)


def _blocks(kind: BlockKind, lines: Sequence[Line]) -> Iterator[Draft]:
    if kind == "heading":
        yield _heading(lines)
    elif kind == "item":
        yield from _items(lines)
    elif kind == "paragraph" and len(lines) > 0 and not _HTML.match(lines[0].text):
        yield from _prose(lines)
    else:
        yield _whole(kind, lines)


def _heading(lines: Sequence[Line]) -> Draft:
    found = HEADING.match(lines[0].text)
    if found:
        level, title = len(found[1]), found[2] or ""
    else:
        level = 1 if lines[-1].text.strip().startswith("=") else 2
        title = " ".join(line.text.strip() for line in lines[:-1])
    return Draft(readable(title), _place(lines), "heading", title, level=level)


def _items(lines: Sequence[Line]) -> Iterator[Draft]:
    """A list as one block; a long one in several, cut between its outer items."""
    margin = len(lines[0].text) - len(lines[0].text.lstrip())
    run: list[Line] = []
    words = 0
    for line in lines:
        outer = ITEM.match(line.text) is not None and len(line.text) - len(line.text.lstrip()) <= margin
        if outer and run and words + size(line.text) > LONGEST_OF_SPEECH:
            yield _list_block(run)
            run, words = [], 0
        run.append(line)
        words += size(line.text)
    yield _list_block(run)


def _list_block(lines: Sequence[Line]) -> Draft:
    """Its items stand apart in the text, so that no sentence runs from one into the next."""
    items: list[list[str]] = []
    for line in lines:
        if ITEM.match(line.text.lstrip()) or not items:
            items.append([])
        items[-1].append(line.text)
    whole = _whole("item", lines)
    # A listing inside an item keeps its lines, which the joined items would not.
    if any("```" in line.text or "~~~" in line.text for line in lines):
        return whole
    text = "\n\n".join(shown for item in items if (shown := readable("\n".join(item))))
    return Draft(text, whole.lines, "item", whole.markdown)


def _prose(lines: Sequence[Line]) -> Iterator[Draft]:
    """A paragraph, cut at sentence ends where it is very long and nothing in it could be cut in two."""
    whole = _whole("paragraph", lines)
    if len(lines) > 1 or size(whole.text) <= LONGEST_OF_PROSE or whole.text != whole.markdown:
        yield whole
        return
    spans = sentences(whole.text)
    run = spans[0].start
    for at, span in enumerate(spans):
        last = at + 1 == len(spans)
        if last or size(whole.text[run : spans[at + 1].end]) > LONGEST_OF_SPEECH:
            text = whole.text[run : span.end]
            yield Draft(text, whole.lines, "paragraph", text)
            run = spans[at + 1].start if not last else span.end


def _whole(kind: BlockKind, lines: Sequence[Line]) -> Draft:
    markdown = "\n".join(line.text.rstrip() if kind != "code" else line.text for line in lines).strip("\n")
    if kind == "code" and _INDENTED.match(markdown):
        return Draft(
            "\n".join(line.text[4:] if line.text[:4] == "    " else line.text.lstrip("\t") for line in lines).strip(
                "\n"
            ),
            _place(lines),
            kind,
            markdown,
        )
    return Draft(readable(markdown), _place(lines), kind, markdown if kind in ("code", "item") else markdown.strip())


def _place(lines: Sequence[Line]) -> tuple[int, int]:
    filled = [line.number for line in lines if line.text.strip()]
    return filled[0], filled[-1]
