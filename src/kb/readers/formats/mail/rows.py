"""The text of a message, plain or HTML, to rows: lines or whole blocks, each with how deep it is quoted."""

import re
from dataclasses import dataclass

from kb.readers.blocks import Draft
from kb.readers.elements import elements
from kb.readers.reader import Line

_QUOTED = re.compile(r"(?:>[ \t]?)+")
_LEAST_FULL = 55
_MOST_FULL = 100
_LONGEST_FAREWELL = 35
_NEW = re.compile(r"[ \t]|[-*+•–—·]+(?:[ \t]|$)|\d{1,3}[.)][ \t]|[|+=_#~-]{3}|https?://\S+$")
_FULL_STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_TWO_BREAKS = re.compile(r"<br\b[^<>]{0,200}>(?:\s|&nbsp;)*(?=<br\b)", re.I)
_DASHES = re.compile(r"(?:<br\b[^<>]{0,200}>\s*)--(?:\s|&nbsp;)*(?=<br\b|</)", re.I)
_INNER_TABLE = re.compile(r"<table\b(?:(?!<table\b)[\s\S])*?</table\s*>", re.I)
_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>")
_INLINE_PICTURE = re.compile(r"<img\b[^<>]*>", re.I)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?\s*cid:([^\"'\s>]+)", re.I)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_LARGEST_HTML = 3_000_000
PICTURE = re.compile("\ue000([^\ue001\ue002]*)\ue001([^\ue002]*)\ue002")
"""Stands where a picture of the message is shown: its content id, and its words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a message, or one block of it."""

    text: str
    depth: int = 0
    """How many people quote it."""
    draft: Draft | None = None
    """What it is where the message says so."""


def of_plain(text: str, *, flowed: bool = False, spaceless: bool = False) -> list[Row]:
    """The lines, those that belong together joined. `flowed` and `spaceless` are format=flowed and delsp=yes."""
    rows: list[Row] = []
    open_end = False
    for line in text.split("\n"):
        marks = _QUOTED.match(line)
        depth = marks.group().count(">") if marks else 0
        words = line[marks.end() :] if marks else line
        words = words[1:] if flowed and words.startswith(" ") else words
        goes_on = flowed and words.endswith(" ") and words != "-- "
        said = words[:-1] if goes_on and spaceless else words
        if open_end and rows and rows[-1].depth == depth and words != "-- ":
            rows[-1] = Row(rows[-1].text + said, depth)
        else:
            rows.append(Row(said, depth))
        open_end = goes_on
    return rows


def of_html(html: str) -> tuple[list[Row], int]:
    """The blocks of a page, and how many words of it a style hides."""
    html = _INLINE_PICTURE.sub(_marked, _DASHES.sub("<p>--<p>", _TWO_BREAKS.sub("<p>", html[:_LARGEST_HTML])))
    found = elements(_without_layout(html))
    rows: list[Row] = []
    for draft in found.drafts:
        rows += [Row(draft.text, int(draft.kind == "quote"), draft), Row("", int(draft.kind == "quote"))]
    return rows, found.hidden


def lines(rows: list[Row]) -> list[Line]:
    """Rows of plain text as lines, those that a margin broke joined."""
    found: list[str] = []
    last = ""
    for row in rows:
        text = row.text.rstrip()
        full = _LEAST_FULL <= len(last) <= _MOST_FULL and not (_FULL_STOP.search(last) and len(last) < 60)
        farewell = last.endswith(",") and len(last) <= _LONGEST_FAREWELL and len(text) <= _LONGEST_FAREWELL
        if found and text and not _NEW.match(text) and (full or farewell):
            found[-1] += " " + text.strip()
        else:
            found.append(text)
        last = text
    return [Line(1, text) for text in found]


def _marked(image: re.Match[str]) -> str:
    source = _SOURCE.search(image.group())
    alt = _ALT.search(image.group())
    return f"<p>\ue000{source[1]}\ue001{(alt[1] or alt[2] or '') if alt else ''}\ue002<p>" if source else ""


def _without_layout(html: str) -> str:
    """The page with such tables only as hold data: the others are there to put things side by side."""
    if "<table" not in html.lower():
        return html
    kept: list[str] = []

    def judged(table: re.Match[str]) -> str:
        if not _holds_data(table.group()):
            return _TABLE_TAG.sub(_as_division, table.group())
        kept.append(table.group())
        return f"<div>\ue003{len(kept) - 1}\ue003</div>"

    flat = _TABLE_TAG.sub(_as_division, _INNER_TABLE.sub(judged, html.replace("\ue003", "")))
    return re.sub("\ue003(\\d+)\ue003", lambda found: kept[int(found[1])], flat)


def _as_division(tag: re.Match[str]) -> str:
    return f"<{tag[1]}div>"


def _holds_data(table: str) -> bool:
    small = table.lower()
    rows, cells = small.count("<tr"), len(re.findall(r"<t[dh]\b", small))
    if rows < 2 or cells < 2 * rows or "presentation" in small[: small.find(">")] or "\ue000" in table:
        return False
    filled = [words for cell in re.split(r"<t[dh]\b", small)[1:] if (words := _TAG.sub("", "<" + cell).strip())]
    return 2 * len(filled) > cells and sum(map(len, filled)) < 80 * len(filled)
