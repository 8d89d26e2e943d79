"""Plain text of a conversation to turns: `>>` marks, `Name:` labels, times beside or above the words, bare captions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kb.knowledge import BlockKind, Reading
from kb.readers import copied, video
from kb.readers.blocks import Draft, number
from kb.readers.clock import is_date
from kb.readers.noises import quiet
from kb.readers.paragraphs import LONGEST_OF_SPEECH, Piece, are_captions, divided, fold, groups, pieces, unwrapped
from kb.readers.reader import File, Line
from kb.readers.speakers import shown, speakers
from kb.readers.turn_marks import at_arrows, mark, without_name

kind = "transcript"

_HONORIFIC = re.compile(r"(?:dr|mr|mrs|ms|prof|professor|sir)\.? ", re.I)
_FILLER = re.compile(r"\b(?:um|uh|yeah|you know|i mean|like)\b", re.I)


@dataclass(frozen=True, slots=True)
class Shape:
    """What sets the turns of a transcript apart."""

    arrows: int = 0
    stamps: int = 0
    names: frozenset[str] = frozenset()
    turns: int = 0
    captions: bool = False

    @property
    def reason(self) -> str | None:
        if self.arrows >= 3:
            return f"{self.arrows} lines open with >>"
        if self.turns >= 4 and not self.stamps:
            return f"{self.turns} turns of {len(self.names)} speakers"
        if self.stamps:
            return f"{self.stamps} lines are times"
        return "short lines of unfinished sentences, as captions have" if self.captions else None


@dataclass(slots=True)
class Turn:
    """What one speaker says before the next one does; the lines of each paragraph."""

    speaker: str = ""
    seconds: float | None = None
    marked: bool = True
    """Whether the file marks it as somebody's turn."""
    when: str = ""
    to: str = ""
    paragraphs: list[list[Piece]] = field(default_factory=lambda: [[]])


def recognise(file: File) -> str | None:
    return survey(file.lines).reason


def read(file: File) -> list[Reading]:
    shape = survey(file.lines)
    lines, left_out = copied.without_chrome(file.lines, timed=bool(shape.stamps))
    header, parts = _parts(lines, shape)
    about = video.about(file.name, file.beside, "\n".join(line.text for line in header))
    header = [line for line in header if not (video.address_in(line.text) and len(line.text.split()) == 1)]
    published = next((day for line in header if (day := copied.day(line.text))), "")
    header = [line for line in header if not copied.is_stamp_of_otter(line.text)]
    title = _title(header)
    drafts = [draft for line in header if (draft := _header_line(line)).text not in title]
    drafts += [draft for chapter in parts for draft in _said(chapter, shape)]
    reading = Reading(kind, "", title, number(_one_name_each(drafts)), published=published, warnings=left_out)
    return [video.told(reading, about)]


def _said(chapter: copied.Chapter, shape: Shape) -> Iterator[Draft]:
    """The blocks of a chapter, under its title where it has one."""
    if chapter.title:
        yield Draft(fold(chapter.title.text), (chapter.title.number, chapter.title.number), "heading", level=2)
    lines = chapter.lines
    if shape.arrows >= 3:
        lines = [Line(line.number, text) for line in lines for text in at_arrows(line.text)]
    for turn in turns(lines, shape):
        yield from spoken(turn)


def survey(lines: Sequence[Line]) -> Shape:
    """What sets the turns of these lines apart."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    marks = [found for found in map(mark, texts) if found]
    arrows = sum(found.arrows for found in marks)
    stamps = sum(found.stamped for found in marks)
    stamps = stamps if stamps >= 3 and stamps * 5 >= len(texts) else 0
    named = [found.name for found in marks if found.name and (stamps or not found.above)]
    names = speakers(named)
    turns = sum(name.casefold() in names for name in named)
    # A few names before colons in long prose are quotations; in a conversation they come all the time.
    turns = turns if turns * 12 >= len(texts) or turns >= 20 else 0
    captions = len(texts) >= 200 and are_captions(texts) and sum(map(_has_filler, texts)) * 100 >= len(texts)
    return Shape(arrows, stamps, names if turns >= 4 or stamps else frozenset(), turns, captions)


def _has_filler(text: str) -> bool:
    return _FILLER.search(text) is not None


def _parts(lines: list[Line], shape: Shape) -> tuple[list[Line], list[copied.Chapter]]:
    """The lines that are a heading of it all, and the chapters."""
    parts = copied.chapters(lines) if shape.stamps and not shape.names else [copied.Chapter(None, lines)]
    if parts[0].title:
        return [], parts
    header, body = _header(parts[0].lines, shape)
    return header, [copied.Chapter(None, body), *parts[1:]]


def _header(lines: Sequence[Line], shape: Shape) -> tuple[list[Line], Sequence[Line]]:
    """The lines before the first turn that are a heading of it all, and the rest."""
    if not (shape.names or shape.arrows >= 3 or shape.stamps):
        return [], lines
    first = next((at for at, line in enumerate(lines) if _opens_turn(line.text, shape)), len(lines))
    header = [line for line in lines[:first] if quiet(line.text).strip()]
    # A heading is short: long lines before the first turn are talk whose speaker is not named.
    if len(header) > 12 or any(len(line.text) > 200 for line in header):
        return [], lines
    return header, lines[first:]


def _opens_turn(text: str, shape: Shape) -> bool:
    found = mark(text.strip())
    if found is None:
        return False
    return found.arrows or found.name.casefold() in shape.names or (found.stamped and shape.stamps > 0)


def _header_line(line: Line) -> Draft:
    return Draft(fold(quiet(line.text)), (line.number, line.number))


def _one_name_each(drafts: list[Draft]) -> list[Draft]:
    """Those who are also named without "Dr." are always named so."""
    names = {draft.speaker for draft in drafts}
    plain = {name: _HONORIFIC.sub("", name) for name in names}
    shorter = {name: short for name, short in plain.items() if short != name and short in names}
    return [replace(draft, speaker=shorter[draft.speaker]) if draft.speaker in shorter else draft for draft in drafts]


def _title(header: list[Line]) -> str:
    """The line of the heading that names this one conversation and not the whole series, with its guest."""
    lines = [fold(quiet(line.text)) for line in header]
    named = next((line for line in lines if re.search(r"\bep(?:isode|\.)?[ -]?\d+", line, re.I)), None)
    title = named or (lines[0] if lines else "")
    guest = next((line.split(":", 1)[1].strip() for line in lines if re.match(r"guests?:", line, re.I)), "")
    date = next((line for line in lines if is_date(line)), "")
    if guest and guest not in title:
        return f"{title} – {guest}"
    if date and title and date != title and not re.search(r"\d", title):
        return f"{title}, {date}"
    return title


def turns(lines: Sequence[Line], shape: Shape) -> Iterator[Turn]:
    """The turns, each with its paragraphs; lines that are only times, noises or counts are not among them."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    # Where a line is cut wherever the screen ends, its end says nothing about paragraphs.
    flowing = bool(shape.stamps) or shape.arrows >= 3 or are_captions(texts)
    turn = Turn(marked=False)
    for group in groups(lines):
        run: list[Line] = []
        for line in group:
            opened = _next_turn(line, shape, turn)
            if opened is None:
                run.append(line)
                continue
            _add(turn, run, flowing=flowing)
            run = []
            following, opening = opened
            if following is not turn:
                yield turn
                turn = following
            turn.paragraphs[-1] += opening
        _add(turn, run, flowing=flowing)
        if not flowing:
            turn.paragraphs.append([])
    yield turn


def _next_turn(line: Line, shape: Shape, turn: Turn) -> tuple[Turn, list[Piece]] | None:
    """The turn that a line opens, the present one where it only tells the time, and what it adds to it; None where
    the talk goes on."""
    text = line.text.strip()
    found = mark(text)
    if found is None or (found.above and not shape.stamps):
        return None
    clock, start = (found.seconds if shape.stamps else None), found.start
    if found.above or (found.name and found.name.casefold() in shape.names):
        opened = Turn(shown(found.name), clock, when=found.when, to=found.to)
    elif found.arrows or (found.stamped and shape.stamps):
        opened = Turn("", clock) if found.arrows else turn
        start = without_name(text, found)
    else:
        return None
    words = fold(quiet(text[start:]))
    if words and not copied.SPOKEN_TIME.fullmatch(words):
        return opened, [Piece(words, line.number, clock)]
    return opened, [Piece("", line.number, clock)] if clock is not None and not found.above else []


def _add(turn: Turn, run: list[Line], *, flowing: bool) -> None:
    """Adds lines to a turn, as they stand between two marks."""
    heard = [Line(line.number, text) for line in run if (text := quiet(line.text).strip())]
    heard = [line for line in heard if not (flowing and copied.SPOKEN_TIME.fullmatch(line.text))]
    if not heard:
        return
    if flowing:
        turn.paragraphs[-1] += pieces(heard)
        return
    opening = turn.paragraphs[-1]
    if opening and opening[-1].text:
        lead = [Line(piece.line, piece.text) for piece in opening]
        turn.paragraphs.pop()
        turn.paragraphs += [pieces(lines, turn.seconds) for lines in unwrapped([*lead, *heard])]
    else:
        turn.paragraphs += [pieces(lines) for lines in unwrapped(heard)]


def spoken(turn: Turn) -> Iterator[Draft]:
    """The blocks of a turn."""
    for parts in turn.paragraphs:
        if not any(part.text for part in parts):
            continue
        for paragraph in divided(parts, LONGEST_OF_SPEECH):
            at = paragraph.seconds if paragraph.seconds is not None else turn.seconds
            block: BlockKind = "turn" if turn.marked else "paragraph"
            yield Draft(
                paragraph.text, paragraph.lines, block, seconds=at, speaker=turn.speaker, when=turn.when, to=turn.to
            )
