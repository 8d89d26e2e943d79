"""Plain text of a conversation to turns: `>>` marks, `Name:` labels, times beside or above the words, bare captions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kb.knowledge import BlockKind, Reading
from kb.readers.blocks import Draft, number
from kb.readers.clock import is_date, iso_date
from kb.readers.paragraphs import LONGEST_OF_SPEECH, Piece, are_captions, divided, fold, groups, pieces, unwrapped
from kb.readers.reader import File, Line
from kb.readers.speakers import shown, speakers
from kb.readers.turn_marks import mark, without_name

kind = "transcript"

_SPOKEN_TIME = re.compile(r"\d+ (?:hour|minute|second)s?(?:, \d+ (?:minute|second)s?)*")
_HONORIFIC = re.compile(r"(?:dr|mr|mrs|ms|prof|professor|sir)\.? ", re.I)
_NOISES = (
    "music|applause|applauds?|laughter|laughs?|laughing|chuckles?|chuckling|intro|outro|cheers|cheering|vocalsound|"
    "disfmarker|pause|noise|silence|sighs?|coughs?|clears throat|operator directions?|musik|musique|música|risas|"
    "aplausos|applaus|gelächter|rires|applaudissements|音楽|拍手|笑|笑い|음악|박수|музыка|аплодисменты|смех"
)
_NOISE = re.compile(
    rf"[\[({{](?:[^\W\d_]+[ ]){{0,2}}(?:{_NOISES})(?:[ ][^\W\d_]+)?[.!]?[\])}}]|[♪♫][^♪♫\n]{{0,200}}[♪♫]|[♪♫]"
    r"|<?(?:Media|image|video|audio|sticker|GIF) omitted>?",
    re.I,
)
_MAY_BE_NOISE = re.compile(r"[\[({♪♫]")
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
    paragraphs: list[list[Piece]] = field(default_factory=lambda: [[]])


def recognise(file: File) -> str | None:
    return survey(file.lines).reason


def read(file: File) -> list[Reading]:
    shape = survey(file.lines)
    header, body = _header(list(file.lines), shape)
    title = _title(header)
    drafts = [draft for line in header if (draft := _header_line(line)).text not in title]
    for turn in turns(body, shape):
        drafts += spoken(turn)
    published = next((iso_date(line.text) for line in header if is_date(line.text)), "")
    return [Reading(kind, "", title, number(_one_name_each(drafts)), published=published)]


def quiet(text: str) -> str:
    """The words without what is heard but not said."""
    return _NOISE.sub("", text) if _MAY_BE_NOISE.search(text) or "omitted" in text else text


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


def _header(lines: list[Line], shape: Shape) -> tuple[list[Line], list[Line]]:
    """The lines before the first turn that are a heading of it all, and the rest."""
    if not (shape.names or shape.arrows >= 3):
        return [], lines
    first = next((at for at, line in enumerate(lines) if _opens_turn(line.text, shape)), 0)
    header = [line for line in lines[:first] if quiet(line.text).strip()]
    # A heading is short: long lines before the first turn are talk whose speaker is not named.
    if len(header) > 12 or any(len(line.text) > 200 for line in header):
        return [], lines
    return header, lines[first:]


def _opens_turn(text: str, shape: Shape) -> bool:
    found = mark(text.strip())
    return found is not None and (found.arrows or found.name.casefold() in shape.names)


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
            following = _next_turn(line, shape, turn)
            if following is None:
                run.append(line)
                continue
            _add(turn, run, flowing=flowing)
            run = []
            if following is not turn:
                yield turn
                turn = following
        _add(turn, run, flowing=flowing)
        if not flowing:
            turn.paragraphs.append([])
    yield turn


def _next_turn(line: Line, shape: Shape, turn: Turn) -> Turn | None:
    """The turn that a line opens; the present one where it only tells the time; None where it goes on."""
    text = line.text.strip()
    found = mark(text)
    if found is None or (found.above and not shape.stamps):
        return None
    clock, start = (found.seconds if shape.stamps else None), found.start
    if found.above or (found.name and found.name.casefold() in shape.names):
        opened = Turn(shown(found.name), clock)
    elif found.arrows or (found.stamped and shape.stamps):
        opened = Turn("", clock) if found.arrows else turn
        start = without_name(text, found)
    else:
        return None
    words = fold(quiet(text[start:]))
    if words and not _SPOKEN_TIME.fullmatch(words):
        opened.paragraphs[-1].append(Piece(words, line.number, clock))
    elif clock is not None and not found.above:
        opened.paragraphs[-1].append(Piece("", line.number, clock))
    return opened


def _add(turn: Turn, run: list[Line], *, flowing: bool) -> None:
    """Adds lines to a turn, as they stand between two marks."""
    heard = [Line(line.number, text) for line in run if (text := quiet(line.text).strip())]
    heard = [line for line in heard if not (flowing and _SPOKEN_TIME.fullmatch(line.text))]
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
            yield Draft(paragraph.text, paragraph.lines, block, seconds=at, speaker=turn.speaker)
