"""Timed words to the turns of a talk: the one place where captions and what programs heard become blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.knowledge import BlockKind
from kb.readers.blocks import Draft
from kb.readers.noises import quiet
from kb.readers.paragraphs import LONGEST_OF_SPEECH, Piece, divided, fold
from kb.readers.speakers import label, shown, speakers
from kb.readers.turn_marks import at_arrows

_ARROWS = re.compile(r">>>?[ \t]*")


class Said(NamedTuple):
    """A line of a cue, without markup."""

    text: str
    """Empty for a line that holds the place of one."""
    line: int = 1
    """Of the raw file; 1 where its lines mean nothing."""
    voice: str = ""
    """Whom the markup names as its speaker; empty where it names nobody."""


class Cue(NamedTuple):
    """What is shown or heard at one time."""

    seconds: float | None
    lines: tuple[Said, ...]


class Heard(NamedTuple):
    """A line of speech, once; `speaker` is None where nothing says that it changes."""

    piece: Piece
    speaker: str | None
    opens: bool


def once(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues with each line only at its first showing.

    A rolling cue opens with the last lines of the cue before it. Only a file that does so throughout is taken for
    rolling: elsewhere a line that comes again was said again.
    """
    filled = [_filled(cue) for cue in cues]
    # A third: even rolling captions begin afresh at every pause.
    rolling = sum(_overlap(one, two) > 0 for one, two in pairwise(filled)) * 3 >= len(cues)
    before: list[Said] = []
    for cue, lines in zip(cues, filled, strict=True):
        # A line that rolls along stands on top: what stands below an empty one is new.
        fresh = len(cue.lines) > 1 and not cue.lines[0].text
        yield Cue(cue.seconds, tuple(lines[0 if fresh or not rolling else _overlap(before, lines) :]))
        before = lines


def _filled(cue: Cue) -> list[Said]:
    return [said for said in cue.lines if said.text]


def _overlap(before: Sequence[Said], lines: Sequence[Said]) -> int:
    """How many lines at the end of the cue before open this one."""
    # Of a cue with several lines one is new, even if it says the same as the line above it.
    for count in range(min(len(before), max(1, len(lines) - 1)), 0, -1):
        if all(
            one.text == two.text and one.voice == two.voice for one, two in zip(before[-count:], lines, strict=False)
        ):
            return count
    return 0


def spoken(cues: Sequence[Cue]) -> Iterator[Draft]:
    """The blocks of the talk: the paragraphs of one turn after the other."""
    lines = [(cue.seconds, said) for cue in cues for said in cue.lines if said.text]
    if any(_ARROWS.match(said.text) for _, said in lines):
        lines = [(at, part) for at, said in lines for part in _parted(said)]
    for turn in _turns(lines):
        yield from _paragraphs(turn)


def _parted(said: Said) -> list[Said]:
    return [said._replace(text=part) for part in at_arrows(said.text)]


def _turns(lines: Sequence[tuple[float | None, Said]]) -> Iterator[list[Heard]]:
    """Lines of one speaker after the other."""
    labels = [found["name"] for _, said in lines if (found := label(said.text, _start(said.text)))]
    names = _recurring(labels)
    voices = any(said.voice for _, said in lines)
    turn: list[Heard] = []
    for at, said in lines:
        heard = _heard(at, said, names)
        if voices and heard.speaker is None and (not turn or turn[-1].piece.seconds != at):
            heard = heard._replace(speaker="")
        if heard.speaker is not None and turn and (heard.speaker != turn[0].speaker or heard.opens):
            yield turn
            turn = []
        turn.append(heard)
    if turn:
        yield turn


def _recurring(labels: Sequence[str]) -> frozenset[str]:
    """Speakers; a single one too, when the label comes again and again."""
    found = speakers(labels)
    folded = [name.casefold() for name in labels]
    return found or frozenset(name for name in folded[:1] if len(folded) >= 2 and len(set(folded)) == 1)


def _start(text: str) -> int:
    arrows = _ARROWS.match(text)
    return arrows.end() if arrows else 0


def _heard(at: float | None, said: Said, names: frozenset[str]) -> Heard:
    text, start = said.text, _start(said.text)
    speaker = shown(said.voice) if said.voice else "" if start else None
    found = label(text, start)
    if found and found["name"].casefold() in names:
        start, speaker = found.end(), shown(found["name"])
    words = fold(quiet(text[start:])).removeprefix("- ")
    return Heard(Piece(words, said.line, at), speaker, _start(text) > 0)


def _paragraphs(turn: Sequence[Heard]) -> Iterator[Draft]:
    parts = [heard.piece for heard in turn if heard.piece.text]
    if not parts:
        return
    speaker = turn[0].speaker
    for paragraph in divided(parts, LONGEST_OF_SPEECH):
        block: BlockKind = "paragraph" if speaker is None else "turn"
        yield Draft(paragraph.text, paragraph.lines, block, seconds=paragraph.seconds, speaker=speaker or "")
