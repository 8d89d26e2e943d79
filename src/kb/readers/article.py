"""Plain prose to paragraphs, headings and the items of lists."""

import re
from collections.abc import Iterator, Sequence

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.blocks import Draft, number
from kb.readers.paragraphs import LONGEST_OF_PROSE, divided, fold, groups, pieces, unwrapped
from kb.readers.reader import File, Line

kind = "article"

_ITEM = re.compile(r"[ \t]*(?:[-*+•◦▪‣·–—][ \t]+|\d{1,2}[.)][ \t]+)(?=\S)")
_ARROW = re.compile(r"[ \t]*>(?=[^\s>])")
_NUMBER = re.compile(r"[ \t]*(\d{1,2}[.)])[ \t]")
_RULE = re.compile(r"[ \t]*(?:[-*_=~#•·][ \t]*){3,}$")
_LONGEST_HEADING = 80
_OPEN_END = re.compile(r"[.,;:!?…。！？，；：\"'”’)\]\d]$")


def recognise(file: File) -> str | None:
    return "plain prose"


def read(file: File) -> list[Reading]:
    return [Reading(kind, "", "", number(drafts(file.lines)))]


def drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    """The blocks of plain text."""
    units = [unit for group in groups(lines) for unit in _units(group)]
    texts = [fold(" ".join(line.text for line in unit)) for unit in units]
    for at, (unit, text) in enumerate(zip(units, texts, strict=True)):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        yield from _blocks(unit, text, following, first=at == 0)


def _units(group: Sequence[Line]) -> Iterator[list[Line]]:
    """The paragraphs and items of a run of lines."""
    arrows = sum(_ARROW.match(line.text) is not None for line in group) >= 3
    run: list[Line] = []
    for line in group:
        if _RULE.match(line.text):
            yield from unwrapped(run) if run else ()
            run = []
        elif _ITEM.match(line.text) or (arrows and _ARROW.match(line.text)):
            yield from unwrapped(run) if run else ()
            run = []
            yield [line]
        else:
            run.append(line)
    yield from unwrapped(run) if run else ()


def _blocks(unit: list[Line], text: str, following: str, *, first: bool) -> Iterator[Draft]:
    place = (unit[0].number, unit[-1].number)
    item = _ITEM.match(unit[0].text) or _ARROW.match(unit[0].text) if len(unit) == 1 else None
    if item and not (_ARROW.match(unit[0].text) and text.startswith("> ")):
        yield _item(unit[0], item.end())
    elif len(unit) == 1 and is_heading(text, following):
        yield Draft(text, place, "heading", level=1 if first else 3)
    else:
        for paragraph in divided(pieces(unit), LONGEST_OF_PROSE):
            yield Draft(paragraph.text, paragraph.lines)


def _item(line: Line, start: int) -> Draft:
    """An item of a list; a number stays its number."""
    counted = _NUMBER.match(line.text)
    text = fold(line.text[start:])
    return Draft(text, (line.number, line.number), "item", f"{counted[1] if counted else '-'} {escape(text)}")


def is_heading(text: str, following: str) -> bool:
    """Whether a line stands over what follows: short, not a sentence, and before something longer."""
    if not text or len(text) > _LONGEST_HEADING or len(following) < max(80, 2 * len(text)):
        return False
    if text.endswith(":"):
        return len(text.split()) <= 6 and len(text) <= 40
    words = text.split()
    return len(words) <= 10 and not _OPEN_END.search(text) and words[0][:1].isalpha() and not text[:1].islower()
