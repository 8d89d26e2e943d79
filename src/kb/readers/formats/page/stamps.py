"""Lines that are no part of a text though they stand in it: who wrote it and when, how long it takes to read, what
else the page can do."""

import re
from collections.abc import Iterator, Sequence

from kb.readers.clock import iso_date
from kb.readers.formats.page.pictures import is_caption
from kb.readers.formats.page.pieces import Piece

_LONGEST = 100
# "Ann Lee, our correspondent in Lisbon" still only says who; a sentence has more words.
_FEW_BESIDE_NAMES = 6
# "Photo: Ann Lee" says no more of the picture than a name says of the text.
_FEW_IN_A_CAPTION = 1
_HEADINGS_OF_A_SITE = frozenset(("conversation", "post", "thread"))
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = re.compile(
    r"(?i)\b(?:[ap]\.?m|uhr|stand|utc|gmt|[ce]e?s?t|published|posted|updated|on|at|of|st|nd|rd|th|am|(?:mon|tues?|wed(?:nes)?"
    r"|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b\.?"
)
_MONTH = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zé]*\b\.?|[年月日]|发布时间|来源"
)
_DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_WAY_HERE = re.compile(r"[^.!?]{2,40} [>›»] [^.!?]{2,60}\Z")
_FURNITURE = re.compile(
    r"(?:\d+ min(?:ute)?s? read|(?:skip|jump) to \w+|in this article|on this page|table of contents|contents"
    r"|share (?:this|on|via)\b.*|edit this page|follow|copy|advertisement|anzeige|listen|merged|read more"
    r"|mehr zum thema|lesen sie auch|related (?:stories|posts|articles)|sign up for free to .*"
    r"|当前位置.*|您的位置.*|上一篇.*|下一篇.*|分享到.*|.*浏览次数.*|関連記事|اقرأ أيضا)\Z",
    re.I,
)


def without_stamps(pieces: Sequence[Piece], authors: Sequence[str]) -> list[Piece]:
    """The pieces without the page's own lines. Dates and names are only looked for before the text itself begins."""
    begun = next((at for at, piece in enumerate(pieces) if len(piece.draft.text) > _LONGEST), len(pieces))
    return list(_kept(pieces, begun, authors))


def _kept(pieces: Sequence[Piece], begun: int, authors: Sequence[str]) -> Iterator[Piece]:
    for at, piece in enumerate(pieces):
        text = piece.draft.text
        prose = piece.draft.kind in ("paragraph", "heading", "item") and not piece.draft.markdown.startswith("[^")
        opens = at < begun and (_is_stamp(piece, authors) or _heads_a_site(piece))
        if prose and len(text) <= _LONGEST and (_FURNITURE.match(text) or opens):
            continue
        yield piece


def _heads_a_site(piece: Piece) -> bool:
    """Whether it is the heading under which a site shows each of its posts."""
    return piece.draft.level == 1 and piece.draft.text.casefold() in _HEADINGS_OF_A_SITE


def _is_stamp(piece: Piece, authors: Sequence[str]) -> bool:
    """Whether a line says nothing but a date, a number, who wrote the text, or where on its site it stands."""
    text = piece.draft.text
    if not _WORD.search(text) or _WAY_HERE.match(text):
        return True
    names = [name for name in authors if name in text]
    if names:
        rest = text
        for name in names:
            rest = rest.replace(name, "")
        most = _FEW_IN_A_CAPTION if is_caption(piece.within) else _FEW_BESIDE_NAMES
        return len(_WORD.findall(rest)) <= most
    if not (iso_date(text) or _DAY.search(text)):
        return False
    return not _WORD.search(_MONTH.sub("", _DATE_WORDS.sub("", text)))
