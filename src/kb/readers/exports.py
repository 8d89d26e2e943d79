"""Exports that cut a text into pages, each with the file's name and the last words of the page before, to the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.readers.reader import File, Line

_NAME = re.compile(r"\s*(.{4,200}?)\.(?:txt|docx?|pdf|md|srt|vtt)\b[ \t]*(?:\.\./)?")
_LOOK_BACK = 60


def mended(file: File) -> File:
    """The file without its own name in the text; what two pages both say is said once."""
    name = _letters(file.stem)
    starts = [(at, found.end()) for at, line in enumerate(file.lines) if (found := _names(line.text, name))]
    if not starts:
        return file
    ends = [at for at, _ in starts[1:]] + [len(file.lines)]
    lines = list(file.lines[: starts[0][0]])
    for (at, cut), end in zip(starts, ends, strict=True):
        opening = Line(file.lines[at].number, file.lines[at].text[cut:])
        lines = _joined(lines, [opening, *file.lines[at + 1 : end]])
    return replace(file, lines=tuple(lines))


def _names(text: str, name: str) -> re.Match[str] | None:
    found = _NAME.match(text) if "." in text[:210] else None
    return found if found and _letters(found[1]) == name else None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _joined(before: list[Line], page: list[Line]) -> list[Line]:
    """The lines of a text and of its next page, which opens in the middle of a paragraph near the end of the text."""
    ends = [at for at, line in enumerate(before) if line.text.strip()][-_LOOK_BACK:]
    opens = [at for at, line in enumerate(page) if line.text.strip()]
    if not ends or not opens:
        return before + page
    first = page[opens[0]].text.strip()
    for back in range(1, len(ends)):
        if before[ends[-back - 1]].text.rstrip().endswith(first) and _repeats(before, ends[-back:], page, opens[1:]):
            # The last line of the text was cut short; the page has the whole of it.
            return before[: ends[-1]] + page[opens[back] :]
    return _spliced(before, ends[-1], page, opens[0])


def _repeats(before: Sequence[Line], ends: Sequence[int], page: Sequence[Line], opens: Sequence[int]) -> bool:
    """Whether the page goes on with the lines that end the text, the last of which may be cut short."""
    if len(opens) < len(ends):
        return False
    pairs = [(before[end].text.strip(), page[at].text.strip()) for end, at in zip(ends, opens, strict=False)]
    return all(one == two for one, two in pairs[:-1]) and pairs[-1][1].startswith(pairs[-1][0])


def _spliced(before: list[Line], end: int, page: list[Line], at: int) -> list[Line]:
    """Joined in the middle of a line, where the text's last line and the page's first one overlap; else left apart."""
    last, first = before[end].text.rstrip(), page[at].text.lstrip()
    start = last.rfind(first[:40]) if len(first) >= 40 else -1
    if start < 0 or not first.startswith(last[start:]):
        return before + page
    return [*before[:end], Line(before[end].number, last[:start] + first), *page[at + 1 :]]
