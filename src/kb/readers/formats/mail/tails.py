"""What stands below a message and is no part of it: signatures, small print, footers of lists, devices."""

import re
from collections.abc import Sequence

from kb.readers.formats.mail.phrases import DEVICES, LETTING_GO, SMALL_PRINT
from kb.readers.formats.mail.rows import Row

_LONGEST_SIGNATURE = 40
_LONGEST_UNSPACED = 8
_LONGEST_FOOTER = 12
_LIST_RULE = re.compile(r"\s*[_=-]{30,}\s*")
_DEVICE = re.compile(rf"\s*\W{{0,3}}(?:{DEVICES})[^\n]{{0,80}}", re.I)
_LONGEST_NOTICE = 45


def without_signature(rows: Sequence[Row]) -> list[Row]:
    """The rows above the line of two dashes that begins a signature."""
    for at, row in enumerate(rows):
        if row.text.rstrip() != "--":
            continue
        left = sum(bool(one.text.strip()) for one in rows[at + 1 :])
        exact = row.text == "-- "
        if left <= (_LONGEST_SIGNATURE if exact else _LONGEST_UNSPACED):
            return list(rows[:at])
    return list(rows)


def without_footers(rows: Sequence[Row], *, spared: bool) -> list[Row]:
    """The rows without what programs, lists and lawyers put below them, and the link above a newsletter.

    With `spared` the first paragraph stays, whatever it says: a message may ask to be taken off a list.
    """
    kept = list(rows)
    while True:
        while kept and not kept[-1].text.strip():
            kept.pop()
        start = _footer(kept)
        above = start is not None and any(row.text.strip() for row in kept[:start])
        if start is None or (spared and not above and not _DEVICE.match(kept[-1].text)):
            break
        kept = kept[:start]
    first = next((at for at, row in enumerate(kept) if row.text.strip()), None)
    if first is not None and len(kept) > first + 1 and _is_notice(kept[first].text) and "browser" in kept[first].text:
        kept = kept[first + 1 :]
    return kept


def _footer(rows: Sequence[Row]) -> int | None:
    """Where the last paragraph begins, if it is one to leave out; what stands below a long rule is one paragraph."""
    for back, row in enumerate(reversed(rows[-_LONGEST_FOOTER:]), 1):
        at = len(rows) - back
        if back > 1 and _LIST_RULE.fullmatch(row.text):
            text = " ".join(one.text for one in rows[at + 1 :])
            if LETTING_GO.search(text) or SMALL_PRINT.search(text):
                return at
    start = len(rows)
    while start and rows[start - 1].text.strip():
        start -= 1
    text = " ".join(row.text.strip() for row in rows[start:])
    if start < len(rows) and (_DEVICE.fullmatch(text) or SMALL_PRINT.search(text) or _is_notice(text)):
        return start
    device = bool(rows) and _DEVICE.fullmatch(rows[-1].text)
    return len(rows) - 1 if device else None


def _is_notice(text: str) -> bool:
    return len(text.split()) <= _LONGEST_NOTICE and LETTING_GO.search(text) is not None
