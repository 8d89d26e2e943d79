"""Lines that say whose words follow: "On Monday Ann wrote:", or a header that was copied along."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kb.markup import fold
from kb.readers.formats.mail.heads import head_of
from kb.readers.formats.mail.phrases import FIELDS, RULE, WROTE
from kb.readers.formats.mail.rows import PICTURE, Row

_SAID = re.compile(
    rf"(?:^|[\s,>)\"”]|(?<=[\u3040-\u9fff]))(?:{WROTE})(?![^\W\d_\u3040-\u9fff])[^:：]{{0,200}}[:：]\s*$", re.I
)
_DATED = re.compile(r"\d{1,4}[./-]\d{1,2}|\b(?:19|20)\d\d\b|\d{1,2}:\d\d|@")
_LONGEST_SAID = 400
_FIELD = re.compile(
    r"[\s>*]*(?:" + "|".join(rf"(?P<{name}>{words})" for name, words in FIELDS.items()) + r")\*?\s*[:：]\*?[ \t]*", re.I
)
_IN_ONE_ROW = re.compile(
    rf"\s*(?:{FIELDS['from']})\s?[:：]\s*(?P<from>.{{1,200}}?)\s(?:{FIELDS['date']})\s?[:：]\s*"
    rf"(?P<date>.{{1,80}}?)\s(?:{FIELDS['rest']})\s?[:：]",
    re.I,
)
_MOST_FIELDS = 20
_ASIDE = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\([^()]*@[^()]*\)|\S+@\S+|\"")
_VERB = re.compile(rf"(?<!\w)(?:{WROTE})", re.I)
_NO_NAME = re.compile(
    r"(?:.*\b(?:am|pm|uhr|um|at|à|o|kl|le|alle|às|van|gmt|utc|est|cet|pst|edt|pdt|cest)\b\.?,?|.*\d\S*)\s+", re.I
)


class Opening(NamedTuple):
    """Where a quotation begins."""

    rows: int
    """How many rows say so."""
    depth: int = 0
    """How deep it is quoted; 0 where all that follows belongs to it."""
    who: str = ""
    when: str = ""


def opening(rows: Sequence[Row], at: int) -> Opening | None:
    """The quotation that this row opens, if it does."""
    text = rows[at].text
    if not text.strip() or PICTURE.search(text):
        return None
    ruled = RULE.fullmatch(text) is not None
    start = following(rows, at + 1) if ruled else at
    header = _copied_header(rows, start, least=2 if ruled else 3)
    if header is not None:
        return header._replace(rows=header.rows + start - at)
    return Opening(1) if ruled and "_" not in text else _said(rows, at)


def following(rows: Sequence[Row], at: int) -> int:
    """The next row with words, at most two further on."""
    return next((n for n in range(at, min(at + 3, len(rows))) if rows[n].text.strip()), at)


def _copied_header(rows: Sequence[Row], at: int, least: int) -> Opening | None:
    if at >= len(rows):
        return None
    row = rows[at]
    if row.draft is not None and (found := _IN_ONE_ROW.match(row.text[:600])):
        return Opening(1, 0, *_about(found["from"], found["date"]))
    end = _end_of_fields(rows, at)
    fields = [(key, one) for one in rows[at:end] if (key := _FIELD.match(one.text))]
    said = {str(key.lastgroup): one.text[key.end() :] for key, one in reversed(fields)}
    if len(fields) < least or "from" not in said or not _FIELD.match(row.text):
        return None
    return Opening(end - at, 0, *_about(said["from"], said.get("date", "")))


def _end_of_fields(rows: Sequence[Row], at: int) -> int:
    end = at
    while end < len(rows) and end < at + _MOST_FIELDS:
        text = rows[end].text
        between_blocks = end > at and not text.strip() and rows[end - 1].draft is not None
        folded = end > at and bool(text.strip()) and text[0] in " \t"
        if not (_FIELD.match(text) or between_blocks or folded):
            break
        end += 1
    return end


def _about(sender: str, date: str) -> tuple[str, str]:
    address = sender.replace("*", "").replace("[mailto:", "<").replace("[", "<").replace("]", ">")
    head = head_of([("From", address.encode()), ("Date", date.replace("*", "").encode())])
    return head.sender.name or head.sender.address or fold(sender)[:80], head.when


def _said(rows: Sequence[Row], at: int) -> Opening | None:
    """A line that ends in a word for writing, which may run over three rows."""
    text = ""
    for length, row in enumerate(rows[at : at + 3], 1):
        if not row.text.strip() or len(text) + len(row.text) > _LONGEST_SAID or row.depth != rows[at].depth:
            return None
        text = f"{text} {row.text}".strip()
        if not text.endswith((":", "：")) or not _SAID.search(text):
            continue
        after = following(rows, at + length)
        deeper = after < len(rows) and rows[after].depth > row.depth
        if not deeper and not _DATED.search(text):
            return None
        return Opening(length, rows[after].depth if deeper else 0, named(text))
    return None


def named(text: str) -> str:
    """Whom a line says to have written; empty where it says it in a way of its own."""
    text = fold(_ASIDE.sub(" ", text.rstrip(" :：")))
    verbs = list(_VERB.finditer(text))
    if not verbs:
        return ""
    before, behind = text[: verbs[-1].start()].strip(" ,"), text[verbs[-1].end() :].strip(" ,")
    if behind and not re.search(r"\d", behind):
        return behind if len(behind.split()) <= 4 else ""
    name = re.split(r",\s+", before)[-1]
    name = _NO_NAME.sub("", f"{name} ", count=1).strip(" ,") if re.search(r"\d", name) else name
    return name if 1 <= len(name.split()) <= 4 and not re.search(r"\d", name) else ""
